// A view is what the rules see of one subject on one day: the vocabulary's slots filled from facts, then from what follows.
import { ageOn, type Day, day, daysOf, isDay, isPartialDay, monthsElapsed } from "../../foundation/day.ts";
import type { HouseholdClass, Standard } from "../schema/standard.ts";
import { possibleClasses } from "../standard.ts";
import { anyVerdict, type Condition, NO, YES } from "./condition.ts";
import { badValue, type Facts, type FactValue, type Known } from "./facts.ts";
import { bitsOf, noneBits, type Slot, slotOf, type Vocabulary } from "./vocabulary.ts";

/** Two numbers per slot: [possible bits, 0] or [lowest, highest]. Lowest above highest means "known to have none". */
export type View = Float64Array;

/** What filling a view needs besides facts; built once per knowledge. */
export interface Filling {
  readonly vocabulary: Vocabulary;
  /** A view in which nothing is known, to copy. */
  readonly template: View;
  readonly derived: readonly { slot: Slot; of: "self" | "some-member"; any: readonly (readonly Condition[])[] }[];
}

/** A view in which nothing is known. */
export function emptyView(vocabulary: Vocabulary): View {
  const view = new Float64Array(vocabulary.slots.length * 2);
  for (const slot of vocabulary.slots) {
    if (slot.values.length > 0) view[slot.index * 2] = slot.everything;
    else setNumber(view, slot, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);
  }
  return view;
}

/** Writes facts into a view; facts of a household first, then a member's own over them. */
export function writeFacts(view: View, vocabulary: Vocabulary, facts: Facts, on: Day): void {
  for (const name in facts) writeFact(view, slotOf(vocabulary, name), facts[name] as Known, on);
  if (facts.birth) writeAge(view, slotOf(vocabulary, "age"), facts.birth.value, on);
}

function writeFact(view: View, slot: Slot, known: Known, on: Day): void {
  const { value } = known;
  if (slot.values.length > 0) {
    const bits = isNone(slot, value) ? noneBits(slot) : bitsOf(slot, String(value));
    if (bits === 0) throw badValue(slot.fact.id, value);
    view[slot.index * 2] = bits;
  } else if (slot.fact.type === "date") {
    writeDate(view, slot, value, on);
  } else {
    const number = Array.isArray(value) ? value.length : value;
    if (number === null) setNumber(view, slot, 1, -1);
    else if (typeof number === "number" && Number.isFinite(number)) setNumber(view, slot, number, number);
    else throw badValue(slot.fact.id, value);
  }
}

// Of a choice, "no" is the choice that means none of these.
function isNone(slot: Slot, value: FactValue): boolean {
  return value === null || (value === false && slot.fact.type !== "flag");
}

// A date is kept as months gone by; never, or still to come, is infinitely long ago. A plain number is already months.
// Of a month or a year alone every day is possible.
function writeDate(view: View, slot: Slot, value: FactValue, on: Day): void {
  if (slot.fact.id === "birth") return;
  const { first, last } = isPartialDay(value) ? daysOf(value) : { first: value, last: value };
  const begun = isPartialDay(value) && String(first) <= on && String(last) > on; // the rest of this month or year is still to come
  setNumber(view, slot, monthsAgo(slot, begun ? on : last, on), monthsAgo(slot, first, on));
}

function monthsAgo(slot: Slot, value: FactValue, on: Day): number {
  if (typeof value === "number") return value;
  if (value === null || value === "none") return Infinity;
  if (typeof value !== "string" || !isDay(value)) throw badValue(slot.fact.id, value);
  return value > on ? Infinity : monthsElapsed(value, on);
}

// Only the year of birth known: the birthday of this year may have passed or not.
function writeAge(view: View, slot: Slot, birth: FactValue, on: Day): void {
  const text = String(birth);
  if (!isDay(text) && !/^\d{4}$/.test(text)) throw badValue("birth", birth);
  const [latest, earliest] = isDay(text) ? [text, text] : [day(`${text}-12-31`), day(`${text}-01-01`)];
  setNumber(view, slot, ageOn(latest, on), ageOn(earliest, on));
}

