// The measures of the understanding benchmarks.
import type { Report } from "../bot/understanding/types.ts";
import { fold } from "../foundation/vietnamese.ts";

export interface GoldReport {
  text: string;
  head: string | null;
  type: string;
  date: string | null;
  people: number | null;
  village: string | null;
  amount: number | null;
}

/** "95.3 %" */
export function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

/** Mean F1 of the labels that occur in the gold column of [gold, got] pairs. */
export function macroF1(pairs: readonly (readonly [string, string])[]): number {
  const labels = [...new Set(pairs.map(([gold]) => gold))];
  const scores = labels.map((label) => {
    const right = pairs.filter(([gold, got]) => gold === label && got === label).length;
    const wanted = pairs.filter(([gold]) => gold === label).length;
    const given = pairs.filter(([, got]) => got === label).length;
    return (2 * right) / (wanted + given);
  });
  return scores.reduce((sum, score) => sum + score, 0) / labels.length;
}

/** Expected calibration error over ten bins of stated confidence: how far it is from how often it is right, 0 to 1. */
export function calibrationError(rows: readonly { confidence: number; right: boolean }[]): number {
  const bins = Map.groupBy(rows, ({ confidence }) => Math.min(9, Math.floor(confidence * 10)));
  const gaps = [...bins.values()].map((bin) => {
    const stated = bin.reduce((sum, { confidence }) => sum + confidence, 0);
    return Math.abs(stated - bin.filter(({ right }) => right).length);
  });
  return gaps.reduce((sum, gap) => sum + gap, 0) / rows.length;
}

/** F1 of one label with its counts, and what it was most often mistaken for. */
export function perLabel(pairs: readonly (readonly [string, string])[]): string[] {
  const labels = [...new Set(pairs.map(([gold]) => gold))].sort();
  return labels.map((label) => {
    const wanted = pairs.filter(([gold]) => gold === label);
    const right = wanted.filter(([, got]) => got === label).length;
    const given = pairs.filter(([, got]) => got === label).length;
    const mistaken = Map.groupBy(
      wanted.filter(([, got]) => got !== label),
      ([, got]) => got,
    );
    const names = [...mistaken].map(([got, rows]) => `${got} ${rows.length}`).join(", ");
    return `${label.padEnd(18)} recall ${right}/${wanted.length}, precision ${right}/${given}, F1 ${percent((2 * right) / (wanted.length + given))}${names && `, mistaken for ${names}`}`;
  });
}

/** "p50 0.120 ms, p99 0.800 ms" */
export function percentiles(times: number[]): string {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): string => sorted[Math.floor(sorted.length * share)]!.toFixed(3);
  return `p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`;
}

/** Chance that a positive scores above a negative; ties count half. */
export function auroc(positive: readonly number[], negative: readonly number[]): number {
  let wins = 0;
  for (const one of positive) for (const other of negative) wins += one > other ? 1 : one === other ? 0.5 : 0;
  return wins / (positive.length * negative.length);
}

interface ReportRow {
  gold: GoldReport;
  got: readonly Report[];
}

/** F1 of head, date, people, village and amount over all reports, 0 to 1. */
export function slotF1(rows: readonly ReportRow[]): number {
  const { right, gold, got } = countSlots(rows, false);
  return (2 * right) / (gold + got);
}

/** F1, precision and recall as one line; `showMisses` prints each slot that differs. */
export function slotScore(rows: readonly ReportRow[], showMisses: boolean): string {
  const { right, gold, got } = countSlots(rows, showMisses);
  return `F1 ${percent((2 * right) / (gold + got))} (precision ${percent(right / got)}, recall ${percent(right / gold)})`;
}

/** Slots are compared without tone marks and without "thôn", "ấp". */
function countSlots(rows: readonly ReportRow[], showMisses: boolean): { right: number; gold: number; got: number } {
  const counts = { right: 0, gold: 0, got: 0 };
  for (const { gold, got } of rows) {
    const report = got.find(({ change_type }) => change_type === gold.type) ?? got[0];
    const pairs: [string, string | number | null, string | number | null][] = [
      ["head", gold.head, report?.household_head ?? null],
      ["date", gold.date, report?.date ?? null],
      ["people", gold.people, report?.people ?? null],
      ["village", gold.village, report?.village ?? null],
      ["amount", gold.amount, report?.amount ?? null],
    ];
    for (const [slot, wanted, given] of pairs) {
      if (wanted !== null) counts.gold += 1;
      if (given !== null) counts.got += 1;
      const same = wanted !== null && given !== null && plain(wanted) === plain(given);
      if (same) counts.right += 1;
      else if (showMisses && (wanted !== null || given !== null))
        console.log(`  ${slot}: wanted ${wanted}, got ${given}: ${gold.text}`);
    }
  }
  return counts;
}

function plain(value: string | number): string {
  return fold(String(value)).replace(/^(?:thon|xom|ap|ban|buon|lang|khu dan cu|khu pho|khu|to) (?:so )?/, "");
}
