// Numbers that name somebody or something and count nothing: telephone, identity and insurance numbers, codes of households. They
// are found first and blotted out, so that no other rule reads them as money, a date or a count.
import type { IdentifierSlots } from "../types.ts";
import { type Aligned, blank } from "./aligned.ts";

export interface Identifiers {
  found: IdentifierSlots;
  spans: { at: number; end: number; kind: keyof IdentifierSlots }[];
  /** The message with these numbers as spaces. */
  rest: Aligned;
}

/** In this order: what one rule has claimed no later one may. Groups: the identifier itself, when words stand before it. */
const RULES: readonly (readonly [keyof IdentifierSlots, RegExp])[] = [
  [
    "householdCode",
    /(?<!\p{L})(?:ma so ho|ma ho|household code)(?: la| is)?[ :]*([a-z\d][a-z\d./-]{2,19})(?<=\d[a-z\d./-]*)/dgu,
  ],
  ["householdCode", /(?<![\p{L}\d])([a-z]{2,4}-\d{2,8}(?:-\d{1,8})?)(?![\p{L}\d])/dgu],
  ["insurance", /(?<![\p{L}\d])([a-z]{2}[ -]?\d(?:[ .-]?\d){12})(?!\d)/dgu],
  ["identity", /(?<!\d)(0\d{2}(?:[ .]?\d){9})(?!\d)/dgu],
  ["phone", /(?<![\d/])((?:\+?84|0)(?:[ .-]?\d){9,10})(?![\d/])/dgu],
  ["insurance", /(?:bhyt|bhxh|bao hiem(?: y te| xa hoi)?)(?: so| la|[ :])* ?(\d{10,15})(?!\d)/dgu],
  ["identity", /(?<![\d.,/])(\d{9}|\d{12})(?![\d]|[.,]\d|\s?(?:d|dong|vnd|k|nghin|trieu)(?!\p{L}))/dgu],
  ["other", /(?<![\d.,])(\d{10,})(?![\d])/dgu],
];
/** Seven digits in a row, perhaps parted, or a code: without them there is nothing to find. */
const HINT = /\d(?:[ .-]?\d){6}|[a-z]-\d|ma (?:so )?ho|household code/u;
const NONE: IdentifierSlots = { phone: null, identity: null, insurance: null, householdCode: null, other: null };

/** The first identifier of each kind, without its spaces, and what is left of the message. */
export function identifiersIn(message: Aligned): Identifiers {
  if (!HINT.test(message.folded)) return { found: NONE, spans: [], rest: message };
  const found = { ...NONE };
  const spans: Identifiers["spans"] = [];
  for (const [kind, pattern] of RULES) {
    for (const match of message.folded.matchAll(pattern)) {
      const [at, end] = match.indices![1]!;
      if (spans.some((other) => at < other.end && other.at < end)) continue;
      spans.push({ at, end, kind });
      found[kind] ??= message.text.slice(at, end).replace(kind === "householdCode" ? / /g : /[ .-]/g, "");
    }
  }
  return { found, spans, rest: spans.length > 0 ? blank(message, spans) : message };
}
