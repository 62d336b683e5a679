// Filing reports: who may report what of whom, until when it is to be decided, and what it contradicts.
import type { Day } from "../../foundation/day.ts";
import { type ChangeType, contradict, daysToDecide } from "../../knowledge/change-types.ts";
import { CITIZEN } from "../actor.ts";
import { appendAudit, lockChain } from "../audit.ts";
import { actorMark, covers, type Desk, type Place, reachOf } from "../desk.ts";
import { beyondWall } from "../wall.ts";
import { dueAfter } from "./due.ts";
import { moveReport, undoableSince } from "./move-report.ts";
import { openReport, type Report, type ReportContent, WAITING } from "./report.ts";
import { noteStep } from "./steps.ts";

/** A report as it is handed in. A citizen's household is one of those the account is linked to, or none. */
export interface NewReport {
  changeType: string;
  householdId: string | null;
  /** Where it happened, when no household says it. */
  villageCode: string | null;
  eventDate: Day | null;
  content: ReportContent;
}

/** `again`: the same was reported before and is still open; nothing new was kept. */
export type Filed = { ok: true; report: Report; again: boolean } | { ok: false; because: "no-right" };

/** Hands in one report. A village head's and an officer's waits for review, a citizen's for the village head first. */
export async function fileReport(desk: Desk, given: NewReport): Promise<Filed> {
  const { tx, store, actor, now, library } = desk;
  const type = library.changes.types.get(given.changeType)!;
  const place = await placeOf(desk, given);
  if (place === null) return { ok: false, because: "no-right" };
  await lockChain(tx); // of two who tell the same at once, the second finds the first
  const open = await openReportsOf(desk, given, place);
  const same = open.find((one) => isSame(type, one, given));
  if (same !== undefined) return { ok: true, report: same, again: true };
  const { term, accountId, personId } = actor;
  const row = await tx.changeReport.create({
    data: {
      accountId,
      villageCode: place.villageCode,
      communeCode: place.communeCode,
      householdId: given.householdId,
      changeType: type.id,
      eventDate: given.eventDate === null ? null : new Date(given.eventDate),
      fieldsSealed: store.seal.seal(JSON.stringify(given.content)),
      urgent: type.urgent,
      state: term === null ? "unconfirmed" : "open",
      reporterId: term === null ? null : personId,
      reporterRole: term?.role ?? CITIZEN,
      contradicts: open.find((one) => contradict(library.changes, one.changeType, type.id))?.number ?? null,
      dueOn: new Date(dueOf(desk, type)),
      createdAt: now,
    },
  });
  const report = openReport(desk, row);
  await noteStep(desk, report, term === null ? "told" : "filed");
  const detail = {
    type: type.id,
    village: report.villageCode,
    household: report.householdId,
    role: report.reporterRole,
  };
  await appendAudit(
    tx,
    [{ actor: actorMark(desk), action: "report_filed", subject: `report:${report.number}`, detail }],
    now,
  );
  return { ok: true, report: await settle(desk, type, report), again: false };
}

/** What needs nobody's decision is done as soon as somebody with a role has said it: approved by the rule, by no person. */
async function settle(desk: Desk, { settled }: ChangeType, report: Report): Promise<Report> {
  if (!settled || report.state !== "open") return report;
  const change = { decidedAt: desk.now };
  const moved = await moveReport(desk, report, { action: "settled_by_rule", from: ["open"], to: "approved", change });
  return moved.ok ? moved.report : report;
}

/** The same thing told twice: not two people of one household, nor two corrections. */
function isSame(type: ChangeType, { changeType, eventDate, content }: Report, given: NewReport): boolean {
  const { fields, members } = given.content;
  const others = Object.entries(members).some(
    ([field, id]) => (content.members[field] ?? id).toString() !== id.toString(),
  );
  const otherWords = type.undated && JSON.stringify(content.fields) !== JSON.stringify(fields);
  return changeType === type.id && eventDate === given.eventDate && !others && !otherWords;
}

function dueOf(desk: Desk, type: ChangeType): Day {
  return dueAfter(desk, daysToDecide(desk.library.changes, type));
}

/** Where the report lies, if this actor may report there; null otherwise. */
async function placeOf(desk: Desk, { householdId, villageCode }: NewReport): Promise<Place | null> {
  const { tx, actor } = desk;
  const place =
    householdId === null
      ? await villagePlace(desk, villageCode ?? (actor.term?.unit.includes("-") ? actor.term.unit : null))
      : await tx.household.findUnique({ where: { id: householdId }, select: { villageCode: true, communeCode: true } });
  if (place === null) return null;
  if (actor.term === null) return householdId === null || actor.households.includes(householdId) ? place : null;
  const province = await tx.unit.findFirst({ where: { code: place.communeCode ?? "", validTo: null } });
  return covers(reachOf(desk, "report.file"), { ...place, provinceCode: province?.parentCode ?? null }) ? place : null;
}

async function villagePlace({ tx }: Desk, villageCode: string | null): Promise<Place | null> {
  if (villageCode === null) return null;
  const unit = await tx.unit.findFirst({ where: { code: villageCode, validTo: null } });
  return unit === null ? null : { villageCode, communeCode: unit.parentCode };
}

/** Reports that still wait about the same household, or of the same kind about the same village; where nobody decides, those that may be taken back. */
async function openReportsOf(desk: Desk, { householdId, changeType }: NewReport, place: Place): Promise<Report[]> {
  const { village, settled } = desk.library.changes.types.get(changeType)!;
  if (householdId === null && !village) return [];
  const about = householdId === null ? { changeType, villageCode: place.villageCode } : { householdId };
  const waiting = { state: { in: [...WAITING] } };
  const settledNow = { state: "approved", decidedBy: null, createdAt: { gte: undoableSince(desk) } };
  const where = { ...about, OR: settled ? [waiting, settledNow] : [waiting] };
  const found = await beyondWall(desk, (all) => all.changeReport.findMany({ where })); // the same may have been told by anybody
  return found.map((row) => openReport(desk, row));
}
