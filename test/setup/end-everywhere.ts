// The small story told again and again, with the end at another call each time, and what became of it compared with an undisturbed one.
import type { Doom } from "./fate.ts";
import type { Stage, Told } from "./small-story.ts";

/** What all the ends came to. */
export interface Ends {
  /** Calls of an undisturbed telling. */
  calls: number;
  /** Tellings in which the end came, by kind of end. */
  struck: Record<string, number>;
  /** Different calls (by their text) that were struck, and that there are. */
  different: { struck: number; all: number };
  doubled: number;
  /** One line for each telling that did not come out as it should. */
  broken: string[];
}

const WAYS: Omit<Doom, "at">[] = [
  { when: "before", how: "dies" },
  { when: "after", how: "dies" },
  { when: "before", how: "fails" },
  { when: "after", how: "fails" },
];

/** @param every of all ends (each call in four ways) only this many-th is tried, from number `from` on */
export async function endEverywhere(stage: Stage, { every, from }: { every: number; from: number }): Promise<Ends> {
  const whole = await stage.tell(null);
  const ends: Ends = {
    calls: whole.calls.length,
    struck: {},
    different: { struck: 0, all: 0 },
    doubled: 0,
    broken: [],
  };
  const struck = new Set<string>();
  for (let number = from; number < whole.calls.length * WAYS.length; number += every) {
    const way = WAYS[number % WAYS.length]!;
    const told = await stage.tell({ at: 1 + Math.floor(number / WAYS.length), ...way });
    if (told.struck === null) continue; // a look for work less than in the undisturbed telling
    struck.add(told.struck);
    const name = `${way.how} ${way.when}`;
    ends.struck[name] = (ends.struck[name] ?? 0) + 1;
    ends.doubled += told.doubled;
    const fault = faultOf(told, whole);
    if (fault !== null) ends.broken.push(`${name} ${told.struck.trim().slice(0, 80)}: ${fault}`);
  }
  ends.different = { struck: struck.size, all: new Set(whole.calls).size };
  return ends;
}

function faultOf({ heard, effects, stuck, doubled, maybeTwice }: Told, whole: Told): string | null {
  if (String(effects) !== String(whole.effects)) return `the registry holds ${effects}`;
  if (JSON.stringify(heard) !== JSON.stringify(whole.heard))
    return `they heard ${JSON.stringify(heard.map((texts) => texts.map((text) => text.slice(0, 40))))}`;
  if (stuck > 0) return `${stuck} messages did not end as they should`;
  return doubled > maybeTwice ? `${doubled} came twice, ${maybeTwice} are marked` : null;
}
