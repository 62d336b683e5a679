// Which cells of a table must not be shown to those above the commune: small counts, and every count from which one could be worked out.
import type { Layout } from "../../knowledge/official-reports.ts";
import { columnsNamed } from "./checks.ts";
import type { Column } from "./columns.ts";
import type { TableLine } from "./shapes.ts";

type Place = readonly [line: TableLine, at: number];

/**
 * Cells to hide. Lines add up to their total, and columns to each other by the checks that must be zero: where one cell alone of such
 * a sum were hidden, the smallest other one goes with it, until nothing can be worked out from one sum.
 */
export function hiddenCells(
  layout: Layout,
  columns: readonly Column[],
  { lines, totals }: { lines: readonly TableLine[]; totals: readonly TableLine[] },
  below: number,
): Place[] {
  const all = [...lines, ...totals];
  const hidden = new Map<TableLine, Set<number>>(all.map((line) => [line, new Set()]));
  const countAt = ([line, at]: Place) => {
    const value = line.cells[at];
    return typeof value === "number" && columns[at]!.share === null ? value : null;
  };
  const isHidden = ([line, at]: Place) => hidden.get(line)!.has(at);
  const hide = (place: Place) => {
    for (const [line, at] of alike(place, columns, all)) hidden.get(line)!.add(at);
  };
  for (const line of all)
    for (const at of columns.keys()) {
      const value = countAt([line, at]);
      if (value !== null && value > 0 && value < below) hide([line, at]);
    }
  const sums = [...sumsDown(columns, lines, totals), ...sumsAcross(layout, columns, all)];
  for (let again = true; again; ) {
    again = false;
    for (const sum of sums) {
      const known = sum.filter((place) => countAt(place) !== null);
      if (known.filter(isHidden).length !== 1) continue;
      const others = known.filter((place) => !isHidden(place) && countAt(place)! > 0);
      const [smallest] = others.toSorted((a, b) => countAt(a)! - countAt(b)!);
      if (smallest === undefined) continue;
      hide(smallest);
      again = true;
    }
  }
  return all.flatMap((line) => [...hidden.get(line)!].map((at): Place => [line, at]));
}

/** The cell with those that count the same households otherwise: people beside households, in another column or another line. */
function alike([line, at]: Place, columns: readonly Column[], all: readonly TableLine[]): Place[] {
  const same = JSON.stringify([columns[at]!.when, columns[at]!.move]);
  const others = columns.flatMap((column, other): Place[] =>
    other !== at && column.count !== null && JSON.stringify([column.when, column.move]) === same ? [[line, other]] : [],
  );
  const beside = all
    .filter((one) => one !== line && one.unit === line.unit && (one.line === "people" || one.line === "households"))
    .map((one): Place => [one, at]);
  const places: Place[] = [[line, at], ...others, ...beside];
  return places.filter(([one, other]) => typeof one.cells[other] === "number");
}

function sumsDown(columns: readonly Column[], lines: readonly TableLine[], totals: readonly TableLine[]): Place[][] {
  return totals.flatMap((total) =>
    [...columns.keys()].map((at) => [
      ...lines.filter(({ line }) => line === total.line).map((line): Place => [line, at]),
      [total, at] as const,
    ]),
  );
}

function sumsAcross({ checks }: Layout, columns: readonly Column[], all: readonly TableLine[]): Place[][] {
  const own = checks.filter(
    ({ must, terms }) => must === "be-zero" && !Object.keys(terms).some((name) => name.includes(".")),
  );
  return own.flatMap(({ terms }) => {
    const named = Object.keys(terms).flatMap((name) => columnsNamed(name, columns));
    return all.map((line) => named.map((column): Place => [line, columns.indexOf(column)]));
  });
}
