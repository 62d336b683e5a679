// What a handler may ask to be done beside answering. Handlers name effects as data; they are carried out here, in the
// transaction of the step, and those that change a record are written into the audit chain.
import type { Day } from "../foundation/day.ts";
import { type AuditFact, accountMark, appendAudit } from "./audit.ts";
import { eraseAccount } from "./privacy/erase.ts";
import type { Queries, Store } from "./store.ts";

/** Something to be done for the account that wrote. */
export type Effect =
  | { kind: "consent_given"; purpose: string; textVersion: string }
  | { kind: "consent_withdrawn"; purpose: string; textVersion: string }
  | { kind: "follower_changed"; follower: boolean }
  | { kind: "bot_paused"; until: Date }
  | { kind: "data_erased" }
  | RecordedDecision;

/** An answer's receipt; `householdId` where it tells the person of the own household. */
export interface RecordedDecision {
  kind: "decision_recorded";
  code: string;
  householdId: string | null;
  asOf: Day;
  knowledgeVersion: string;
  receipt: unknown;
  keepUntil: Day;
}

/** Carries out the effects of one step, in order. */
export async function applyEffects(
  tx: Queries,
  store: Store,
  step: { accountId: string; effects: Effect[]; now: Date },
): Promise<void> {
  const facts: AuditFact[] = [];
  const subject = accountMark(store, step.accountId);
  for (const effect of step.effects) {
    await APPLY[effect.kind](tx, store, step.accountId, effect as never, step.now);
    if (effect.kind === "consent_given" || effect.kind === "consent_withdrawn") {
      const detail = { purpose: effect.purpose, textVersion: effect.textVersion };
      facts.push({ actor: subject, action: effect.kind, subject, detail });
    }
    if (effect.kind === "data_erased") facts.push({ actor: subject, action: effect.kind, subject, detail: {} });
  }
  await appendAudit(tx, facts, step.now);
}

type Apply<K extends Effect["kind"]> = (
  tx: Queries,
  store: Store,
  accountId: string,
  effect: Extract<Effect, { kind: K }>,
  now: Date,
) => Promise<unknown>;

const APPLY: { [K in Effect["kind"]]: Apply<K> } = {
  consent_given: (tx, _, accountId, { purpose, textVersion }, now) =>
    tx.consent.create({ data: { accountId, purpose, textVersion, given: true, at: now } }),
  consent_withdrawn: (tx, _, accountId, { purpose, textVersion }, now) =>
    tx.consent.create({ data: { accountId, purpose, textVersion, given: false, at: now } }),
  follower_changed: (tx, _, id, { follower }) => tx.account.update({ where: { id }, data: { follower } }),
  bot_paused: (tx, _, id, { until }) => tx.account.update({ where: { id }, data: { pausedUntil: until } }),
  data_erased: (tx, store, accountId, _, now) =>
    eraseAccount(tx, store, accountId, { actor: accountMark(store, accountId), now }),
  decision_recorded: async (tx, store, accountId, effect, now) => {
    const row = {
      householdId: effect.householdId,
      asOf: new Date(effect.asOf),
      knowledgeVersion: effect.knowledgeVersion,
      receiptSealed: store.seal.seal(JSON.stringify(effect.receipt)),
      createdAt: now,
      expiresAt: new Date(effect.keepUntil),
    };
    const key = { code: effect.code, accountId };
    await tx.decision.upsert({
      where: { code_accountId: key },
      create: { ...key, ...row },
      update: { expiresAt: row.expiresAt, ...(effect.householdId !== null && { householdId: effect.householdId }) },
    });
  },
};
