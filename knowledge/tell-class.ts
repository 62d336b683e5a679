// The lines about a household's class: recognised by the commune, or estimated by the standard of the day.
import type { Line } from "./tell-line.ts";
import type { Voice } from "./tell-voice.ts";

/** The class of a receipt; what the bot computed is an estimate, what the commune listed is recognised. */
export function classLines(voice: Voice): Line[] {
  const { class: found, standard, code, day } = voice.receipt;
  const name = (id: string) => voice.words(voice.knowledge.statuses.statuses[id]!.name);
  const [only, ...others] = found.possible;
  const lines: Line[] = [];
  if (only && others.length === 0) {
    lines.push({ text: voice.say(found.derived ? "class_decided" : "class_listed", { class: name(only) }), rank: 9 });
  } else {
    lines.push({ text: voice.say("class_open", { classes: found.possible.map(name).join(voice.say("or")) }), rank: 9 });
    if (!found.possible.includes("poor") && !found.possible.includes("near_poor"))
      lines.push({ text: voice.say("class_off"), rank: 8 });
  }
  if (found.derived) lines.push({ text: voice.say("estimate"), rank: 7 });
  const basis = standard
    ? voice.say("class_basis", {
        clause: voice.words(standard.clause),
        from: standard.from,
        standard: voice.words(standard.name),
        code,
      })
    : voice.say("class_unknown_standard", { day, code });
  return [...lines, { text: basis, rank: 9 }];
}
