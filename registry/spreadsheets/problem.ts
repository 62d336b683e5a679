// What is wrong in a spreadsheet, and the line that tells an officer: where, why, what stands there, how it would be right.
import type { Column } from "../../knowledge/schema/spreadsheet.ts";
import { type SpreadsheetWords, sayInReport } from "../../knowledge/spreadsheet.ts";
import { columnLetter, type RawCell } from "./raw-row.ts";

/** Where a row stands. */
export interface RowPlace {
  sheet: string;
  row: number;
}

/** An error keeps its household out; a warning only wants a look. */
export interface Problem {
  level: "error" | "warning";
  /** A key of `reasons` in knowledge/spreadsheet/texts.yaml. */
  reason: string;
  places?: Readonly<Record<string, string | number>>;
  /** Null: the file as a whole. */
  at: RowPlace | null;
  /** The cell, where it is one. */
  cell?: { column: Column; index: number; raw: RawCell };
}

/** Contents of these kinds are never shown. */
const PERSONAL = new Set<Column["kind"]>(["name", "identity", "phone", "birth", "text"]);
const MOST_SHOWN = 40;

/** The problem in one line. */
export function tellProblem(words: SpreadsheetWords, problem: Problem, language: "vi" | "en"): string {
  const { reason, places, at, cell, level } = problem;
  const say = (key: string, more: Readonly<Record<string, string | number>>) =>
    sayInReport(words, { report: key }, language, more);
  const told = sayInReport(words, { reason }, language, places);
  const where = { ...at, reason: told };
  const { column, index, raw } = cell ?? {};
  const text =
    at === null
      ? say("problem_file", where)
      : column === undefined || index === undefined
        ? say("problem_row", where)
        : say("problem", {
            ...where,
            column: columnLetter(index),
            header: column.header,
            shown: shownCell(words, column, raw ?? null, language),
            example: column.example,
          });
  return level === "warning" ? say("warning", { text }) : text;
}

function shownCell(words: SpreadsheetWords, { kind }: Column, raw: RawCell, language: "vi" | "en"): string {
  const say = (key: string, count = 0) => sayInReport(words, { report: key }, language, { count });
  if (raw === null) return say("empty");
  if (typeof raw === "object") return raw.bad === "formula" ? say("formula") : say("empty");
  const text = String(raw);
  if (!PERSONAL.has(kind)) return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text;
  const digits = text.replace(/\D/g, "").length;
  return digits > 0 ? say("digits", digits) : say("letters", text.length);
}
