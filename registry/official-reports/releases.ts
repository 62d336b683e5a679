// Lists with names leave the commune only when somebody asked for one, a leader let it out, and for some days. All of it is in the audit chain.

import type { Layout } from "../../knowledge/official-reports.ts";
import { reportPeriod } from "../../knowledge/official-reports.ts";
import { Prisma } from "../../prisma/generated/client.ts";
import { appendAudit } from "../audit.ts";
import { canBeNumber } from "../case-number.ts";
import { actorMark, type Desk, may, reachOf } from "../desk.ts";
import { personName } from "../people/names.ts";
import { accountsOfPerson, accountsThatMay } from "../recipients.ts";
import { scopeOf } from "../summaries/scope.ts";
import type { Tools } from "./household-source.ts";

/** A list that was asked for. */
export interface Release {
  id: string;
  number: number;
  report: string;
  unitCode: string;
  period: string;
  reason: string;
  state: "asked" | "approved" | "refused";
  askedBy: string;
  askedAt: Date;
  validUntil: Date | null;
}

export type ReleaseRefusal = "no-right" | "unknown-report" | "no-period" | "no-reason" | "own" | "gone";

/** Asks for a list of a unit and period ("2026"); a leader then decides. `leaders`: the accounts of those who may. */
export async function askRelease(
  desk: Desk,
  { report, unit, period, reason }: { report: string; unit: string; period: string; reason: string },
): Promise<{ ok: true; number: number; leaders: string[] } | { refused: ReleaseRefusal }> {
  const { tx, library, actor, now, today } = desk;
  const layout = library.officialReports.layouts.get(report);
  if (layout === undefined || !layout.release) return { refused: "unknown-report" };
  const scope = may(desk, layout.needs) ? await scopeOf(desk, unit) : null;
  if (scope === null || scope.code !== unit || actor.personId === null) return { refused: "no-right" };
  if (reportPeriod(period) === null) return { refused: "no-period" };
  if (reason.trim() === "") return { refused: "no-reason" };
  const { id, number } = await tx.reportRelease.create({
    data: {
      report,
      unitCode: unit,
      period,
      reason: reason.trim(),
      state: "asked",
      askedBy: actor.personId,
      askedAt: now,
    },
  });
  const detail = { number, report, unit, period };
  await appendAudit(tx, [{ actor: actorMark(desk), action: "release_asked", subject: `release:${id}`, detail }], now);
  const units = await tx.unit.findFirst({ where: { code: unit, validTo: null }, select: { parentCode: true } });
  const place = { villageCode: unit, communeCode: scope.level === "village" ? (units?.parentCode ?? null) : unit };
  return { ok: true, number, leaders: await accountsThatMay(tx, library, { operation: "export.named", place, today }) };
}

/** A leader of the unit lets a list out or refuses; never one's own. `askers`: the accounts of who asked. */
export async function decideRelease(
  desk: Desk,
  number: number,
  yes: boolean,
): Promise<{ ok: true; release: Release; askers: string[] } | { refused: ReleaseRefusal }> {
  const { tx, library, actor, now } = desk;
  const found = canBeNumber(number) ? await releasesWhere(desk, Prisma.sql`r.number = ${number}`) : [];
  const release = found[0];
  if (release === undefined || actor.personId === null || !may(desk, "export.named")) return { refused: "no-right" };
  if (release.askedBy === actor.personId) return { refused: "own" };
  const state = yes ? "approved" : "refused";
  const until = new Date(now.getTime() + library.officialReports.frame.release.days * 86_400_000);
  const { count } = await tx.reportRelease.updateMany({
    where: { id: release.id, state: "asked" },
    data: { state, decidedBy: actor.personId, decidedAt: now, validUntil: yes ? until : null },
  });
  if (count === 0) return { refused: "gone" };
  const entry = {
    actor: actorMark(desk),
    action: `release_${state}`,
    subject: `release:${release.id}`,
    detail: { number },
  };
  await appendAudit(tx, [entry], now);
  return { ok: true, release, askers: await accountsOfPerson(tx, release.askedBy) };
}

/** What was asked for in the own unit, the latest first: for whoever may let it out, and the own ones for everybody else. */
export async function releasesIn(desk: Desk): Promise<Release[]> {
  return releasesWhere(desk, Prisma.sql`true`);
}

async function releasesWhere(desk: Desk, where: Prisma.Sql): Promise<Release[]> {
  const { villages, communes } = reachOf(desk, "export.named");
  const units = [...villages, ...communes];
  return desk.tx.$queryRaw<Release[]>`
    SELECT r.id, r.number, r.report, r.unit_code AS "unitCode", r.period, r.reason, r.state, r.asked_by AS "askedBy",
      r.asked_at AS "askedAt", r.valid_until AS "validUntil"
    FROM report_release r WHERE ${where} AND (r.asked_by = ${desk.actor.personId}::uuid OR r.unit_code = ANY(${units}::text[])
      OR EXISTS (SELECT 1 FROM unit u WHERE u.code = r.unit_code AND u.parent_code = ANY(${units}::text[])))
    ORDER BY r.number DESC LIMIT ${MOST}`;
}

const MOST = 50;

/** What is written on every page of a released list. */
export interface Watermark {
  id: string;
  number: number;
  name: string;
  at: Date;
}

/** The release under which this list may be made now; null when there is none. `personId` narrows it to who asked. */
export async function releaseFor(
  { tx, store, now }: Tools,
  { id: report }: Layout,
  asked: { unit: string; period: string; number: number; personId?: string },
): Promise<Watermark | null> {
  const { unit: unitCode, period, number, personId } = asked;
  const who = personId === undefined ? {} : { askedBy: personId };
  const release = await tx.reportRelease.findFirst({
    where: { number, report, unitCode, period, state: "approved", validUntil: { gt: now }, ...who },
  });
  if (release === null) return null;
  return { id: release.id, number, name: await personName({ tx, store }, release.askedBy), at: now };
}
