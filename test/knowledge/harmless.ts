// Some errors change no answer: what they let in or shut out is covered by another way to the same policy. Shown by boxes:
// an alternative is a box with a range per fact, and one box inside another proves it.
import { compileAlternative } from "../../knowledge/eligibility/condition.ts";
import type { Slot, Vocabulary } from "../../knowledge/eligibility/vocabulary.ts";
import type { Alternative } from "../../knowledge/schema/policy.ts";

/** Values from `low` up to, but without, `high`; choices are bits, which are kept in `bits`. */
interface Range {
  readonly bits: number;
  readonly low: number;
  readonly high: number;
}
type Box = ReadonlyMap<Slot, Range>;

const ANY: Range = { bits: -1, low: -Infinity, high: Infinity };

/** True when every person in exactly one of the two alternatives is inside one of the others. */
export function changesNothing(
  vocabulary: Vocabulary,
  before: Alternative,
  after: Alternative,
  others: readonly Alternative[],
): boolean {
  const [a, b] = [boxOf(vocabulary, before), boxOf(vocabulary, after)];
  const covers = others.map((other) => boxOf(vocabulary, other));
  return [...without(a, b), ...without(b, a)].every((piece) => covers.some((other) => inside(piece, other)));
}

function boxOf(vocabulary: Vocabulary, alternative: Alternative): Box {
  const box = new Map<Slot, Range>();
  for (const { slot, test, limit } of compileAlternative(vocabulary, alternative)) {
    const range = box.get(slot) ?? ANY;
    if (test === "one_of") box.set(slot, { ...range, bits: range.bits & limit });
    else if (test === "at_least") box.set(slot, { ...range, low: Math.max(range.low, limit) });
    else box.set(slot, { ...range, high: Math.min(range.high, test === "below" ? limit : limit + 0.5) });
  }
  return box;
}

// What is in box a but not in box b, when the two differ in one fact only.
function without(a: Box, b: Box): Box[] {
  const slots = [...new Set([...a.keys(), ...b.keys()])];
  return slots.flatMap((slot) => {
    const [mine, theirs] = [a.get(slot) ?? ANY, b.get(slot) ?? ANY];
    const pieces: Range[] =
      slot.values.length > 0
        ? [{ ...mine, bits: mine.bits & ~theirs.bits & slot.everything }]
        : [
            { ...mine, high: Math.min(mine.high, theirs.low) },
            { ...mine, low: Math.max(mine.low, theirs.high) },
          ];
    return pieces.filter((piece) => !empty(slot, piece)).map((piece) => new Map([...a, [slot, piece]]));
  });
}

function empty(slot: Slot, { bits, low, high }: Range): boolean {
  return slot.values.length > 0 ? (bits & slot.everything) === 0 : low >= high;
}

function inside(inner: Box, outer: Box): boolean {
  return [...outer].every(([slot, range]) => {
    const mine = inner.get(slot) ?? ANY;
    if (slot.values.length > 0) return (mine.bits & slot.everything & ~range.bits) === 0;
    return mine.low >= range.low && mine.high <= range.high;
  });
}
