// From rows to households: finds the header of each sheet, reads every cell, puts the rows of one household together. Notes
// every bad cell and goes on, so that one reading tells all.
import type { FactValue } from "../../knowledge/eligibility/facts.ts";
import type { Column } from "../../knowledge/schema/spreadsheet.ts";
import type { CellValue } from "./cell-readers.ts";
import { type Header, readHeader } from "./header.ts";
import type { HouseholdCells, IncomingHousehold, MemberCells } from "./incoming.ts";
import { HEADER_WITHIN, HOUSEHOLDS_AT_ONCE } from "./limits.ts";
import type { Problem, RowPlace } from "./problem.ts";
import type { RawCell, RawRow } from "./raw-row.ts";
import type { Workbook } from "./workbook.ts";

/** What a file holds, as far as it was read. */
export interface Gathered {
  /** In the order in which they begin in the file. */
  households: IncomingHousehold[];
  problems: Problem[];
  /** Headers of columns that were not used. */
  ignored: string[];
  rows: number;
  /** A page that was given out already had another row later in the file: only now is its household whole. */
  scattered: boolean;
}

/** Before anything was read. */
export function nothingGathered(): Gathered {
  return { households: [], problems: [], ignored: [], rows: 0, scattered: false };
}

/**
 * Reads all rows into `gathered`; gives out households page by page as soon as the next one begins, so that they can be
 * worked on while the file is still read. `onRow` is called now and then with the number of rows read.
 */
export async function* gatherPages(
  workbook: Workbook,
  rows: AsyncIterable<RawRow>,
  gathered: Gathered,
  onRow: (count: number) => void = () => undefined,
): AsyncGenerator<IncomingHousehold[]> {
  const { households } = gathered;
  const orders = new Map<string, number>();
  const sheet: { name: string | null; header: Header | null } = { name: null, header: null };
  let headers = 0;
  let given = 0;
  for await (const row of rows) {
    if (sheet.name !== row.sheet) Object.assign(sheet, { name: row.sheet, header: null });
    if (sheet.header === null) {
      sheet.header = row.row <= HEADER_WITHIN ? readHeader(workbook, row) : null;
      if (sheet.header !== null) headers += 1;
      noteHeader(gathered, sheet.header, row);
      continue;
    }
    const order = gatherRow(workbook, sheet.header, row, orders, gathered);
    if (order !== null && order < given) gathered.scattered = true;
    if (gathered.rows % 10_000 === 0) onRow(gathered.rows);
    if (households.length > given + HOUSEHOLDS_AT_ONCE) {
      yield households.slice(given, given + HOUSEHOLDS_AT_ONCE);
      given += HOUSEHOLDS_AT_ONCE;
    }
  }
  const needed = workbook.columns.filter(({ required }) => required).map(({ header }) => header);
  if (headers === 0) gathered.problems.push(ofFile("no-header", { columns: needed.join(", ") }));
  else if (gathered.rows === 0) gathered.problems.push(ofFile("no-rows"));
  onRow(gathered.rows);
  yield households.slice(given);
}

const ofFile = (reason: string, places: Record<string, string> = {}): Problem => ({
  level: "error",
  reason,
  places,
  at: null,
});

function noteHeader(gathered: Gathered, header: Header | null, { sheet, row }: RawRow): void {
  if (header === null) return;
  gathered.ignored.push(...header.ignored);
  if (header.twice === null) return;
  const places = { header: header.twice.header };
  gathered.problems.push({ level: "error", reason: "column-twice", places, at: { sheet, row } });
}

/** The values of one row, by column, and the facts of columns that hold one. */
interface RowRead {
  values: Map<string, { column: Column; index: number; raw: RawCell; value: CellValue }>;
  facts: Record<Column["of"], Record<string, FactValue>>;
  failed: boolean;
}

/** Adds a row to its household; returns the household's place among all, or null where the row names none. */
function gatherRow(
  workbook: Workbook,
  header: Header,
  row: RawRow,
  orders: Map<string, number>,
  gathered: Gathered,
): number | null {
  if (header.columns.every(({ index }) => (row.cells[index] ?? null) === null)) return null;
  gathered.rows += 1;
  const at = { sheet: row.sheet, row: row.row };
  const { values, facts, failed } = readRow(workbook, header, row, gathered.problems);
  const code = values.get("code")?.value as string | undefined;
  if (code === undefined) return null;
  const order = orders.get(code) ?? gathered.households.length;
  if (order === gathered.households.length) {
    orders.set(code, order);
    gathered.households.push(newHousehold(code, at));
  }
  const household = gathered.households[order]!;
  if (failed || !takeHouseholdCells(household, values, at, gathered.problems)) household.unreadable = true;
  Object.assign(household.facts, facts.household);
  if (!values.has("name") || !values.has("relation")) return order;
  // The columns of the file bear the names of the cells: knowledge/spreadsheet/columns.yaml and incoming.ts say the same.
  const cells: Record<string, CellValue> = {};
  for (const [id, { column, value }] of values) if (column.of === "member" && column.kind !== "fact") cells[id] = value;
  household.members.push({ at, cells: cells as unknown as MemberCells, facts: facts.member });
  return order;
}

function newHousehold(code: string, at: RowPlace): IncomingHousehold {
  return { at, cells: { code }, facts: {}, members: [], cellAt: new Map(), unreadable: false, refused: false };
}

function readRow(workbook: Workbook, header: Header, row: RawRow, problems: Problem[]): RowRead {
  const read: RowRead = { values: new Map(), facts: { household: {}, member: {} }, failed: false };
  const at: RowPlace = { sheet: row.sheet, row: row.row };
  for (const { column, index } of header.columns) {
    const raw = row.cells[index] ?? null;
    const reading = workbook.read(column, raw);
    if (reading === null) {
      // Every row needs its household's code, its member's name and relation; the village is asked for once a household.
      if (!column.required || column.kind === "village") continue;
      problems.push({ level: "error", reason: "missing", at, cell: { column, index, raw } });
      read.failed = true;
    } else if ("reason" in reading) {
      const { reason, places = {} } = reading;
      problems.push({ level: "error", reason, places, at, cell: { column, index, raw } });
      read.failed = true;
    } else {
      read.values.set(column.id, { column, index, raw, value: reading.value });
      if (column.kind === "fact") read.facts[column.of][column.fact!] = reading.value as FactValue;
    }
  }
  return read;
}

/** Adds what a row says of its household; false where it contradicts an earlier row. */
function takeHouseholdCells(
  household: IncomingHousehold,
  values: RowRead["values"],
  at: RowPlace,
  problems: Problem[],
): boolean {
  let agreed = true;
  const cells = household.cells as unknown as Record<keyof HouseholdCells, CellValue>;
  for (const [name, { column, index, raw, value }] of values) {
    if (column.of !== "household" || column.kind === "fact") continue;
    const before = household.cellAt.get(name);
    if (before === undefined) {
      cells[name as keyof HouseholdCells] = value;
      household.cellAt.set(name, { at, index, raw });
    } else if (before.raw !== raw && JSON.stringify(cells[name as keyof HouseholdCells]) !== JSON.stringify(value)) {
      const places = { first: before.at.row };
      problems.push({ level: "error", reason: "differs", places, at, cell: { column, index, raw } });
      agreed = false;
    }
  }
  return agreed;
}
