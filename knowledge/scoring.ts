// The official scoring of a review: form A (quick look), B1 (points that estimate income), B2 (deprivations), nutrition.
// What the forms say is data under scoring/; a result here is an estimate until the commune recognises it.
import type { Knowledge } from "./knowledge.ts";
import type { Column } from "./schema/scoring.ts";

export type QuickLook =
  | { readonly verdict: "stop"; readonly because: "exclusion" | "count"; readonly ids: readonly string[] }
  | { readonly verdict: "review"; readonly count: number }
  | { readonly verdict: "unknown"; readonly missing: readonly string[] };

/** Form A: any exclusion stops, so do four yes answers; an unanswered item may still decide. Answers by item id. */
export function quickLook(knowledge: Knowledge, answers: Readonly<Record<string, boolean | undefined>>): QuickLook {
  const { exclusions, items, stop_at: stopAt } = knowledge.forms.quick_look;
  const excluded = exclusions.filter((one) => answers[one.id] === true).map((one) => one.id);
  if (excluded.length > 0) return { verdict: "stop", because: "exclusion", ids: excluded };
  const yes = items.filter((one) => answers[one.id] === true).map((one) => one.id);
  if (yes.length >= stopAt) return { verdict: "stop", because: "count", ids: yes };
  const missing = [...exclusions, ...items].filter((one) => answers[one.id] === undefined).map((one) => one.id);
  const openItems = items.filter((one) => answers[one.id] === undefined).length;
  const decided = yes.length + openItems < stopAt && exclusions.every((one) => answers[one.id] !== undefined);
  return decided ? { verdict: "review", count: yes.length } : { verdict: "unknown", missing };
}

export interface PointLine {
  readonly id: string;
  readonly points: number;
}

export type Points =
  | { readonly kind: "points"; readonly total: number; readonly column: Column; readonly lines: readonly PointLine[] }
  | { readonly kind: "conflict"; readonly group: string; readonly ids: readonly string[] }
  | { readonly kind: "unknown-item"; readonly id: string }
  | { readonly kind: "unknown-province"; readonly province: string };

export interface B1Household {
  readonly area: "rural" | "urban";
  /** Province before the merger of 2025: it decides the column. */
  readonly province: string;
  /** Ids of the lines of the form that hold. */
  readonly items: readonly string[];
}

/** Form B1: adds the points of the lines; lines of one exclusive group may not stand together. */
export function b1Points(knowledge: Knowledge, household: B1Household): Points {
  const { points } = knowledge;
  const region = regionOf(knowledge, household.province);
  if (!region) return { kind: "unknown-province", province: household.province };
  const column: Column = household.area === "urban" ? "urban" : region.column;
  const seen = new Map<string, string>();
  const lines: PointLine[] = [];
  for (const id of new Set(household.items)) {
    const item = points.items.find((one) => one.id === id);
    if (!item) return { kind: "unknown-item", id };
    const other = item.exclusive && seen.get(item.exclusive);
    if (item.exclusive && other) return { kind: "conflict", group: item.exclusive, ids: [other, id] };
    if (item.exclusive) seen.set(item.exclusive, id);
    lines.push({ id, points: item.points[points.columns.indexOf(column)]! });
  }
  if (household.area === "urban") lines.push({ id: "urban_bonus", points: points.urban_bonus[region.name] ?? 0 });
  return { kind: "points", total: lines.reduce((sum, line) => sum + line.points, 0), column, lines };
}

function regionOf(knowledge: Knowledge, province: string): { name: string; column: Column } | null {
  const found = Object.entries(knowledge.points.regions).find(([, provinces]) => provinces.includes(province))?.[0];
  if (!found) return null;
  return { name: found, column: knowledge.points.central_city_regions[province] ?? (found as Column) };
}

/** Form B2: ten points for each deprived indicator, counted once; indicators that the form does not have are left out. */
export function b2Points(knowledge: Knowledge, deprived: readonly string[]): number {
  const { indicators, points_per_indicator: each } = knowledge.forms.b2;
  return indicators.filter((indicator) => deprived.includes(indicator)).length * each;
}

export type ScoredClass = "poor" | "near_poor" | "out";

/** Class by B1 and B2 under a standard; null when the points of that standard are not known. */
export function classByScores(
  knowledge: Knowledge,
  standard: string,
  area: "rural" | "urban",
  b1: number,
  b2: number,
): ScoredClass | null {
  const limits = knowledge.forms.thresholds[standard]?.[area];
  if (!limits) return null;
  const byServices = b2 >= knowledge.forms.b2.poor_cut ? "poor" : "near_poor";
  const [first, second] = limits;
  if (second !== undefined && b1 <= first!) return "poor";
  return b1 <= (second ?? first!) ? byServices : "out";
}

export interface Child {
  /** Completed months of age. */
  readonly months: number;
  readonly sex: "boy" | "girl";
  readonly weightKg?: number;
  readonly heightCm?: number;
}

/** Form 3.11: underweight or stunted for age; null where the measure or the table has nothing to say (16 and over). */
export function childNutrition(
  knowledge: Knowledge,
  child: Child,
): { underweight: boolean | null; stunted: boolean | null } {
  const { rows } = knowledge.nutrition;
  const last = rows.at(-1)!;
  const row = child.months >= last.months ? undefined : rows.findLast((one) => one.months <= child.months);
  const weight = child.sex === "boy" ? row?.weight_boy : row?.weight_girl;
  const height = child.sex === "boy" ? row?.height_boy : row?.height_girl;
  return {
    underweight: weight == null || child.weightKg === undefined ? null : child.weightKg < weight,
    stunted: height == null || child.heightCm === undefined ? null : child.heightCm < height,
  };
}
