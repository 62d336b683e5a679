// The words in charts (process/charts.yaml). Every word must be there in both languages: a chart is a picture, nothing fills a gap.
import { z } from "zod";
import { AppError } from "../foundation/errors.ts";
import type { Language } from "../foundation/language.ts";
import { describeProblems, type Reading, readYaml } from "./read-yaml.ts";

const NAMES = [
  "rate",
  "counts",
  "poor",
  "near_poor",
  "target-poor",
  "target-near_poor",
  "movements",
  "newly",
  "relapsed",
  "fromOther",
  "movedIn",
  "split",
  "toOther",
  "escaped",
  "movedOut",
  "merged",
  "otherDown",
  "deprivations",
  "villages",
  "villages-counts",
  "few",
  "none",
  "decimal",
] as const;

/** A word of a chart in one language. */
export type ChartWords = Readonly<Record<(typeof NAMES)[number], string>>;

const fileSchema = z.strictObject(
  Object.fromEntries(
    NAMES.map((name) => [name, z.strictObject({ vi: z.string().min(1), en: z.string().min(1) })]),
  ) as Record<(typeof NAMES)[number], z.ZodObject<{ vi: z.ZodString; en: z.ZodString }>>,
);

/** Reads process/charts.yaml; throws AppError "charts:invalid" naming what is wrong. */
export function loadChartWords(directory: string): Readonly<Record<Language, ChartWords>> {
  const reading: Reading = { root: directory, problems: [], contents: new Map() };
  const file = readYaml(reading, "process/charts.yaml", fileSchema);
  if (file === null) throw new AppError("charts:invalid", describeProblems(reading.problems));
  const inLanguage = (language: Language) =>
    Object.fromEntries(NAMES.map((name) => [name, file[name][language]])) as ChartWords;
  return { vi: inLanguage("vi"), en: inLanguage("en") };
}

/** A share as people read it, with at most two decimals: "2,13%". */
export function writtenShare(share: number, { decimal }: ChartWords): string {
  return `${(Math.round(share * 100) / 100).toString().replace(".", decimal)}%`;
}
