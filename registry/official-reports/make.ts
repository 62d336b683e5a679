// One official report of one unit and period, from the right to have it to its finished table.
import type { Day } from "../../foundation/day.ts";
import type { Language } from "../../foundation/language.ts";
import { type Layout, reportPeriod } from "../../knowledge/official-reports.ts";
import { listDays } from "../../knowledge/summaries.ts";
import { appendAudit } from "../audit.ts";
import { actorMark, type Desk, may } from "../desk.ts";
import { noteViews } from "../links/views.ts";
import { inScope, knownAt, type Scope, scopeOf } from "../summaries/scope.ts";
import { changeLog, changeSource } from "./change-source.ts";
import { householdSources, type Tools } from "./household-source.ts";
import type { ReportPeriod } from "./lines.ts";
import { namedList } from "./named-list.ts";
import { releaseFor, type Watermark } from "./releases.ts";
import { sectionsOf } from "./sections.ts";
import type { Note, Table } from "./shapes.ts";
import { tableOf } from "./table.ts";

/** Which report is wanted. `unit` is a code, `period` "2026", "2026-10", "2026-H1" or "2026-Q3"; `release` the number of a named list. */
export interface ReportAsked {
  report: string;
  unit: string;
  period: string;
  stage: "official" | "preliminary";
  language: Language;
  release: number | null;
}

/** A report ready to be drawn. */
export interface MadeReport {
  layout: Layout;
  unit: { code: string; name: string };
  period: ReportPeriod;
  /** The day from which the list at its end is used, where that is after the period and the list is decided. */
  listFrom: Day | null;
  stage: ReportAsked["stage"];
  language: Language;
  at: Date;
  table: Table;
  watermark: Watermark | null;
}

export type ReportRefusal = "no-right" | "unknown-report" | "no-period" | "not-yet" | "no-release";
export type Made = { ok: true; made: MadeReport } | { refused: ReportRefusal };

/** Makes a report for the actor: within the own unit, with the right that the report needs. */
export async function makeReport(desk: Desk, asked: ReportAsked): Promise<Made> {
  const layout = desk.library.officialReports.layouts.get(asked.report);
  if (layout === undefined) return { refused: "unknown-report" };
  const scope = may(desk, layout.needs) ? await scopeOf(desk, asked.unit) : null;
  if (scope === null || scope.code !== asked.unit || desk.actor.personId === null) return { refused: "no-right" };
  const by = { actor: actorMark(desk), personId: desk.actor.personId };
  const { households = [], ...made } = await makeFor(desk, { layout, scope, asked, by });
  await noteViews(desk, households, "official-report");
  return made as Made;
}

/** Makes a report of a unit for somebody whose right to it was asked before. Returns the households that it names, too. */
export async function makeFor(
  tools: Tools,
  wanted: { layout: Layout; scope: Scope; asked: ReportAsked; by: { actor: string; personId?: string } },
): Promise<Made & { households?: string[] }> {
  const { layout, scope, asked, by } = wanted;
  const whole = reportPeriod(asked.period);
  if (whole === null) return { refused: "no-period" };
  const { now, today } = tools;
  if (whole.first > today) return { refused: "not-yet" };
  const { begin, end } = listDays(whole);
  const last = [whole.last, today].sort()[0]!;
  // What a year ends with is decided before it is over.
  const period = { first: whole.first, last, begin, end: end > whole.last ? end : last };
  const release = { unit: scope.code, period: asked.period, number: asked.release ?? 0 };
  const who = by.personId === undefined ? {} : { personId: by.personId };
  const watermark = layout.release ? await releaseFor(tools, layout, { ...release, ...who }) : null;
  if (layout.release && watermark === null) return { refused: "no-release" };
  const { table, households } = await tableFor(tools, layout, { scope, period, language: asked.language });
  if (watermark !== null) {
    const detail = { number: watermark.number, report: layout.id, unit: scope.code, households: households.length };
    await appendAudit(
      tools.tx,
      [{ actor: by.actor, action: "named_list_made", subject: `release:${watermark.id}`, detail }],
      now,
    );
  }
  const { stage, language } = asked;
  const unit = { code: scope.code, name: scope.name };
  const listFrom = end > whole.last && (await isDecided(tools, scope, end)) ? end : null;
  return { ok: true, made: { layout, unit, period, listFrom, stage, language, at: now, table, watermark }, households };
}

/** Whether the list used from a day is known: the day is there, or a class of a household of the unit was decided to begin with it. */
async function isDecided({ tx, today, now }: Tools, scope: Scope, from: Day): Promise<boolean> {
  if (from <= today) return true;
  const [found] = await tx.$queryRaw<[{ decided: boolean }]>`
    SELECT EXISTS (SELECT 1 FROM household h JOIN household_status s ON s.household_id = h.id
      WHERE ${inScope(scope, "h")} AND s."from" = ${from}::date AND ${knownAt(now)}) AS decided`;
  return found.decided;
}

async function tableFor(
  tools: Tools,
  layout: Layout,
  about: { scope: Scope; period: ReportPeriod; language: Language },
): Promise<{ table: Table; households: string[] }> {
  switch (layout.subject) {
    case "members":
      return namedList(tools, layout, about);
    case "reports":
      return { table: await changeLog(tools, layout, about), households: [] };
    case "reports-by-unit":
      return { table: tableOf(await changeSource(tools, layout, about)), households: [] };
    case "sections":
      return { table: await sectionsOf(tools, layout, about), households: [] };
    case "households": {
      const [source] = await householdSources(tools, [layout], about);
      const table = tableOf(source!);
      return {
        table: { ...table, notes: [...table.notes, ...(await beginNotes(tools, layout, about))] },
        households: [],
      };
    }
  }
}

/** A period that begins before the first list of the registry begins with nobody: everybody in it counts as new. */
async function beginNotes(
  { tx, now }: Tools,
  { columns }: Layout,
  { scope, period }: { scope: Scope; period: ReportPeriod },
): Promise<Note[]> {
  if (columns.every(({ move }) => move == null)) return [];
  const [{ from }] = await tx.$queryRaw<[{ from: Day | null }]>`
    SELECT to_char(min(s."from"), 'YYYY-MM-DD') AS "from" FROM household h JOIN household_status s ON s.household_id = h.id
    WHERE ${inScope(scope, "h")} AND ${knownAt(now)}`;
  return from !== null && from > period.begin ? [{ kind: "first_list", from }] : [];
}
