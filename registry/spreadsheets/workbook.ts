// The workbook ready for use: every column of knowledge/spreadsheet/columns.yaml with how its cells are read.
import type { Day } from "../../foundation/day.ts";
import { AppError } from "../../foundation/errors.ts";
import type { Knowledge } from "../../knowledge/knowledge.ts";
import type { Column } from "../../knowledge/schema/spreadsheet.ts";
import { listOf, type SpreadsheetWords } from "../../knowledge/spreadsheet.ts";
import {
  birthReader,
  type CellReader,
  type CellReading,
  choiceReader,
  choicesReader,
  dayReader,
  identityReader,
  phoneReader,
  readCode,
  readName,
  readScore,
  readText,
} from "./cell-readers.ts";
import { factReader, factsReader } from "./fact-cells.ts";
import type { RawCell } from "./raw-row.ts";

/** Everything that reading and writing the workbook needs. */
export interface Workbook {
  readonly words: SpreadsheetWords;
  readonly knowledge: Knowledge;
  readonly columns: readonly Column[];
  /** What a cell of a column means; null when it is empty. */
  read(column: Column, raw: RawCell): CellReading | null;
}

/** Kinds of which the same cell comes again and again: read once. */
const REPEATED = new Set<Column["kind"]>(["choice", "choices", "day", "standard", "indicators", "fact", "facts"]);

/** The workbook as it is read and written on a day. */
export function createWorkbook(words: SpreadsheetWords, knowledge: Knowledge, today: Day): Workbook {
  const readers = new Map(words.columns.map((column) => [column.id, readerOf(column, words, knowledge, today)]));
  const seen = new Map(words.columns.map(({ id }) => [id, new Map<RawCell, CellReading>()]));
  const fresh = (id: string, raw: RawCell): CellReading | null => {
    if (raw === null) return null;
    if (typeof raw === "object") return { reason: raw.bad };
    const plain = typeof raw === "string" ? unguarded(raw) : raw;
    return plain === null ? { reason: "formula" } : readers.get(id)!(plain);
  };
  return {
    words,
    knowledge,
    columns: words.columns,
    read({ id, kind }, raw) {
      if (!REPEATED.has(kind) || typeof raw === "object") return fresh(id, raw);
      const known = seen.get(id)!;
      let reading = known.get(raw);
      if (reading === undefined) {
        reading = fresh(id, raw)!;
        known.set(raw, reading);
      }
      return reading;
    },
  };
}

/** How a formula begins, also behind blanks and in letters as wide as Chinese ones. */
const FORMULA = "\\s*[=+\\-@＝＋－＠]|[\\t\\r\\n]";
const TO_GUARD = new RegExp(`^'*(?:${FORMULA})`);
const GUARDED = new RegExp(`^'+(?:${FORMULA})`);

/** A text that another program could take for a formula gets an apostrophe before it. */
export function guarded(text: string): string {
  return TO_GUARD.test(text) ? `'${text}` : text;
}

/** The text without that apostrophe; null when it is a formula. */
function unguarded(text: string): string | null {
  if (text.startsWith("=")) return null;
  return GUARDED.test(text) ? text.slice(1) : text;
}

/** The written name of a standard: "2022-2026" of std-2022-2026. */
export function standardLabel(id: string): string {
  return id.replace(/^std-/, "");
}

function readerOf(column: Column, words: SpreadsheetWords, knowledge: Knowledge, today: Day): CellReader {
  const { values } = words;
  switch (column.kind) {
    case "code":
      return readCode;
    case "name":
      return readName;
    case "text":
    case "village":
      return readText;
    case "score":
      return readScore;
    case "day":
      return dayReader(column.past ? today : null);
    case "birth":
      return birthReader(today);
    case "identity":
      return identityReader(values.identity);
    case "phone":
      return phoneReader(values.phone);
    case "choice":
      return choiceReader(listOf(words, column.list!));
    case "choices":
      return choicesReader(choiceReader(listOf(words, column.list!)), values.no);
    case "standard":
      return choiceReader(
        knowledge.standards.map(({ id }) => ({ id, label: standardLabel(id), also: [] })),
        "standard",
      );
    case "indicators":
      return choicesReader(choiceReader(indicatorsOf(knowledge)), values.no);
    case "facts":
      return factsReader(knowledge);
    case "fact":
      return factReader(factOf(knowledge, column), values);
  }
}

/** The fact that a column holds. Throws AppError `spreadsheet:no-fact` where there is none. */
export function factOf(knowledge: Knowledge, { id, fact }: Column) {
  const found = knowledge.vocabulary.byName.get(fact ?? "")?.fact;
  if (found === undefined) throw new AppError("spreadsheet:no-fact", `column ${id} names no fact: ${fact}`);
  return found;
}

/** Indicators of every standard, the latest last so that its name is written; older names are read too. */
function indicatorsOf(knowledge: Knowledge) {
  const indicators = knowledge.standards.flatMap((standard) => standard.indicators);
  return [...Map.groupBy(indicators, ({ id }) => id)].map(([id, same]) => {
    const names = same.map(({ name }) => name.vi);
    return { id, label: names.at(-1)!, also: names.slice(0, -1) };
  });
}

/** The written names of indicators. */
export function indicatorLabels(knowledge: Knowledge): ReadonlyMap<string, string> {
  return new Map(indicatorsOf(knowledge).map(({ id, label }) => [id, label]));
}
