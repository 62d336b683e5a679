// Indicators of the standard that households lack, through time: the same rule as for statuses, nothing is overwritten.
import { randomUUID } from "node:crypto";
import { addDays, type Day } from "../../foundation/day.ts";
import { Prisma } from "../../prisma/generated/client.ts";
import { appendAudit } from "../audit.ts";
import type { Queries } from "../store.ts";
import { column } from "../store.ts";
import { type By, pages } from "./household.ts";
import { dayOf } from "./sealed-rows.ts";

/** An indicator lacking during a period. */
export interface KeptDeprivation {
  id: string;
  householdId: string;
  indicator: string;
  from: Day;
  to: Day | null;
  source: string;
}

/** From this day on the household lacks exactly these indicators. `source` says how it is known: review, import, report. */
export interface NewDeprivations {
  householdId: string;
  indicators: readonly string[];
  from: Day;
  source: string;
}

/** Records what one household lacks; see `recordAllDeprivations`. */
export async function recordDeprivations(tx: Queries, lacking: NewDeprivations, by: By): Promise<void> {
  await recordAllDeprivations(tx, [lacking], by);
}

/**
 * Records what households lack: an indicator that goes on is left, one that is gone ends the day before, one that is new begins. It ends
 * where what is known already begins later (the list of a yearly review, decided in December, holds from New Year's Day).
 */
export async function recordAllDeprivations(tx: Queries, list: readonly NewDeprivations[], by: By): Promise<void> {
  for (const page of pages(list)) {
    const current = await currentDeprivations(
      tx,
      page.map(({ householdId }) => householdId),
    );
    const known = Map.groupBy(current, ({ householdId }) => householdId);
    const changes = page.map((one) => changeOf(known.get(one.householdId) ?? [], one));
    const gone = changes.flatMap(({ superseded }) => superseded.map(({ id }) => id));
    if (gone.length > 0)
      await tx.$executeRaw`UPDATE deprivation SET superseded_at = ${by.now} WHERE id = ANY(${gone}::uuid[])`;
    const entries = changes.flatMap(({ entered }) => entered);
    await tx.$executeRaw(insertingDeprivations(entries, by.now));
    const told = page.filter((_, at) => changes[at]!.superseded.length + changes[at]!.entered.length > 0);
    await appendAudit(
      tx,
      told.map((one) => auditOf(one, by)),
      by.now,
    );
  }
}

/** The statement that enters deprivations, alone or within another. */
export function insertingDeprivations(entries: readonly KeptDeprivation[], now: Date): Prisma.Sql {
  const of = (value: (one: KeptDeprivation) => string | null) => column(entries.map(value));
  return Prisma.sql`
    INSERT INTO deprivation (id, household_id, indicator, "from", "to", source, recorded_at)
    SELECT d.id::uuid, d.household::uuid, d.indicator, d.since::date, d.until::date, d.source, ${now}
    FROM unnest(${of(({ id }) => id)}, ${of(({ householdId }) => householdId)}, ${of(({ indicator }) => indicator)},
      ${of(({ from }) => from)}, ${of(({ to }) => to)}, ${of(({ source }) => source)})
      AS d(id, household, indicator, since, until, source)`;
}

function changeOf(known: readonly KeptDeprivation[], { householdId, indicators, from, source }: NewDeprivations) {
  const running = known.filter((one) => one.from <= from && (one.to === null || one.to >= from));
  const superseded = running.filter(({ indicator }) => !indicators.includes(indicator));
  const ended = superseded
    .filter((one) => one.from < from)
    .map((one) => ({ ...one, id: randomUUID(), to: addDays(from, -1) }));
  const to = lastDayBefore(known, running, from);
  const begun = indicators
    .filter((indicator) => !running.some((one) => one.indicator === indicator))
    .map((indicator) => ({ id: randomUUID(), householdId, indicator, from, to, source }));
  return { superseded, entered: [...ended, ...begun] };
}

/** The last day before what is known to hold later; null while nothing later is known. What runs now tells by its end that it changes then. */
function lastDayBefore(known: readonly KeptDeprivation[], running: readonly KeptDeprivation[], from: Day): Day | null {
  const begins = known.filter((one) => one.from > from).map((one) => addDays(one.from, -1));
  const ends = running.flatMap(({ to }) => to ?? []);
  return [...begins, ...ends].sort()[0] ?? null;
}

function auditOf({ householdId, indicators, from, source }: NewDeprivations, { actor }: By) {
  const detail = { indicators: indicators.join(" "), from, source };
  return { actor, action: "deprivations_recorded", subject: `household:${householdId}`, detail };
}

/** What is known now about these households. */
export async function currentDeprivations(tx: Queries, householdIds: string[]): Promise<KeptDeprivation[]> {
  const found = await tx.deprivation.findMany({
    where: { householdId: { in: householdIds }, supersededAt: null },
    orderBy: [{ from: "asc" }, { indicator: "asc" }],
  });
  return found.map((row) => ({ ...row, from: dayOf(row.from), to: dayOf(row.to) }));
}

/** Indicators that a household lacked on a day, as it was known at an instant. */
export async function deprivationsOn(
  tx: Queries,
  householdId: string,
  on: Day,
  { knownAt }: { knownAt: Date },
): Promise<string[]> {
  const day = new Date(on);
  const found = await tx.deprivation.findMany({
    where: {
      householdId,
      from: { lte: day },
      recordedAt: { lte: knownAt },
      AND: [
        { OR: [{ to: null }, { to: { gte: day } }] },
        { OR: [{ supersededAt: null }, { supersededAt: { gt: knownAt } }] },
      ],
    },
    orderBy: { indicator: "asc" },
  });
  return [...new Set(found.map(({ indicator }) => indicator))];
}
