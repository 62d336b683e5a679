// How every door of the registry is tried on what lies in one corner of the world, and which role opens it there.
import { join } from "node:path";
import { loadLibrary } from "../../../knowledge/library.ts";
import { recipientsOf } from "../../../registry/announcements/audience.ts";
import { decideAnnouncement } from "../../../registry/announcements/decide.ts";
import { announcementsIn, readAnnouncement } from "../../../registry/announcements/read.ts";
import { answerComplaint, openComplaints, readComplaint } from "../../../registry/complaints/answer.ts";
import type { Desk } from "../../../registry/desk.ts";
import { readRecord } from "../../../registry/households/record.ts";
import { searchHouseholds } from "../../../registry/households/search.ts";
import { householdCodeFrom } from "../../../registry/links/household-codes.ts";
import { decideLink } from "../../../registry/links/links.ts";
import { makeReport } from "../../../registry/official-reports/make.ts";
import { askRelease, decideRelease, releasesIn } from "../../../registry/official-reports/releases.ts";
import {
  endRole,
  newTelephone,
  openInvitations,
  peopleWithin,
  takeBackInvitation,
} from "../../../registry/people/holders.ts";
import { invitationMark, inviteFrom } from "../../../registry/people/invitations.ts";
import { householdsNamed, peopleOf } from "../../../registry/reports/find-household.ts";
import { listReports, type ReportFilter } from "../../../registry/reports/list-reports.ts";
import { answerForVillage, claimReport } from "../../../registry/reports/move-report.ts";
import { reportFor, reportsIn } from "../../../registry/reports/read-reports.ts";
import { closeRequest, requestsWaiting, takeRequest } from "../../../registry/requests/take.ts";
import { toSign } from "../../../registry/review/decision.ts";
import { addToList, closeLists, roundToEnter } from "../../../registry/review/lists.ts";
import { planRound } from "../../../registry/review/open-round.ts";
import { postedCases, recheckCase } from "../../../registry/review/posting.ts";
import { openSteps, readRounds, roundsOver } from "../../../registry/review/round.ts";
import { casesToFill, openSheet } from "../../../registry/review/sheets.ts";
import { takeStep } from "../../../registry/review/steps.ts";
import { readVillage, villageCases } from "../../../registry/review/village.ts";
import { scopeOf } from "../../../registry/summaries/scope.ts";
import { waitingFor } from "../../../registry/summaries/waiting.ts";
import { unitsWithin, villagesWithin } from "../../../registry/units/villages-within.ts";
import type { Door } from "./doors.ts";
import type { Corner } from "./world.ts";

const ROOT = join(import.meta.dirname, "../../..");
const library = loadLibrary(join(ROOT, "knowledge"));
const periodic = library.review.workflow.tracks.find(({ id }) => id === "periodic")!;

/** What a door showed or changed: codes of villages, communes or provinces. Empty: nothing. */
export type Shown = (string | null)[];

/** A page of everything that waits. */
const ALL_REPORTS: ReportFilter = {
  states: ["open", "claimed"],
  village: null,
  changeTypes: null,
  urgent: false,
  overdue: false,
  page: 1,
};

const opened = (result: object | null, code: string): Shown =>
  result !== null && (!("ok" in result) || result.ok === true) && !("refused" in result) ? [code] : [];

/** Somebody who holds a village. */
async function headOf({ tx, store }: Desk, unitCode: string) {
  const role = "village-head";
  const terms = { create: { role, unitCode, from: new Date("2026-01-01") } };
  const { id: personId } = await tx.person.create({ data: { nameSealed: store.seal.seal("Lê Văn Thử"), terms } });
  return { personId, role, unitCode };
}

/** The mark of an open invitation to a village. */
async function invitedTo({ tx }: Desk, unitCode: string): Promise<string> {
  const codeHash = "5a".repeat(32);
  const expiresAt = new Date("2030-01-01");
  await tx.invitation.create({ data: { codeHash, role: "village-head", unitCode, expiresAt } });
  return invitationMark(codeHash);
}

const REPORT = { report: "R01", period: "2026" };

/** The number of a named list of a village that somebody else asked for. */
async function listAskedFor({ tx, now }: Desk, unitCode: string): Promise<number> {
  const askedBy = "00000000-0000-4000-8000-000000000002";
  const list = { ...REPORT, report: "R15", unitCode, reason: "x", state: "asked", askedBy, askedAt: now };
  return (await tx.reportRelease.create({ data: list })).number;
}

