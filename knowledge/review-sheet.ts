// A household's sheet of review forms: which answers it holds, which question comes next, what the answers come to. A result is
// an estimate until the commune decides; an answer that is not known stays unknown and keeps the total open.
import type { Knowledge } from "./knowledge.ts";
import type { FormQuestion, FormSubject } from "./review-questions.ts";
import type { HouseholdClass } from "./schema/standard.ts";
import { b1Points, b2Points, classByScores, type PointLine, quickLook } from "./scoring.ts";
import { classify } from "./standard.ts";

/** An answer: the chosen lines (a flag that holds: ["yes"], none: []), or null where the reviewer could not find out. */
export interface SheetAnswer {
  value: string[] | null;
  /** Confirmed from what the registry knew, or asked at the household. */
  source: "registry" | "asked";
}

/** Answers by the id of their question. */
export type Sheet = Readonly<Record<string, SheetAnswer>>;

/** What a sheet comes to so far. */
export type SheetResult =
  | { kind: "open"; missing: readonly string[]; unknown: readonly string[] }
  | { kind: "screened-out"; because: readonly string[]; proposed: HouseholdClass }
  | {
      kind: "scored";
      b1: number;
      b2: number;
      line: number;
      lines: readonly PointLine[];
      deprived: readonly string[];
      proposed: HouseholdClass;
    }
  | { kind: "by-income"; income: number; proposed: HouseholdClass }
  | { kind: "undecidable" };

/** The first question in order that has no answer yet, or null. An unknown answer is one: it can be returned to. */
export function nextQuestion(
  questions: readonly FormQuestion[],
  sheet: Sheet,
  result: SheetResult,
): FormQuestion | null {
  if (result.kind === "screened-out") return null;
  return questions.find((question) => sheet[question.id] === undefined && comesUp(question, result)) ?? null;
}

/** The question before `current`, or the last one when nothing more is asked; null at the first. */
export function questionBefore(
  questions: readonly FormQuestion[],
  current: string | null,
  result: SheetResult,
): FormQuestion | null {
  const at = current === null ? questions.length : questions.findIndex(({ id }) => id === current);
  return questions.slice(0, Math.max(at, 0)).findLast((question) => comesUp(question, result)) ?? null;
}

/** Whether a question is one of this sheet, or may still become one: some are asked of certain classes only. */
export function comesUp({ onlyFor }: FormQuestion, result: SheetResult): boolean {
  if (onlyFor === undefined) return true;
  if (result.kind === "open") return result.missing.length > 0;
  return "proposed" in result && onlyFor.includes(result.proposed);
}

/** What the answers come to. A household screened out by form A is not asked for the others; its causes never count. */
export function resultOf(
  knowledge: Knowledge,
  subject: FormSubject,
  questions: readonly FormQuestion[],
  sheet: Sheet,
): SheetResult {
  if (subject.screened && subject.forms === "scores") {
    const look = quickLook(knowledge, screening(questions, sheet));
    if (look.verdict === "stop") return { kind: "screened-out", because: look.ids, proposed: "other" };
  }
  const counted = questions.filter(({ onlyFor }) => onlyFor === undefined).map(({ id }) => id);
  const missing = counted.filter((id) => sheet[id] === undefined);
  const unknown = counted.filter((id) => sheet[id]?.value === null);
  if (missing.length + unknown.length > 0) return { kind: "open", missing, unknown };
  return subject.forms === "income" ? byIncome(subject, sheet) : byScores(knowledge, subject, questions, sheet);
}

/** The indicators of form B2 that the answers say are lacking. */
export function deprivedIn(sheet: Sheet): string[] {
  return Object.entries(sheet)
    .filter(([id, { value }]) => id.startsWith(B2) && value !== null && value.length > 0)
    .map(([id]) => id.slice(B2.length));
}

function screening(questions: readonly FormQuestion[], sheet: Sheet): Record<string, boolean> {
  return Object.fromEntries(
    questions.flatMap(({ id, part }) => {
      const value = sheet[id]?.value;
      return part !== "A" || value == null ? [] : [[id.slice("A:".length), value.length > 0]];
    }),
  );
}

function areaOf({ area }: FormSubject, sheet: Sheet): "rural" | "urban" {
  return area ?? (sheet["place:area"]?.value?.[0] === "urban" ? "urban" : "rural");
}

function byIncome(subject: FormSubject, sheet: Sheet): SheetResult {
  const income = Number(sheet["income:head"]?.value?.[0]);
  const { classes } = classify(subject.standard, areaOf(subject, sheet), income, null);
  const [proposed] = classes;
  return classes.length === 1 ? { kind: "by-income", income, proposed: proposed! } : { kind: "undecidable" };
}

function byScores(
  knowledge: Knowledge,
  subject: FormSubject,
  questions: readonly FormQuestion[],
  sheet: Sheet,
): SheetResult {
  const area = areaOf(subject, sheet);
  const province = sheet["place:province"]?.value?.[0] ?? subject.provinces[0] ?? "";
  const chosen = (part: string) => questions.filter((one) => one.part === part);
  const items = chosen("B1").flatMap(({ id }) => sheet[id]!.value!);
  const deprived = deprivedIn(sheet);
  const points = b1Points(knowledge, { area, province, items });
  if (points.kind !== "points") return { kind: "undecidable" };
  const b2 = b2Points(knowledge, deprived);
  const proposed = classByScores(knowledge, subject.standard.id, area, points.total, b2);
  const line = knowledge.forms.thresholds[subject.standard.id]?.[area].at(-1);
  if (proposed === null || line === undefined) return { kind: "undecidable" };
  const { total: b1, lines } = points;
  return { kind: "scored", b1, b2, line, lines, deprived, proposed: proposed === "out" ? "other" : proposed };
}

/** The provinces of before the merger that a place of today's province may have been in, as the table of points names them. */
export function formerProvinces(
  knowledge: Knowledge,
  province: { name: string; formerly: readonly string[] } | undefined,
): string[] {
  const known = new Set(Object.values(knowledge.points.regions).flat());
  const today = province === undefined ? [] : [province.name, `TP. ${province.name}`];
  return [...today, ...(province?.formerly ?? [])].filter((name) => known.has(name));
}

/** Provinces that give the same points in this area are one to the form: only one of each is kept. */
export function provincesThatDiffer(
  knowledge: Knowledge,
  area: "rural" | "urban" | null,
  provinces: readonly string[],
): string[] {
  const points = (province: string) => {
    const areas = area === null ? (["rural", "urban"] as const) : [area];
    return areas
      .map((one) => {
        const found = b1Points(knowledge, { area: one, province, items: [] });
        return found.kind === "points" ? `${found.column} ${found.total}` : "";
      })
      .join();
  };
  const kinds = new Set(provinces.map(points));
  return kinds.size <= 1 ? provinces.slice(0, 1) : [...provinces];
}

const B2 = "B2:";
