// The empty workbook that officers fill: the list itself, instructions, and the lists that its cells offer.
import type { Language } from "../../foundation/language.ts";
import type { Column } from "../../knowledge/schema/spreadsheet.ts";
import { listOf } from "../../knowledge/spreadsheet.ts";
import { type SheetToWrite, writeXlsx } from "./exceljs.ts";
import { headerRow } from "./export-rows.ts";
import { columnLetter } from "./raw-row.ts";
import { factOf, standardLabel, type Workbook } from "./workbook.ts";

const WIDTHS: Partial<Record<Column["kind"], number>> = { name: 24, text: 24, facts: 24, indicators: 36, choices: 28 };

/** Writes the template. Throws what the file system throws. */
export async function writeTemplate(file: string, workbook: Workbook, language: Language): Promise<void> {
  const lists = listsOf(workbook);
  const { sheets } = workbook.words.texts;
  const offered = new Map(
    [...lists].map(([index, values], at) => {
      const letter = columnLetter(at);
      return [index, `'${sheets.lists[language]}'!$${letter}$2:$${letter}$${values.length + 1}`];
    }),
  );
  await writeXlsx(file, [
    { ...dataSheet(workbook, [headerRow(workbook)], language), lists: offered },
    helpSheet(workbook, language),
    listSheet(workbook, lists, language),
  ]);
}

/** The sheet of the households themselves. */
export function dataSheet({ words, columns }: Workbook, rows: SheetToWrite["rows"], language: Language): SheetToWrite {
  return { name: words.texts.sheets.data[language], rows, widths: columns.map(({ kind }) => WIDTHS[kind] ?? 16) };
}

function helpSheet({ words, columns }: Workbook, language: Language): SheetToWrite {
  const { help, sheets } = words.texts;
  const rows = [
    help.columns[language].split("|"),
    ...columns.map(({ header, required, help: text, example }) => [
      header,
      required ? help.required[language] : null,
      text,
      example,
    ]),
    [null],
    ...help.lines.map((line) => [line[language]]),
  ];
  return { name: sheets.help[language], rows, widths: [28, 12, 60, 32] };
}

/** For each column with a list, by its index: what may stand in its cells. */
function listsOf({ columns, words, knowledge }: Workbook): Map<number, string[]> {
  const valuesOf = (column: Column): string[] | null => {
    if (column.kind === "choice") return listOf(words, column.list!).map(({ label }) => label);
    if (column.kind === "standard") return knowledge.standards.map(({ id }) => standardLabel(id));
    if (column.kind !== "fact") return null;
    const { type, choices } = factOf(knowledge, column);
    if (type === "flag") return [words.values.yes[0]!, words.values.no[0]!];
    return Object.values(choices ?? {}).map(({ vi }) => vi);
  };
  return new Map(
    columns.flatMap((column, index) => {
      const values = valuesOf(column);
      return values === null ? [] : [[index, values]];
    }),
  );
}

function listSheet({ columns, words }: Workbook, lists: Map<number, string[]>, language: Language): SheetToWrite {
  const length = Math.max(...[...lists.values()].map((values) => values.length));
  const rows = [
    [...lists.keys()].map((index) => columns[index]!.header),
    ...Array.from({ length }, (_, row) => [...lists.values()].map((values) => values[row] ?? null)),
  ];
  return { name: words.texts.sheets.lists[language], rows, widths: [...lists].map(() => 24), hidden: true };
}
