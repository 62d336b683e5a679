// Facts of reports typed on a phone: five kinds, right ones over all said and all found (F1), with tone marks and without.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { openUnderstanding } from "../../../bot/understanding/understand.ts";
import { day } from "../../../foundation/day.ts";
import { fold } from "../../../foundation/vietnamese.ts";

const SLOTS = ["head", "date", "people", "village", "amount"] as const;
type Gold = { text: string } & Partial<Record<(typeof SLOTS)[number], string | number>>;

const understand = openUnderstanding();
const gold = parse(readFileSync(new URL("report-slots.yaml", import.meta.url), "utf8")) as Gold[];
const plain = (value: string | number): string => fold(String(value));

/** Slots as "kind: value", of the first report. */
function found(text: string): string[] {
  const [report] = understand(text, { today: day("2026-11-21") }).reports;
  if (!report) return [];
  const values = { ...report, head: report.household_head };
  return SLOTS.flatMap((slot) => (values[slot] === null ? [] : `${slot}: ${plain(values[slot])}`));
}

const said = (one: Gold): string[] =>
  SLOTS.flatMap((slot) => (one[slot] === undefined ? [] : `${slot}: ${plain(one[slot])}`));

function score(textOf: (one: Gold) => string): { f1: number; misses: string[] } {
  let [right, all] = [0, 0];
  const misses: string[] = [];
  for (const one of gold) {
    const [wanted, got] = [said(one), found(textOf(one))];
    const common = wanted.filter((slot) => got.includes(slot)).length;
    right += 2 * common;
    all += wanted.length + got.length;
    if (common < Math.max(wanted.length, got.length))
      misses.push(
        `${textOf(one)}\n    wanted ${wanted.filter((x) => !got.includes(x))}; got ${got.filter((x) => !wanted.includes(x))}`,
      );
  }
  return { f1: right / all, misses };
}

test.each([
  ["as typed", 0.92, (one: Gold) => one.text],
  [
    "without tone marks",
    0.92,
    (one: Gold) =>
      one.text
        .normalize("NFD")
        .replace(/\p{Mn}/gu, "")
        .replace(/đ/g, "d")
        .replace(/Đ/g, "D"),
  ],
  ["without marks and capitals", 0.9, (one: Gold) => fold(one.text)],
])("%s", (_, least, textOf) => {
  const { f1, misses } = score(textOf);
  expect(f1, misses.join("\n")).toBeGreaterThanOrEqual(least);
});
