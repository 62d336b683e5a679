// How much a household has a month, as people say it: for all of it or for each, a month or a year. What is told by the day, by the
// crop or as a range is asked for once more: a guess could tell a poor household that it is not.
import type { Written } from "./handler.ts";

/** The fact of the rules that holds it, in đồng a head and month. */
export const INCOME = "income_per_head";

const MONTHS_IN_A_YEAR = 12;

/** Đồng a month of the whole household; null when none is told, or when it is told for each and nobody said how many there are. */
export function householdIncome(written: Written, people: number | null): number | null {
  const told = incomeTold(written);
  if (told === null || told.of !== "head") return told?.amount ?? null;
  return people === null ? null : told.amount * people;
}

/** Đồng a month of each member; null when none is told, or when it is told for the household as a whole. */
export function incomePerHead(written: Written): number | null {
  const told = incomeTold(written);
  return told === null || told.of === "household" ? null : told.amount;
}

/** "0" and "không có" are an income, too. */
function incomeTold({ text, understood: { answer, slots }, words }: Written) {
  const [amount, another] = answer === "no" || answer === 0 ? [0] : slots.amounts;
  const basis = words.incomeBasis(text);
  if (amount === undefined || another !== undefined || basis === null) return null;
  return { amount: Math.round(amount / (basis.period === "year" ? MONTHS_IN_A_YEAR : 1)), of: basis.of };
}
