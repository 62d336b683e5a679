// The lines about one result: yes, at least, no, not yet known; programmes and uncertain rules are only named.
import type { Change } from "./eligibility/counterfactual.ts";
import type { ReceiptResult } from "./receipt.ts";
import type { Line, TellForm } from "./tell-line.ts";
import type { Voice } from "./tell-voice.ts";

/** The lines of one result in a form. The last line is clause, first day in force and code. */
export function resultLines(voice: Voice, result: ReceiptResult, form: TellForm): Line[] {
  if (result.standing === "uncertain" || result.confidence === "uncertain")
    return [...uncertainLines(voice, result), basis(voice, result)];
  if (form === "papers") return [...papersLines(voice, result), basis(voice, result)];
  if (form === "why") return [...whyLines(voice, result), basis(voice, result)];
  const short = form === "short";
  if (result.standing === "programme") {
    const named = line(voice.say("programme", { name: voice.nameWithWhom(result) }), 9);
    return [named, ...cautions(voice, result), where(voice, result), basis(voice, result)];
  }
  if (result.verdict === "no") return [...refusedLines(voice, result), basis(voice, result)];
  if (result.verdict === "unknown" && result.own !== "yes") return [...openLines(voice, result), basis(voice, result)];
  const alreadySaid = result.verdict === "yes" && result.confidence === "memory";
  return [
    heldLine(voice, result, short ? "short" : "full"),
    ...(alreadySaid ? [] : cautions(voice, result)),
    where(voice, result),
    ...timeLimit(voice, result, short),
    basis(voice, result),
  ];
}

const line = (text: string, rank: number): Line => ({ text, rank });

function heldLine(voice: Voice, result: ReceiptResult, form: "short" | "full"): Line {
  const values = { name: voice.nameWithWhom(result), says: voice.says(result, form) };
  if (result.verdict === "unknown") return line(voice.say("held_at_least", values), 9);
  if (result.confidence === "memory") return line(voice.say("held_memory", values), 9);
  if (result.confidence === "seed") {
    const place = result.province.join(", ");
    return line(voice.say("held_seed", { ...values, place, from: result.from, to: result.to ?? result.from }), 9);
  }
  return line(voice.say(result.kind === "loan" ? "held_loan" : "held", values), 9);
}

function cautions(voice: Voice, result: ReceiptResult): Line[] {
  const weakFigure = Object.values(result.amounts).some(
    (amount) => amount.confidence !== "confirmed" && amount.confidence !== result.confidence,
  );
  if (result.confidence === "memory" || result.weak.includes("who")) return [line(voice.say("confirm_rule"), 8)];
  return weakFigure ? [line(voice.say("confirm_figure"), 8)] : [];
}

function refusedLines(voice: Voice, result: ReceiptResult): Line[] {
  const lines = [line(voice.say("refused", { name: voice.nameWithWhom(result) }), 9)];
  const [nearest, ...others] = result.failed;
  const group = result.trace.group;
  if (result.replaced && group) {
    const blocked = group.before.some((alternative) => alternative.verdict === "yes");
    const other = group.earlier.find((one) => one.verdict === "yes");
    const clause = voice.words(group.before_clause ?? group.clause);
    const instead = voice.say("refused_instead", { other: other ? voice.words(other.name) : null });
    lines.push(line(blocked || !other ? voice.say("refused_before", { clause }) : instead, 8));
  } else if (nearest) {
    lines.push(line(voice.say("refused_because", { reasons: nearest.map((one) => voice.reason(one)).join("; ") }), 8));
    if (others[0])
      lines.push(
        line(voice.say("refused_other_ways", { reasons: others[0].map((one) => voice.reason(one)).join("; ") }), 2),
      );
  }
  return [...lines, ...changeLines(voice, result), line(voice.say("ask", { agency: voice.agency(result) }), 4)];
}

function changeLines(voice: Voice, result: ReceiptResult): Line[] {
  const { sets, later } = result.changes;
  const lines: Line[] = [];
  if (sets[0]) {
    const changes = sets
      .slice(0, 2)
      .map((set) => set.map((change) => changeText(voice, change)).join(", "))
      .join(voice.say("or"));
    lines.push(line(voice.say("changes", { changes }), 7));
  }
  if (later)
    lines.push(line(voice.say(later.by === "standard" ? "later_standard" : "later_version", { on: later.on }), 6));
  return lines;
}

function changeText(voice: Voice, change: Change): string {
  const values = { name: voice.words(change.name), wanted: voice.wanted(change.condition), on: change.on };
  if (change.kind === "correct") return voice.say("change_correct", values);
  if (change.kind === "act") return voice.say("change_act", values);
  return voice.say(change.on ? "change_time_day" : "change_time", values);
}

function openLines(voice: Voice, result: ReceiptResult): Line[] {
  const facts = result.missing.map((condition) => voice.words(condition.name)).join("; ");
  const lines = [line(voice.say("open", { name: voice.nameWithWhom(result) }), 9)];
  return facts ? [...lines, line(voice.say("open_missing", { facts }), 6)] : lines;
}

function whyLines(voice: Voice, result: ReceiptResult): Line[] {
  if (result.verdict === "no") return refusedLines(voice, result);
  if (result.own !== "yes") return openLines(voice, result);
  const reasons = result.because.map((condition) => {
    const origin = condition.origin ? voice.say(`origin_${condition.origin}`) : "";
    return line(voice.say("why_line", { reason: voice.reason(condition), origin }), 5);
  });
  return [line(voice.say("why", { name: voice.nameWithWhom(result) }), 9), ...reasons, ...cautions(voice, result)];
}

function papersLines(voice: Voice, result: ReceiptResult): Line[] {
  const { papers, confidence } = result.apply;
  const list = papers.map((paper) => line(voice.say("paper", { paper: voice.words(paper) }), 6));
  return [
    line(voice.say("papers", { name: voice.nameWithWhom(result) }), 9),
    ...(list.length > 0 ? list : [line(voice.say("papers_none"), 6)]),
    where(voice, result),
    ...timeLimit(voice, result, false),
    ...(confidence === "confirmed" ? [] : [line(voice.say("confirm_procedure"), 8)]),
  ];
}

function uncertainLines(voice: Voice, result: ReceiptResult): Line[] {
  return [line(voice.say("uncertain", { name: voice.nameWithWhom(result), agency: voice.agency(result) }), 9)];
}

function where(voice: Voice, result: ReceiptResult): Line {
  return line(voice.say("where", { where: voice.words(result.apply.where) }), 4);
}

function timeLimit(voice: Voice, result: ReceiptResult, short: boolean): Line[] {
  const limit = result.apply.time_limit;
  return limit && !short ? [line(voice.say("time_limit", { limit: voice.words(limit) }), 3)] : [];
}

function basis(voice: Voice, result: ReceiptResult): Line {
  const key = result.to === null ? "basis" : "basis_past";
  return line(
    voice.say(key, { clause: voice.words(result.clause), from: result.from, to: result.to, code: voice.receipt.code }),
    9,
  );
}