/** How each door is tried on what lies in one corner. */
export const TRIED: Record<Door, (desk: Desk, corner: Corner) => Promise<Shown>> = {
  "announcements/audience recipientsOf": async (desk, { villageCode }) =>
    opened(await recipientsOf(desk, villageCode, { classes: [], policy: null }), villageCode),
  "announcements/decide decideAnnouncement": async (desk, { announcement, villageCode }) =>
    opened(await decideAnnouncement(desk, announcement, true), villageCode),
  "announcements/read announcementsIn": async (desk) => (await announcementsIn(desk)).map(({ unitCode }) => unitCode),
  "announcements/read readAnnouncement": async (desk, { announcement, villageCode }) =>
    opened(await readAnnouncement(desk, announcement), villageCode),
  "complaints/answer answerComplaint": async (desk, { complaint, communeCode }) =>
    opened(
      await answerComplaint(desk, { number: complaint, answer: "x", clause: "Nghị định 07/2021/NĐ-CP Điều 3" }),
      communeCode,
    ),
  "complaints/answer openComplaints": async (desk) =>
    (await openComplaints(desk)).map(({ communeCode }) => communeCode),
  "complaints/answer readComplaint": async (desk, { complaint, communeCode }) =>
    opened(await readComplaint(desk, complaint), communeCode),
  "households/record readRecord": async (desk, { householdId }) => {
    const record = await readRecord(desk, householdId);
    return record === null
      ? []
      : [record.household.villageCode, ...record.reports.map(({ villageCode }) => villageCode)];
  },
  "households/search searchHouseholds": async (desk, { head }) =>
    (await searchHouseholds(desk, head)).map(({ villageCode }) => villageCode),
  "links/household-codes householdCodeFrom": async (desk, { householdId, villageCode }) =>
    opened(await householdCodeFrom(desk, householdId), villageCode),
  "links/links decideLink": async (desk, { linkId, villageCode }) =>
    opened(await decideLink(desk, linkId, true), villageCode),
  "official-reports/make makeReport": async (desk, { villageCode }) =>
    opened(
      await makeReport(desk, { ...REPORT, unit: villageCode, stage: "official", language: "vi", release: null }),
      villageCode,
    ),
  "official-reports/releases askRelease": async (desk, { communeCode }) =>
    opened(await askRelease(desk, { ...REPORT, report: "R15", unit: communeCode, reason: "x" }), communeCode),
  "official-reports/releases decideRelease": async (desk, { villageCode }) =>
    opened(await decideRelease(desk, await listAskedFor(desk, villageCode), true), villageCode),
  "official-reports/releases releasesIn": async (desk, { villageCode }) => {
    await listAskedFor(desk, villageCode);
    return (await releasesIn(desk)).map(({ unitCode }) => unitCode);
  },
  "people/holders endRole": async (desk, { villageCode }) =>
    (await endRole(desk, await headOf(desk, villageCode), null)) === null ? [] : [villageCode],
  "people/holders newTelephone": async (desk, { villageCode }) =>
    opened(await newTelephone(desk, await headOf(desk, villageCode)), villageCode),
  "people/holders openInvitations": async (desk, { villageCode }) => {
    await invitedTo(desk, villageCode);
    return (await openInvitations(desk)).map(({ unitCode }) => unitCode);
  },
  "people/holders peopleWithin": async (desk, { villageCode }) => {
    await headOf(desk, villageCode);
    return (await peopleWithin(desk)).map(({ unitCode }) => unitCode);
  },
  "people/holders takeBackInvitation": async (desk, { villageCode }) =>
    (await takeBackInvitation(desk, await invitedTo(desk, villageCode))) ? [villageCode] : [],
  "people/invitations inviteFrom": async (desk, { villageCode }) =>
    opened(
      await inviteFrom(desk, { role: "village-head", unitCode: villageCode, name: null, personId: null, until: null }),
      villageCode,
    ),
  "reports/find-household householdsNamed": async (desk, { head }) =>
    (await householdsNamed(desk, head, "report.file")).map(({ villageCode }) => villageCode),
  "reports/find-household peopleOf": async (desk, { householdId, villageCode }) =>
    (await peopleOf(desk, householdId)).map(() => villageCode),
  "reports/list-reports listReports": async (desk) =>
    (await listReports(desk, ALL_REPORTS)).reports.map(({ villageCode }) => villageCode),
  "reports/move-report answerForVillage": async (desk, { report, villageCode }) =>
    opened(await answerForVillage(desk, report, true), villageCode),
  "reports/move-report claimReport": async (desk, { report, villageCode }) =>
    opened(await claimReport(desk, report), villageCode),
  "reports/read-reports reportFor": async (desk, { report, villageCode }) =>
    opened(await reportFor(desk, report, "report.read"), villageCode),
  "reports/read-reports reportsIn": async (desk) =>
    (await reportsIn(desk, "report.read", ["open", "claimed"])).map(({ villageCode }) => villageCode),
  "requests/take closeRequest": async (desk, { request, communeCode }) =>
    opened(await closeRequest(desk, request), communeCode),
  "requests/take requestsWaiting": async (desk) => (await requestsWaiting(desk)).map(({ communeCode }) => communeCode),
  "requests/take takeRequest": async (desk, { request, communeCode }) =>
    opened(await takeRequest(desk, request), communeCode),
  "review/decision toSign": async (desk, { roundId, communeCode }) => opened(await toSign(desk, roundId), communeCode),
  "review/lists addToList": async (desk, { roundId, householdId, villageCode }) =>
    opened(await addToList(desk, { roundId, householdId }), villageCode),
  "review/lists closeLists": async (desk, { roundId, communeCode }) =>
    opened(await closeLists(desk, roundId), communeCode),
  "review/lists roundToEnter": async (desk, { householdId, villageCode }) =>
    (await roundToEnter(desk, householdId)) === null ? [] : [villageCode],
  "review/open-round planRound": async (desk) => {
    const planned = await planRound(desk, periodic);
    return "communeCode" in planned ? [planned.communeCode] : [];
  },
  "review/posting postedCases": async (desk, { stepId, villageCode }) =>
    (await postedCases(desk, stepId)).map(() => villageCode),
  "review/posting recheckCase": async (desk, { caseId, villageCode }) =>
    opened(await recheckCase(desk, caseId), villageCode),
  "review/round openSteps": async (desk) => (await openSteps(desk, "scoring")).map(({ villageCode }) => villageCode),
  "review/round readRounds": async (desk) =>
    (await readRounds(desk)).flatMap(({ villages }) => villages.map(({ villageCode }) => villageCode)),
  "review/round roundsOver": async (desk, { roundId }) => {
    await desk.tx.reviewRound.update({ where: { id: roundId }, data: { closedOn: new Date("2026-11-20") } });
    return (await roundsOver(desk)).flatMap(({ villages }) => villages.map(({ villageCode }) => villageCode));
  },
  "review/sheets casesToFill": async (desk) => (await casesToFill(desk)).map(({ villageCode }) => villageCode),
  "review/sheets openSheet": async (desk, { caseId, villageCode }) =>
    opened(await openSheet(desk, caseId), villageCode),
  "review/steps takeStep": async (desk, { stepId, villageCode }) =>
    opened(await takeStep(desk, stepId, "scoring"), villageCode),
  "review/village readVillage": async (desk, corner) =>
    (await readVillage(desk, corner)) === null ? [] : [corner.villageCode],
  "review/village villageCases": async (desk, corner) =>
    (await villageCases(desk, corner)).map(() => corner.villageCode),
  "summaries/waiting waitingFor": async (desk) =>
    (await waitingFor(desk)).map(({ villageCode, communeCode }) => villageCode ?? communeCode),
  "summaries/scope scopeOf": async (desk, { villageCode }) => {
    const scope = await scopeOf(desk, villageCode);
    return scope === null ? [] : [scope.code];
  },
  "units/villages-within unitsWithin": async (desk) => [...(await unitsWithin(desk, "household.read")).keys()],
  "units/villages-within villagesWithin": async (desk) =>
    (await villagesWithin(desk, "household.read")).map(({ code }) => code),
};

