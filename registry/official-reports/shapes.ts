// What a report is while it is made: cells, lines, notes, checks that fail, and what a table is filled from.
import type { Day } from "../../foundation/day.ts";
import type { Layout } from "../../knowledge/official-reports.ts";
import type { Said } from "../../knowledge/schema/official-report.ts";
import type { Column } from "./columns.ts";
import type { Counted, LineName } from "./count.ts";

/** A number, a text, or nothing. `hidden` stands for a number that is not shown. */
export type Cell = number | string | null | typeof HIDDEN;
export const HIDDEN = Symbol("hidden");

/** One line of a table. The totals have no unit. */
export interface TableLine {
  unit: string | null;
  name: string | null;
  line: LineName;
  cells: Cell[];
}

/** Why cells are blank, or what to know when they are read. */
export type Note =
  | { kind: "not_kept"; column: Column; why: Said }
  | { kind: "missing"; column: Column; count: number }
  | { kind: "only_listed"; column: Column }
  | { kind: "empty"; count: number }
  | { kind: "hidden"; below: number }
  | { kind: "first_list"; from: Day };

/** A finished table. */
export interface Table {
  columns: readonly Column[];
  lines: readonly TableLine[];
  totals: readonly TableLine[];
  notes: readonly Note[];
  failures: readonly Failure[];
}

/** What to fill a table from. `cell` counts a column of this or of another report (`R01.poor_hh`) in one unit. */
export interface Source {
  layout: Layout;
  columns: readonly Column[];
  units: readonly { code: string; name: string }[];
  /** Units of which nothing is kept: their lines are blank and no part of the totals. */
  empty: ReadonlySet<string>;
  cell(column: Column, unit: string, line: LineName): Counted;
  other(name: string, unit: string, line: LineName): number | null;
  /** Counts from 1 to below this are hidden; null: none. */
  smallBelow: number | null;
}

/** A check that does not hold. */
export interface Failure {
  says: Said;
  /** Null: in the totals. */
  unit: string | null;
  line: TableLine["line"];
  by: number;
}
