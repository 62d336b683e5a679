// All that is kept about one household, for the page of somebody who may read it. Health, identity numbers and what else was told of
// each person are left out for those who may not read them; the look is noted.
import type { Day } from "../../foundation/day.ts";
import { isUuid } from "../../foundation/uuid.ts";
import { covers, type Desk, reachOf, within } from "../desk.ts";
import { noteView } from "../links/views.ts";
import { personNames } from "../people/names.ts";
import { openReport, type Report } from "../reports/report.ts";
import { openRequest } from "../requests/request.ts";
import { type AnswerTold, answersTold } from "./answers.ts";
import { currentDeprivations, type KeptDeprivation } from "./deprivations.ts";
import type { Household, Member } from "./household.ts";
import { readHousehold } from "./read.ts";
import { dayOf } from "./sealed-rows.ts";
import { currentStatuses, type KeptStatus } from "./statuses.ts";

/** Somebody who left. */
export interface Gone {
  name: string;
  on: Day;
  /** A kind of change (knowledge/change-types.yaml), where a report brought it. */
  reason: string | null;
}

/** A form of review that is not decided. */
export interface OpenCase {
  track: string;
  state: string;
  opensOn: Day;
}

/** A look by an officer. */
export interface NamedView {
  name: string;
  role: string;
  purpose: string;
  at: Date;
}

/** Words for an officer, from a conversation that the person agreed to show. */
export interface Talk {
  number: number;
  at: Date;
  words: string[];
}

export interface FullRecord {
  household: Household;
  /** Whether health, identity numbers and facts of people are in it. */
  sensitive: boolean;
  opened: { on: Day; reason: string | null } | null;
  closed: { on: Day; reason: string | null } | null;
  gone: Gone[];
  statuses: KeptStatus[];
  deprivations: KeptDeprivation[];
  reports: Report[];
  cases: OpenCase[];
  /** What its linked people wrote to officers and let be seen; none for those who answer no requests. */
  talks: Talk[];
  /** What they were answered about its rights and let be seen; none for the same. */
  answers: AnswerTold[];
  /** Zalo accounts linked to it. */
  linked: number;
  /** Null for those who may not know. */
  views: NamedView[] | null;
}

const MOST_VIEWS = 50;

/** The household as it is today with its history; null when there is none within the reach. */
export async function readRecord(desk: Desk, id: string): Promise<FullRecord | null> {
  const { tx, store, today } = desk;
  if (!isUuid(id)) return null;
  const reach = reachOf(desk, "household.read");
  const household = await readHousehold(tx, store, { household: { id }, reach, on: today });
  if (household === null) return null;
  await noteView(desk, id, "household");
  const row = await tx.household.findUniqueOrThrow({ where: { id } });
  const sensitive = covers(reachOf(desk, "household.read-sensitive"), household);
  const reason = (on: Date | null, why: string | null) => (on === null ? null : { on: dayOf(on), reason: why });
  return {
    household: sensitive ? household : { ...household, facts: {}, members: household.members.map(bare) },
    sensitive,
    opened: reason(row.openedOn, row.openedReason),
    closed: reason(row.closedOn, row.closedReason),
    gone: await goneFrom(desk, id),
    statuses: await currentStatuses(tx, [id]),
    deprivations: await currentDeprivations(tx, [id]),
    reports: await reportsOf(desk, id),
    cases: covers(reachOf(desk, "round.read"), household) ? await casesOf(desk, id) : [],
    talks: covers(reachOf(desk, "request.take"), household) ? await talksOf(desk, household) : [],
    answers: covers(reachOf(desk, "request.take"), household) ? await answersTold(desk, id) : [],
    linked: await tx.householdLink.count({ where: { householdId: id, state: "linked" } }),
    views: covers(reachOf(desk, "views.read"), household) ? await viewsOf(desk, id) : null,
  };
}

function bare(member: Member): Member {
  return { ...member, identity: null, phone: null, facts: {} };
}

async function goneFrom({ tx, store }: Desk, householdId: string): Promise<Gone[]> {
  const found = await tx.member.findMany({
    where: { householdId, leftOn: { not: null } },
    select: { nameSealed: true, leftOn: true, leftReason: true },
    orderBy: { leftOn: "asc" },
  });
  return found.map(({ nameSealed, leftOn, leftReason }) => ({
    name: store.seal.open(nameSealed),
    on: dayOf(leftOn)!,
    reason: leftReason,
  }));
}

async function reportsOf(desk: Desk, householdId: string): Promise<Report[]> {
  const found = await desk.tx.$queryRaw<{ id: string }[]>`
    SELECT r.id FROM change_report r WHERE r.household_id = ${householdId}::uuid AND ${within(reachOf(desk, "report.read"), "r")}`;
  const ids = found.map(({ id }) => id);
  const rows = await desk.tx.changeReport.findMany({ where: { id: { in: ids } }, orderBy: { number: "desc" } });
  return rows.map((row) => openReport(desk, row));
}

async function casesOf({ tx }: Desk, householdId: string): Promise<OpenCase[]> {
  const found = await tx.reviewCase.findMany({
    where: { householdId, state: { notIn: ["decided", "withdrawn"] } },
    include: { round: true },
  });
  return found.map(({ state, round }) => ({ track: round.track, state, opensOn: dayOf(round.opensOn) }));
}

async function talksOf(desk: Desk, { id: householdId, communeCode }: Household): Promise<Talk[]> {
  const links = await desk.tx.householdLink.findMany({ where: { householdId, state: "linked" } });
  const found = await desk.tx.officerRequest.findMany({
    where: { communeCode, accountId: { in: links.map(({ accountId }) => accountId) } },
    orderBy: { number: "desc" },
  });
  return found
    .map((row) => openRequest(desk, row))
    .filter(({ transcript }) => transcript.shared !== null && transcript.words.length > 0)
    .map(({ number, askedAt: at, transcript: { words } }) => ({ number, at, words }));
}

async function viewsOf({ tx, store }: Desk, householdId: string): Promise<NamedView[]> {
  const found = await tx.householdView.findMany({ where: { householdId }, orderBy: { at: "desc" }, take: MOST_VIEWS });
  const names = await personNames(
    { tx, store },
    found.flatMap(({ personId }) => personId ?? []),
  );
  return found.map(({ personId, role, purpose, at }) => ({ name: names.get(personId ?? "") ?? "", role, purpose, at }));
}
