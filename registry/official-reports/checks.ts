// The checks of a layout on its finished lines. One whose columns are not all known says nothing.
import type { Check } from "../../knowledge/schema/official-report.ts";
import type { Column } from "./columns.ts";
import type { Failure, Source, TableLine } from "./shapes.ts";

/** Shares are rounded nowhere, but they are not whole numbers either. */
const ALMOST = 1e-9;

/** Every check that fails in any line. Checks against other reports are made unit by unit. */
export function failuresOf(source: Source, lines: readonly TableLine[]): Failure[] {
  return lines.flatMap((line) =>
    source.layout.checks.flatMap((check) => {
      if (check.line !== undefined && check.line !== line.line) return [];
      return leftOvers(source, check, line)
        .filter((rest) => (check.must === "be-zero" ? Math.abs(rest) > ALMOST : rest < -ALMOST))
        .map((by) => ({ says: check.says, unit: line.name, line: line.line, by }));
    }),
  );
}

/** What the terms come to: once, or once for each column that stands for one of several. */
function leftOvers({ columns, other }: Source, { terms }: Check, { unit, line, cells }: TableLine): number[] {
  const numberAt = (column: Column) => cells[columns.indexOf(column)];
  const seen = columns.filter(({ unseen }) => !unseen);
  const turns = "each" in terms ? seen.filter(({ ofEach }) => ofEach) : [null];
  return turns.flatMap((turn) => {
    let sum = 0;
    for (const [name, factor] of Object.entries(terms)) {
      if (name === "one") sum += factor;
      else if (name.includes(".")) {
        const value = unit === null ? null : other(name, unit, line);
        if (value === null) return [];
        sum += factor * value;
      } else
        for (const column of name === "each" ? [turn!] : columnsNamed(name, seen)) {
          const value = numberAt(column);
          if (typeof value !== "number") return [];
          sum += factor * value;
        }
    }
    return [sum];
  });
}

/** The column of this key; `x*`: those that stand for one of several and begin so. */
export function columnsNamed(name: string, columns: readonly Column[]): Column[] {
  if (!name.endsWith("*")) return columns.filter(({ key }) => key === name);
  return columns.filter(({ key, ofEach }) => ofEach && key.startsWith(name.slice(0, -1)));
}
