// The classes of households through time. A status comes only from a recorded decision; it supersedes what was known
// before and overwrites nothing, so that "what was known when" can always be asked.
import { randomUUID } from "node:crypto";
import type { Day } from "../../foundation/day.ts";
import type { HouseholdClass } from "../../knowledge/schema/standard.ts";
import { Prisma } from "../../prisma/generated/client.ts";
import { appendAudit } from "../audit.ts";
import type { Queries } from "../store.ts";
import { rows } from "../store.ts";
import { type By, pages, type StatusRecord } from "./household.ts";
import { dayOf } from "./sealed-rows.ts";
import { place } from "./timeline.ts";

/** A status of one household, with its end where one is known. */
export interface KeptStatus extends StatusRecord {
  id: string;
  householdId: string;
  to: Day | null;
}

/** A status to record. */
export type NewStatus = StatusRecord & { householdId: string };

/** Records one status; see `recordStatuses`. */
export async function recordStatus(tx: Queries, status: NewStatus, by: By): Promise<void> {
  await recordStatuses(tx, [status], by);
}

/** Records statuses, at most one of each household, each with its entry in the audit chain. */
export async function recordStatuses(tx: Queries, list: readonly NewStatus[], by: By): Promise<void> {
  for (const page of pages(list)) {
    const ids = page.map(({ householdId }) => householdId);
    const known = Map.groupBy(await currentStatuses(tx, ids), ({ householdId }) => householdId);
    const entries: KeptStatus[] = [];
    const superseded: string[] = [];
    for (const status of page) {
      const entry: KeptStatus = { ...status, id: randomUUID(), to: null };
      const placing = place(known.get(status.householdId) ?? [], entry);
      superseded.push(...placing.superseded.map(({ id }) => id));
      entries.push(placing.placed, ...placing.shortened.map((one) => ({ ...one, id: randomUUID() })));
    }
    if (superseded.length > 0)
      await tx.$executeRaw`
        UPDATE household_status SET superseded_at = ${by.now} WHERE id = ANY(${superseded}::uuid[])`;
    await tx.$executeRaw(insertingStatuses(entries, by.now));
    await appendAudit(
      tx,
      page.map((status) => auditOf(status, by)),
      by.now,
    );
  }
}

/** The statement that enters statuses, alone or within another. */
export function insertingStatuses(entries: readonly KeptStatus[], now: Date): Prisma.Sql {
  return Prisma.sql`
    INSERT INTO household_status (id, household_id, standard, status, "from", "to", decision_number, decided_on, b1, b2, causes, recorded_at)
    SELECT s.id, s."householdId", s.standard, s.status, s."from", s."to", s."decisionNumber", s."decidedOn", s.b1, s.b2, s.causes, ${now}
    FROM jsonb_to_recordset(${rows(entries)}::jsonb) AS s(id uuid, "householdId" uuid, standard text, status text, "from" date, "to" date,
      "decisionNumber" text, "decidedOn" date, b1 int, b2 int, causes text[])`;
}

function auditOf(status: NewStatus, { actor }: By) {
  return { actor, action: "status_recorded", subject: `household:${status.householdId}`, detail: toldStatus(status) };
}

/** A status as the audit chain tells it: all of it, so that replaying the chain rebuilds every household's history. */
export function toldStatus({ status, standard, from, decisionNumber, decidedOn, b1, b2, causes }: StatusRecord) {
  return { status, standard, from, decisionNumber, decidedOn, b1, b2, causes: causes.join(" ") };
}

/** The statuses known now of these households. */
export async function currentStatuses(tx: Queries, householdIds: string[]): Promise<KeptStatus[]> {
  const found = await tx.householdStatus.findMany({
    where: { householdId: { in: householdIds }, supersededAt: null },
    orderBy: { from: "asc" },
  });
  return found.map(kept);
}

/** Every status of a household that was known at an instant, the earliest first. */
export async function statusHistory(tx: Queries, householdId: string, knownAt: Date): Promise<KeptStatus[]> {
  const found = await tx.householdStatus.findMany({
    where: {
      householdId,
      recordedAt: { lte: knownAt },
      OR: [{ supersededAt: null }, { supersededAt: { gt: knownAt } }],
    },
    orderBy: { from: "asc" },
  });
  return found.map(kept);
}

/** What the household was on a day, as it was known at an instant; null when nothing was. */
export async function statusOn(
  tx: Queries,
  householdId: string,
  on: Day,
  { knownAt }: { knownAt: Date },
): Promise<KeptStatus | null> {
  const known = await statusHistory(tx, householdId, knownAt);
  return known.find(({ from, to }) => from <= on && (to === null || on <= to)) ?? null;
}

interface Row {
  id: string;
  householdId: string;
  standard: string;
  status: string;
  from: Date;
  to: Date | null;
  decisionNumber: string | null;
  decidedOn: Date | null;
  b1: number | null;
  b2: number | null;
  causes: string[];
}

function kept(row: Row): KeptStatus {
  const { id, householdId, standard, decisionNumber, b1, b2, causes } = row;
  return {
    id,
    householdId,
    standard,
    status: row.status as HouseholdClass,
    from: dayOf(row.from),
    to: dayOf(row.to),
    decisionNumber,
    decidedOn: dayOf(row.decidedOn),
    b1,
    b2,
    causes,
  };
}
