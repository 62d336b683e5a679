// tell(): the only way from a decision to words about rights. Everything said comes from a receipt, and every answer ends
// with clause, date and code. Answer first, then what to do, then why; a line that does not fit is left out, never cut.
import type { Language } from "../foundation/language.ts";
import { codePoints } from "../foundation/vietnamese.ts";
import type { Knowledge } from "./knowledge.ts";
import type { Receipt, ReceiptResult } from "./receipt.ts";
import { classLines } from "./tell-class.ts";
import type { Line, TellForm } from "./tell-line.ts";
import { resultLines } from "./tell-result.ts";
import { type Voice, voiceOf } from "./tell-voice.ts";

export interface TellOptions {
  readonly language: Language;
  readonly form: TellForm;
  /** How members are called ("cháu Lan"); the household's own results bear no name. */
  readonly names?: Readonly<Record<string, string>>;
}

/** What the lines of an overview may come to; with its first and last line it is less than two screens. */
const OVERVIEW_POINTS = 600;

const LIMITS: Readonly<Record<TellForm, { points: number; lines: number }>> = {
  short: { points: 500, lines: 8 },
  class: { points: 500, lines: 8 },
  full: { points: 1900, lines: 40 },
  why: { points: 1900, lines: 40 },
  papers: { points: 1900, lines: 40 },
  letter: { points: 1900, lines: 60 },
};

/** The text of a receipt: at most 500 characters in 8 lines when short, never above 1,900. */
export function tell(knowledge: Knowledge, receipt: Receipt, options: TellOptions): string {
  const voice = voiceOf(knowledge, receipt, options.language, options.names ?? {});
  const lines = linesFor(voice, options.form);
  return shorten(lines, LIMITS[options.form]);
}

function linesFor(voice: Voice, form: TellForm): Line[] {
  const { results } = voice.receipt;
  if (form === "class" || results.length === 0)
    return form === "class" ? classLines(voice) : [...nothing(voice), overviewBasis(voice)];
  if (form === "letter") return letterLines(voice);
  if (results.length === 1) return resultLines(voice, results[0]!, form);
  if (form !== "short")
    return results.flatMap((result) => [...whom(voice, result), ...resultLines(voice, result, form)]);
  return overviewLines(voice);
}

function nothing(voice: Voice): Line[] {
  return [{ text: voice.say("overview_none"), rank: 9 }];
}

// Several results at once: one numbered line each with its figures, clause and first day, as many as fit; details one by one.
function overviewLines(voice: Voice): Line[] {
  const held = voice.receipt.results.filter(
    (result) => result.verdict === "yes" || (result.own === "yes" && result.verdict === "unknown"),
  );
  const open = voice.receipt.results.filter((result) => result.verdict === "unknown" && result.own !== "yes");
  const all = held.map((result, index) => overviewLine(voice, result, index + 1));
  const fitting = all.filter((_, index) => codePoints(all.slice(0, index + 1).join("\n")) <= OVERVIEW_POINTS);
  const shown = fitting.length > 0 ? fitting.slice(0, 4) : all.slice(0, 1);
  const lines: Line[] =
    held.length === 0 ? nothing(voice) : [{ text: voice.say("overview", { count: held.length }), rank: 9 }];
  for (const text of shown) lines.push({ text, rank: 9 });
  if (held.length > shown.length)
    lines.push({ text: voice.say("overview_more", { count: held.length - shown.length }), rank: 9 });
  if (open.length > 0) lines.push({ text: voice.say("overview_open", { count: open.length }), rank: 3 });
  return [...lines, overviewBasis(voice)];
}

function overviewLine(voice: Voice, result: ReceiptResult, number: number): string {
  const whom = voice.names[result.who];
  const sentence = whom ? `${whom}: ${voice.says(result, "short")}` : voice.says(result, "short");
  const says = result.confidence === "memory" ? voice.say("overview_memory", { says: sentence }) : sentence;
  return voice.say("overview_line", { number, says, clause: voice.words(result.clause), from: result.from });
}

function overviewBasis(voice: Voice): Line {
  return { text: voice.say("basis_overview", { day: voice.receipt.day, code: voice.receipt.code }), rank: 9 };
}

function whom(voice: Voice, result: ReceiptResult): Line[] {
  const name = voice.names[result.who];
  return name ? [{ text: voice.say("for_whom", { whom: name }), rank: 9 }] : [];
}

function letterLines(voice: Voice): Line[] {
  const body = voice.receipt.results.flatMap((result) => [
    { text: voice.say("letter_title", { name: voice.nameWithWhom(result) }), rank: 9 },
    ...resultLines(voice, result, "full"),
    { text: voice.say("letter_basis", { basis: result.legal_basis.join("; ") }), rank: 4 },
    { text: voice.say("letter_agency", { agency: voice.agency(result) }), rank: 5 },
  ]);
  return [
    { text: voice.say("letter_day", { day: voice.receipt.day }), rank: 9 },
    ...body,
    { text: voice.say("estimate"), rank: 9 },
  ];
}

function shorten(lines: readonly Line[], limit: { points: number; lines: number }): string {
  const kept = [...lines];
  const text = () => kept.map((line) => line.text).join("\n");
  while (kept.length > limit.lines || codePoints(text()) > limit.points) {
    const lowest = Math.min(...kept.map((line) => line.rank));
    if (lowest >= 9) break;
    kept.splice(
      kept.findLastIndex((line) => line.rank === lowest),
      1,
    );
  }
  return text();
}
