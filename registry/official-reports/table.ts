// A report as a table: a line or two for each unit, the totals, what could not be counted, which checks do not hold, what is hidden.
import { failuresOf } from "./checks.ts";
import type { Column } from "./columns.ts";
import type { LineName } from "./count.ts";
import { hiddenCells } from "./hide.ts";
import { type Cell, HIDDEN, type Note, type Source, type Table, type TableLine } from "./shapes.ts";

/** Fills the table. */
export function tableOf(source: Source): Table {
  const { layout, columns, units, smallBelow } = source;
  const names: LineName[] = layout.lines.length === 0 ? [null] : [...layout.lines];
  const notes = new Map<string, Note>();
  const lines = units.flatMap(({ code, name }) =>
    names.map((line) => ({ unit: code, name, line, cells: cellsOf(source, code, line, notes) })),
  );
  const counted = lines.filter(({ unit }) => !source.empty.has(unit));
  const totals = names.map((line) => totalOf(counted, columns, line));
  const empty = units.filter(({ code }) => source.empty.has(code)).length;
  if (empty > 0) notes.set("empty", { kind: "empty", count: empty });
  const all = [...lines, ...totals];
  for (const one of all) fillShares(one, columns);
  const failures = failuresOf(source, all);
  const hidden = smallBelow === null ? [] : hiddenCells(layout, columns, { lines, totals }, smallBelow);
  for (const [line, at] of hidden) line.cells[at] = HIDDEN;
  for (const one of all) fillShares(one, columns);
  if (smallBelow !== null && hidden.length > 0) notes.set("hidden", { kind: "hidden", below: smallBelow });
  const shown = columns.filter(({ unseen }) => !unseen);
  return { columns: shown, lines: all.slice(0, lines.length), totals, notes: [...notes.values()], failures };
}

function cellsOf(source: Source, unit: string, line: LineName, notes: Map<string, Note>): Cell[] {
  return source.columns.map((column) => {
    if (column.notKept !== null) notes.set(column.key, { kind: "not_kept", column, why: column.notKept });
    if ((column.count === null && column.move == null) || source.empty.has(unit)) return null;
    const { sum, unknown, only } = source.cell(column, unit, line);
    if (unknown > 0) {
      const before = notes.get(column.key);
      const count = unknown + (before?.kind === "missing" ? before.count : 0);
      notes.set(column.key, { kind: "missing", column, count });
    } else if (only) notes.set(`${column.key} only`, { kind: "only_listed", column });
    return unknown > 0 || only ? null : sum;
  });
}

/** The sum of the lines of this name; blank where one of them is. */
function totalOf(lines: readonly TableLine[], columns: readonly Column[], line: LineName): TableLine {
  const own = lines.filter((one) => one.line === line);
  const cells = columns.map((_, at): Cell => {
    const values = own.map(({ cells }) => cells[at] ?? null);
    return values.every((value) => typeof value === "number") ? values.reduce((sum, value) => sum + value, 0) : null;
  });
  for (const [at, { count, move }] of columns.entries()) if (count === null && move == null) cells[at] = null;
  return { unit: null, name: null, line, cells };
}

/** Shares follow from the cells beside them; without a whole there is no share. */
function fillShares({ cells }: TableLine, columns: readonly Column[]): void {
  const cellAt = (key: string) => cells[columns.findIndex((column) => column.key === key)] ?? null;
  for (const [at, { share }] of columns.entries()) {
    if (share === null) continue;
    const [part, whole] = [cellAt(share.of), cellAt(share.in)];
    if (part === HIDDEN || whole === HIDDEN) cells[at] = HIDDEN;
    else cells[at] = typeof part === "number" && typeof whole === "number" && whole > 0 ? (part / whole) * 100 : null;
  }
}
