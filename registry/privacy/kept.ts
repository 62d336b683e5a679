// What is kept about the person who asks, and the consents given: only ever of the asking account itself.
import type { Desk } from "../desk.ts";

/** The latest word on each purpose. */
export interface ConsentState {
  purpose: string;
  given: boolean;
  at: Date;
}

/** Counts of what lies in the store about the account. */
export interface Kept {
  consents: ConsentState[];
  receipts: number;
  households: number;
  reports: number;
  complaints: number;
  requests: number;
  subscriptions: number;
  /** Looks of people with a role at the households the account is linked to. */
  views: number;
  roles: number;
}

/** Reads what is kept about the acting account. */
export async function keptAbout(desk: Desk): Promise<Kept> {
  const { tx, actor } = desk;
  const { accountId, households } = actor;
  return {
    consents: await consentsOf(desk),
    receipts: await tx.decision.count({ where: { accountId } }),
    households: households.length,
    reports: await tx.changeReport.count({ where: { accountId } }),
    complaints: await tx.complaint.count({ where: { accountId } }),
    requests: await tx.officerRequest.count({ where: { accountId } }),
    subscriptions: await tx.subscription.count({ where: { accountId, endedAt: null } }),
    views: await tx.householdView.count({ where: { householdId: { in: [...households] } } }),
    roles: actor.terms.length,
  };
}

/** The latest consent or withdrawal of each purpose. */
export function consentsOf({ tx, actor: { accountId } }: Desk): Promise<ConsentState[]> {
  return tx.$queryRaw<ConsentState[]>`
    SELECT DISTINCT ON (purpose) purpose, given, at FROM consent WHERE account_id = ${accountId} ORDER BY purpose, id DESC`;
}
