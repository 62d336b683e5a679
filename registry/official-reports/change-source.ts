// Reports about what villages told in a period: counted by unit and kind, or a line each. Names of households stay inside: a code stands for them.

import { beginningOf, vietnamDayOf } from "../../foundation/clock.ts";
import { addDays, formatDay } from "../../foundation/day.ts";
import type { Language } from "../../foundation/language.ts";
import type { Layout } from "../../knowledge/official-reports.ts";
import type { Period } from "../../knowledge/summaries.ts";
import { inScope, placeColumn, type Scope } from "../summaries/scope.ts";
import { columnsOf } from "./columns.ts";
import type { Tools } from "./household-source.ts";
import { rowUnits } from "./place.ts";
import type { Cell, Source, Table } from "./shapes.ts";

/** Counts of reports by unit, kind of change and state. */
export async function changeSource(
  { tx, library }: Tools,
  layout: Layout,
  { scope, period }: { scope: Scope; period: Period },
): Promise<Source> {
  const counts = await tx.$queryRaw<{ unit: string; type: string; state: string; count: number }[]>`
    SELECT coalesce(${placeColumn(scope, "r")}, '') AS unit, r.change_type AS type, r.state, count(*)::int AS count FROM change_report r
    WHERE r.state <> 'undone' AND r.created_at >= ${beginningOf(period.first)} AND r.created_at < ${beginningOf(addDays(period.last, 1))}
      AND ${inScope(scope, "r")} GROUP BY 1, 2, 3`;
  const settled = (id: string) => library.changes.types.get(id)?.settled === true;
  const there = new Set(counts.map(({ type }) => type));
  const change = [...library.changes.types.values()]
    .filter(({ id }) => there.has(id) && !settled(id))
    .map(({ id, name }) => ({ id, name: { vi: name.vi, en: name.en ?? name.vi } }));
  const named = await rowUnits({ tx }, scope);
  const known = new Set(named.map(({ code }) => code));
  const units = [
    ...named,
    ...[...new Set(counts.map(({ unit }) => unit))]
      .filter((code) => !known.has(code))
      .map((code) => ({ code, name: code })),
  ];
  return {
    layout,
    units,
    empty: new Set(),
    columns: columnsOf(layout, { indicator: [], ethnicity: [], change }),
    smallBelow: scope.hidesSmall ? library.summaries.smallBelow : null,
    cell: ({ count, when }, unit) => ({
      unknown: 0,
      only: false,
      sum: counts
        .filter((one) => one.unit === unit && settled(one.type) === (count === "nil-reports"))
        .filter(({ state, type }) => (when.state?.includes(state) ?? true) && (when.change ?? type) === type)
        .reduce((sum, one) => sum + one.count, 0),
    }),
    other: () => null,
  };
}

interface LogRow {
  number: number;
  createdAt: Date;
  village: string | null;
  code: string | null;
  changeType: string;
  eventDate: Date | null;
  state: string;
  decidedAt: Date | null;
  officerSealed: string | null;
  reason: string | null;
}

/** A line for each report. */
export async function changeLog(
  tools: Tools,
  layout: Layout,
  { scope, period, language }: { scope: Scope; period: Period; language: Language },
): Promise<Table> {
  const found = await tools.tx.$queryRaw<LogRow[]>`
    SELECT r.number, r.created_at AS "createdAt", coalesce(u.name, r.village_code) AS village, h.code, r.change_type AS "changeType",
      r.event_date AS "eventDate", r.state, r.decided_at AS "decidedAt", p.name_sealed AS "officerSealed", r.reason
    FROM change_report r LEFT JOIN household h ON h.id = r.household_id
      LEFT JOIN unit u ON u.code = r.village_code AND u.valid_to IS NULL
      LEFT JOIN person p ON p.id = coalesce(r.decided_by, r.claimed_by)
    WHERE r.state <> 'undone' AND r.created_at >= ${beginningOf(period.first)} AND r.created_at < ${beginningOf(addDays(period.last, 1))}
      AND ${inScope(scope, "r")} ORDER BY r.number`;
  const columns = columnsOf(layout, { indicator: [], ethnicity: [], change: [] });
  const lines = found.map((row) => {
    const cells = columns.map(({ kind }) => logCell(tools, layout, { row, kind: kind ?? "", language }));
    return { unit: String(row.number), name: null, line: null, cells };
  });
  return { columns, lines, totals: [], notes: [], failures: [] };
}

function logCell(
  { library, store, now }: Tools,
  { states }: Layout,
  { row, kind, language }: { row: LogRow; kind: string; language: Language },
): Cell {
  switch (kind) {
    case "report-number":
      return row.number;
    case "reported-on":
      return formatDay(vietnamDayOf(row.createdAt));
    case "village":
      return row.village;
    case "household-code":
      return row.code;
    case "change-type":
      return library.changes.types.get(row.changeType)?.name[language] ?? row.changeType;
    case "happened-on":
      return row.eventDate === null ? null : formatDay(row.eventDate.toISOString().slice(0, 10));
    case "report-state":
      return states[row.state]?.[language] ?? row.state;
    case "days-open":
      return Math.floor(((row.decidedAt ?? now).getTime() - row.createdAt.getTime()) / 86_400_000);
    case "officer":
      return row.officerSealed === null ? null : store.seal.open(row.officerSealed);
    default:
      return reasonOf(library.changes.reasons, row.reason, language);
  }
}

/** A reason is one of the list or words of the officer. */
function reasonOf(
  reasons: Tools["library"]["changes"]["reasons"],
  reason: string | null,
  language: Language,
): string | null {
  const listed = [...reasons.return, ...reasons.refuse].find(({ id }) => id === reason);
  return listed?.text[language] ?? reason;
}