function setNumber(view: View, slot: Slot, lowest: number, highest: number): void {
  view[slot.index * 2] = lowest;
  view[slot.index * 2 + 1] = highest;
}

/** Fills flags that follow from other facts of the same subject, where nobody gave them. */
export function deriveSelf(view: View, filling: Filling): void {
  for (const { slot, of, any } of filling.derived) {
    if (of !== "self" || view[slot.index * 2] !== slot.everything) continue;
    setFlag(view, slot, anyVerdict(any, view));
  }
}

/** Fills the household's flags that follow from its members ("a member gets a monthly allowance"). */
export function deriveFromMembers(household: View, members: readonly View[], filling: Filling, partial: boolean): void {
  for (const { slot, of, any } of filling.derived) {
    if (of !== "some-member" || household[slot.index * 2] !== slot.everything) continue;
    const verdicts = members.map((member) => anyVerdict(any, member));
    if (verdicts.includes(YES)) setFlag(household, slot, YES);
    else if (!partial && verdicts.length > 0 && verdicts.every((verdict) => verdict === NO))
      setFlag(household, slot, NO);
  }
}

function setFlag(view: View, slot: Slot, verdict: number): void {
  if (verdict === YES) view[slot.index * 2] = bitsOf(slot, true);
  else if (verdict === NO) view[slot.index * 2] = bitsOf(slot, false);
}

/** Where the commune's class is not given, keeps the classes that the standard of the day leaves possible. */
export function deriveClass(view: View, vocabulary: Vocabulary, standard: Standard | null): void {
  const slot = slotOf(vocabulary, "hh_class");
  if (!standard || view[slot.index * 2] !== slot.everything) return;
  const income = numberAt(view, slotOf(vocabulary, "income_per_head"));
  if (income.lowest === -Infinity && income.highest === Infinity) return;
  const areaSlot = slotOf(vocabulary, "area");
  const areas = (["rural", "urban"] as const).filter(
    (area) => (view[areaSlot.index * 2]! & bitsOf(areaSlot, area)) !== 0,
  );
  const deprivations = numberAt(view, slotOf(vocabulary, "deprivations"));
  const classes = new Set<HouseholdClass>();
  for (const area of areas) {
    for (const one of possibleClasses(standard, area, income, deprivations)) classes.add(one);
  }
  let bits = 0;
  for (const one of classes) bits |= bitsOf(slot, one);
  if (bits !== 0) view[slot.index * 2] = bits;
}

/** Closed world: what nobody gave is no, none, elsewhere, or no number at all. */
export function assumeAbsentIsNo(view: View, vocabulary: Vocabulary): void {
  for (const slot of vocabulary.slots) {
    const at = slot.index * 2;
    if (slot.values.length > 0) {
      if (view[at] === slot.everything) view[at] = noneBits(slot);
    } else if (view[at] === -Infinity && view[at + 1] === Infinity) {
      if (slot.fact.type === "date") setNumber(view, slot, Infinity, Infinity);
      else if (slot.fact.id === "deprivations") setNumber(view, slot, 0, 0);
      else setNumber(view, slot, 1, -1);
    }
  }
}

export interface Interval {
  readonly lowest: number;
  readonly highest: number;
}

/** The interval a number lies in. */
export function numberAt(view: View, slot: Slot): Interval {
  return { lowest: view[slot.index * 2]!, highest: view[slot.index * 2 + 1]! };
}

/** Values of a choice that are still possible. */
export function possibleValues(view: View, slot: Slot): string[] {
  const bits = view[slot.index * 2]!;
  return slot.values.filter((_, index) => (bits & (1 << index)) !== 0);
}
