// What an officer's approval does to the registry, by the kind of change (knowledge/change-types.yaml, `approval`). A class of
// household is written only from a decision with its number and day. What is missing is named; then nothing is changed.
import { createNameMatcher } from "../../foundation/match-name.ts";
import type { ChangeType } from "../../knowledge/change-types.ts";
import { standardOn } from "../../knowledge/standard.ts";
import type { Desk } from "../desk.ts";
import { causesThatGoOn } from "../households/causes.ts";
import { changeMembers, closeHousehold, memberLeft } from "../households/change.ts";
import { addMembers } from "../households/create.ts";
import { type Member, type MemberRecord, type Relation, UNKNOWN_MEMBER } from "../households/household.ts";
import { LAST_KNOWN, openHouseholds } from "../households/read.ts";
import { currentStatuses, recordStatus } from "../households/statuses.ts";
import { merges, opens, splits } from "./apply-households.ts";
import { type Applied, by, type Case, done, memberIn, missing, type SignedDecision, wordsIn } from "./change-case.ts";
import { corrects, isForMachine } from "./correct-member.ts";
import type { Report } from "./report.ts";

/** Carries the change out. The caller has checked the rights. */
export async function applyChange(
  desk: Desk,
  report: Report,
  decision: SignedDecision | null = null,
): Promise<Applied> {
  const type = desk.library.changes.types.get(report.changeType)!;
  const [household] =
    report.householdId === null ? [] : await openHouseholds(desk.tx, desk.store, [report.householdId], LAST_KNOWN);
  const { approval } = type;
  if (approval === "nothing" || (approval === "corrects" && !isForMachine(desk, report)))
    return { done: true, householdId: report.householdId };
  if (household === undefined) return approval === "opens" ? opens(desk, report) : missing("household", "household");
  return APPLY[approval]({ desk, report, type, household, on: report.eventDate ?? desk.today, decision });
}

type Apply = (one: Case) => Promise<Applied>;

const APPLY: Record<Exclude<ChangeType["approval"], "nothing">, Apply> = {
  joins: (one) => joins(one, wordsIn(one.report, "newcomer"), { relation: "other" }),
  born: (one) => {
    const name = wordsIn(one.report, "child_name") ?? one.desk.library.changes.unnamed_child.vi;
    return joins(one, name, { relation: kinOf(one), birth: one.on });
  },
  opens: async (one) => {
    const name = wordsIn(one.report, "newcomer");
    return name === null ? done(one) : joins(one, name, { relation: "other" });
  },
  leaves: (one) => leaves(one, one.report.content.members.leaver === undefined ? "member" : "leaver"),
  "moves-out": (one) => (one.report.content.members.mover === undefined ? closes(one) : leaves(one, "mover")),
  closes,
  head: (one) => becomesHead(one, one.household.members),
  "head-died": async (one) => {
    const head = one.household.members.find(({ relation }) => relation === "head");
    const others = one.household.members.filter((member) => member !== head);
    if (others.length === 0) return closes(one);
    if (memberIn(one, "new_head", others) === null) return missing("member", "new_head");
    if (head !== undefined)
      await memberLeft(one.desk.tx, { memberId: head.id, on: one.on, reason: one.type.id }, by(one));
    return becomesHead(one, others);
  },
  splits,
  merges,
  corrects,
  status: async (one) => {
    const { desk, decision, household } = one;
    const standard = standardOn(desk.library.knowledge.standards, desk.today);
    if (decision === null || standard === null) return missing("decision", "decision");
    const { status, number: decisionNumber, on: from } = decision;
    const known = await currentStatuses(desk.tx, [household.id]);
    const causes = causesThatGoOn(desk.library.review.forms, known, { status, from, found: null });
    const rest = { standard: standard.id, b1: null, b2: null, causes, householdId: household.id };
    await recordStatus(desk.tx, { status, from, decidedOn: from, decisionNumber, ...rest }, by(one));
    return done(one);
  },
};

async function joins(one: Case, name: string | null, given: Partial<MemberRecord>): Promise<Applied> {
  if (name === null) return missing("name", "newcomer");
  const member = { ...UNKNOWN_MEMBER, name, joinedOn: one.on, ...given };
  await addMembers(one.desk.tx, one.desk.store, [{ householdId: one.household.id, member }], by(one));
  return done(one);
}

/** What a newborn is to the head, by its mother: "other" while it is not known who of the household she is. */
function kinOf({ desk: { library }, report, household }: Case): Relation {
  const mother = wordsIn(report, "mother");
  const words = { titles: library.spreadsheet.values.titles, orders: library.changes.birth_orders };
  const found = mother === null ? [] : createNameMatcher(household.members, words)(mother);
  const [best, next] = found;
  if (best === undefined || best.score < SURE || next?.score === best.score) return "other";
  return BORN_OF[best.candidate.relation] ?? "other";
}

const SURE = 0.9;
const BORN_OF: Partial<Record<Relation, Relation>> = { head: "child", spouse: "child", child: "grandchild" };

async function leaves(one: Case, field: string): Promise<Applied> {
  const member = memberIn(one, field, one.household.members);
  if (member === null)
    return missing("member", one.type.fields.some((id) => id.startsWith("leaver")) ? "leaver" : field);
  await memberLeft(one.desk.tx, { memberId: member.id, on: one.on, reason: one.type.id }, by(one));
  return done(one);
}

async function closes(one: Case): Promise<Applied> {
  const { household, on, type } = one;
  await closeHousehold(one.desk.tx, { householdId: household.id, on, reason: type.id }, by(one));
  return done(one);
}

async function becomesHead(one: Case, members: readonly Member[]): Promise<Applied> {
  const next = memberIn(one, "new_head", members);
  if (next === null) return missing("member", "new_head");
  const changed = members
    .filter((member) => member === next || member.relation === "head")
    .map((member) => {
      const relation: Relation = member === next ? "head" : "other";
      const { id, leftOn: _, ...record } = member;
      return { id, householdId: one.household.id, member: { ...record, relation }, fields: ["relation"] };
    });
  await changeMembers(one.desk.tx, one.desk.store, changed, by(one));
  return done(one);
}
