// Everybody in the households of one class, a line a member. Only with a release; every household on it is noted as looked at.

import type { Language } from "../../foundation/language.ts";
import type { Layout } from "../../knowledge/official-reports.ts";
import { listOf } from "../../knowledge/spreadsheet.ts";
import { type Member, pages } from "../households/household.ts";
import { membersOf } from "../households/read.ts";
import type { Scope } from "../summaries/scope.ts";
import { columnsOf } from "./columns.ts";
import type { Tools } from "./household-source.ts";
import { openInside } from "./inside.ts";
import { type HouseholdLine, householdLines, type ReportPeriod } from "./lines.ts";
import { rowUnits } from "./place.ts";
import type { Cell, Note, Table, TableLine } from "./shapes.ts";

/** The list, and whose households are on it. */
export interface NamedList {
  table: Table;
  households: string[];
}

/** Lines of one household, under the line of its village. */
export async function namedList(
  tools: Tools,
  layout: Layout,
  { scope, period, language }: { scope: Scope; period: ReportPeriod; language: Language },
): Promise<NamedList> {
  const all = await householdLines(tools, scope, { ...period, knownAt: tools.now });
  const own = all.filter(({ after, here }) => here && after === layout.ownClass);
  await openInside(tools, own, { on: period.end, childrenBelow: layout.childrenBelow, children: false, facts: true });
  const columns = columnsOf(layout, { indicator: [], ethnicity: [], change: [] });
  const units = new Map((await rowUnits(tools, scope)).map(({ code, name }) => [code, name]));
  const lines: TableLine[] = [];
  let number = 0;
  for (const [unit, households] of Map.groupBy(own, (one) => one.unit)) {
    const name = units.get(unit) ?? unit;
    lines.push({ unit, name, line: null, cells: columns.map(({ kind }) => (kind === "name" ? name : null)) });
    const members = new Map<string, Member[]>();
    for (const page of pages(households.map(({ id }) => id)))
      for (const [id, list] of await membersOf(tools.tx, tools.store, page, period.end)) members.set(id, list);
    for (const line of households) {
      number += 1;
      for (const [at, member] of (members.get(line.id) ?? []).entries()) {
        const asked = { line, member, number, at, language, was: layout.ownClass };
        const cells = columns.map(({ kind }) => memberCell(tools, kind ?? "", asked));
        lines.push({ unit: line.id, name: null, line: null, cells });
      }
    }
  }
  const notes = columns.flatMap((column): Note[] =>
    column.notKept === null ? [] : [{ kind: "not_kept", column, why: column.notKept }],
  );
  return { table: { columns, lines, totals: [], notes, failures: [] }, households: own.map(({ id }) => id) };
}

interface Asked {
  line: HouseholdLine;
  member: Member;
  /** Of the household in the list, and of the member in the household, from 0. */
  number: number;
  at: number;
  language: Language;
  was: Layout["ownClass"];
}

const MARK = "x";

function memberCell({ library }: Tools, kind: string, { line, member, number, at, was }: Asked): Cell {
  const label = (list: "ethnicities" | "relations", id: string | null) =>
    listOf(library.spreadsheet, list).find((one) => one.id === id)?.label ?? id;
  const { birth, sex } = member;
  const before = was === "poor" ? line.wasPoor : line.wasNearPoor;
  switch (kind) {
    case "household-number":
      return at === 0 ? number : null;
    case "member-number":
      return at + 1;
    case "name":
      return member.name;
    case "born-male":
      return sex === "male" ? yearOf(birth) : null;
    case "born-female":
      return sex === "female" ? yearOf(birth) : null;
    case "ethnicity":
      return label("ethnicities", member.ethnicity);
    case "relation":
      return label("relations", member.relation);
    case "old":
      return at === 0 && line.before === was ? MARK : null;
    case "relapsed":
      return at === 0 && line.before !== was && before ? MARK : null;
    case "new":
      return at === 0 && line.before !== was && !before ? MARK : null;
    case "merit":
      return at === 0 && line.inside?.flag("merit") === true ? MARK : null;
    default:
      return null;
  }
}

function yearOf(birth: string | null): number | null {
  return birth === null ? null : Number(birth.slice(0, 4));
}
