// What a report would change if it were approved: members, class, and rights gained and lost, each with its clause. Found by doing
// it inside the turn's transaction and undoing it, so that what is shown is what will be done.
import type { Day } from "../../foundation/day.ts";
import { type Decision, decide, type Result, results } from "../../knowledge/eligibility/decide.ts";
import type { Desk } from "../desk.ts";
import { householdForLaw } from "../households/for-law.ts";
import type { Household } from "../households/household.ts";
import { openHouseholds } from "../households/read.ts";
import { applyChange } from "./apply-change.ts";
import type { Applied, SignedDecision } from "./change-case.ts";
import type { Report } from "./report.ts";

/** A household at one moment, with what it holds by law. */
export interface Standing {
  household: Household;
  decision: Decision;
  held: readonly Result[];
}

/** Before and after; `after` is null when the household is no more or what it takes is missing. */
export interface Consequences {
  applied: Applied;
  before: Standing | null;
  after: Standing | null;
}

/** The decision that is likely asked for, to show what it would bring; null where approving takes none. */
export function expectedDecision(
  { library, today }: Pick<Desk, "library" | "today">,
  { changeType }: Report,
): SignedDecision | null {
  const [status] = library.changes.types.get(changeType)!.target;
  return status === undefined ? null : { status, number: "", on: today };
}

/** Rights that would come and go; none while something must be known first. */
export function rightsAtStake({ applied, before, after }: Consequences): { gained: Result[]; lost: Result[] } {
  return applied.done ? rightsBetween(before, after) : { gained: [], lost: [] };
}

/** Rights that came and went between two standings of one household. */
export function rightsBetween(before: Standing | null, after: Standing | null): { gained: Result[]; lost: Result[] } {
  const [then, now] = [before?.held ?? [], after?.held ?? []];
  const has = (list: readonly Result[], one: Result) =>
    list.some(({ who, policy }) => who === one.who && policy.id === one.policy.id);
  return { gained: now.filter((one) => !has(then, one)), lost: then.filter((one) => !has(now, one)) };
}

/** The household as it is now; null when there is none that is open. */
export async function standingOf(desk: Desk, householdId: string | null, on: Day): Promise<Standing | null> {
  const { tx, store, library } = desk;
  const [household] = householdId === null ? [] : await openHouseholds(tx, store, [householdId], on);
  if (household === undefined || household.closedOn !== null) return null;
  const situation = await householdForLaw(tx, library, household, on);
  const decision = decide(library.knowledge, situation, on);
  return { household, decision, held: results(decision, "yes") };
}

/** What would come of approving the report, without doing it. */
export async function consequencesOf(
  desk: Desk,
  report: Report,
  decision: SignedDecision | null,
): Promise<Consequences> {
  const on = decision !== null && decision.on > desk.today ? decision.on : desk.today;
  const before = await standingOf(desk, report.householdId, on);
  await desk.tx.$executeRaw`SAVEPOINT consequences`;
  const applied = await applyChange(desk, report, decision);
  const after = applied.done ? await standingOf(desk, applied.householdId, on) : null;
  await desk.tx.$executeRaw`ROLLBACK TO SAVEPOINT consequences`;
  return { applied, before, after };
}