/** What is opened by a door that only one role of the level may open, so that a try that finds nothing at all is noticed. */
export const OPENED_BY: Partial<Record<Door, string>> = {
  "announcements/audience recipientsOf": "commune-officer",
  "announcements/decide decideAnnouncement": "commune-leader",
  "announcements/read announcementsIn": "commune-officer",
  "complaints/answer openComplaints": "commune-officer",
  "complaints/answer answerComplaint": "commune-officer",
  "households/record readRecord": "village-head",
  "households/search searchHouseholds": "reviewer",
  "links/household-codes householdCodeFrom": "commune-officer",
  "links/links decideLink": "village-head",
  "official-reports/make makeReport": "steering-committee",
  "official-reports/releases askRelease": "commune-officer",
  "official-reports/releases decideRelease": "commune-leader",
  "official-reports/releases releasesIn": "commune-leader",
  "people/holders endRole": "commune-officer",
  "people/holders newTelephone": "commune-leader",
  "people/holders openInvitations": "commune-leader",
  "people/holders peopleWithin": "commune-officer",
  "people/holders takeBackInvitation": "commune-officer",
  "people/invitations inviteFrom": "commune-officer",
  "reports/find-household householdsNamed": "village-head",
  "reports/list-reports listReports": "village-head",
  "reports/move-report claimReport": "commune-officer",
  "reports/read-reports reportFor": "village-head",
  "reports/read-reports reportsIn": "village-head",
  "requests/take takeRequest": "commune-officer",
  "review/round readRounds": "reviewer",
  "review/round roundsOver": "reviewer",
  "review/sheets openSheet": "reviewer",
  "review/village readVillage": "steering-committee",
  "review/village villageCases": "village-head",
  "summaries/scope scopeOf": "province-officer",
  "summaries/waiting waitingFor": "commune-officer",
};
