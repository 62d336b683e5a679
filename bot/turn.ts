// The road of a message, read top to bottom: step by step decide and answer what was taken, keep all of it, in ONE transaction.
// A crash at any instant repeats the whole step or none of it.
import { setImmediate } from "node:timers/promises";
import type { Clock } from "../foundation/clock.ts";
import { codeIn } from "../foundation/digest.ts";
import { type AccountState, loadAccounts, renewRights, saveSessions, touchAccounts } from "../registry/accounts.ts";
import { type CodeAsked, findReceipts } from "../registry/decisions.ts";
import { applyEffects } from "../registry/effects.ts";
import { finishEvents, type WaitingEvent } from "../registry/inbox.ts";
import { addMessages, releaseHeld } from "../registry/outbox.ts";
import type { Queries, Store } from "../registry/store.ts";
import { leaveDesk } from "../registry/wall.ts";
import { giveNotice } from "./give-notice.ts";
import type { Road } from "./road.ts";
import { type Step, takeStep } from "./step.ts";
import type { MessageEvent, ZaloEvent } from "./zalo/event-types.ts";

/** What a round did: `steps` 0 means that nothing was ripe. */
export interface RoundDone {
  steps: number;
  /** Somebody sent something to fetch: a picture, a voice. */
  attachments: boolean;
}

/**
 * After so long a round goes on to nobody's next event: what arrives meanwhile is stored, and answered 200, soon. Everybody's first
 * is always handled, for whoever was new before the round is not afterwards.
 */
const LONGEST_MS = 15;
/** After so long without a pause whoever is at the door is let in between two steps. */
const BREATH_MS = 2;

/** Handles events that were taken in this transaction (registry/inbox.ts), each person's in order. */
export async function takeTurns(road: Road, tx: Queries, events: WaitingEvent[]): Promise<RoundDone> {
  const { store, clock } = road;
  const now = clock.now();
  if (events.length === 0) return { steps: 0, attachments: false };

  const ids = [...new Set(events.map((event) => event.accountId))];
  const accounts = await loadAccounts(tx, store, ids, clock.today());
  await touchAccounts(
    tx,
    ids.map((id) => ({ id, interactedAt: lastAct(events, id) })),
  );

  const receipts = await findReceipts(tx, store, codesIn(events));

  // A step that throws may have changed the registry halfway: the whole round is rolled back and taken again one by one (bot/worker.ts).
  const steps: Step[] = [];
  const mayHaveNewRights = new Set<string>();
  const began = clock.now().getTime();
  const breathe = breathing(clock);
  for (const wave of wavesOf(events)) {
    if (steps.length > 0 && clock.now().getTime() - began > LONGEST_MS) break; // the rest waits for the next round
    const inDoubt = wave.map(({ accountId }) => accountId).filter((id) => mayHaveNewRights.delete(id));
    if (inDoubt.length > 0) await leaveDesk(tx);
    await renewRights(tx, store, accounts, inDoubt, clock.today());
    for (const event of wave) {
      const account = accounts.get(event.accountId)!;
      const registry = watched(tx, store);
      const taken = await takeStep(road, { waiting: event, account, receipts, registry, now });
      const { effects } = taken;
      if (effects.length > 0) {
        await leaveDesk(tx);
        await applyEffects(tx, store, { accountId: account.id, effects, now });
      }
      if (registry.visited || effects.length > 0) mayHaveNewRights.add(account.id);
      accounts.set(account.id, taken.account);
      steps.push(taken);
      await breathe();
    }
  }

  await keep(road, tx, { accounts, steps, now });
  for (const { event } of steps)
    road.metrics.answerSeconds.observe((now.getTime() - event.receivedAt.getTime()) / 1000);
  const attachments = steps.some(({ event }) => ((event.event as Partial<MessageEvent>).attachments ?? []).length > 0);
  return { steps: steps.length, attachments };
}

/** What the steps of a round led to, stored with the conversations as they stand now. */
async function keep(
  road: Road,
  tx: Queries,
  { accounts, steps, now }: { accounts: ReadonlyMap<string, AccountState>; steps: Step[]; now: Date },
): Promise<void> {
  const { store } = road;
  await leaveDesk(tx);
  await saveSessions(tx, store, new Map([...accounts.values()].map((a) => [a.id, a.session])), now);
  await releaseHeld(tx, [...accounts.keys()], now);
  await addMessages(
    tx,
    store,
    steps.flatMap((step) => step.messages),
    now,
  );
  await giveNotice(
    road,
    tx,
    steps.flatMap((step) => step.notices),
    now,
  );
  await finishEvents(
    tx,
    steps.map((step) => step.event.id),
    now,
  );
}

/** Between two steps: now and then lets in who is at the door. */
function breathing(clock: Clock): () => Promise<void> {
  let last = clock.now().getTime();
  return async () => {
    if (clock.now().getTime() - last < BREATH_MS) return;
    await setImmediate();
    last = clock.now().getTime();
  };
}

/** Everybody's first event, then everybody's second, and so on: what is asked between two of a person is asked once for all. */
function wavesOf(events: WaitingEvent[]): WaitingEvent[][] {
  const waves: WaitingEvent[][] = [];
  const taken = new Map<string, number>();
  for (const event of events) {
    const place = taken.get(event.accountId) ?? 0;
    taken.set(event.accountId, place + 1);
    waves[place] ??= [];
    waves[place].push(event);
  }
  return waves;
}

/** The registry as one step sees it, and whether the step went there: one that did not has changed nobody's rights. */
function watched(tx: Queries, store: Store) {
  return {
    store,
    visited: false,
    get tx(): Queries {
      this.visited = true;
      return tx;
    },
  };
}

/** The answer codes that the messages name. */
function codesIn(events: WaitingEvent[]): CodeAsked[] {
  return events.flatMap(({ accountId, event }) => {
    const { kind, text = "" } = event as Partial<MessageEvent>;
    const code = kind === "message" ? codeIn(text) : null;
    return code === null ? [] : [{ accountId, code }];
  });
}

/** When the person last acted among these events; an officer's takeover is not an act of the person. */
function lastAct(events: WaitingEvent[], accountId: string): Date | null {
  const acts = events.filter((e) => e.accountId === accountId && (e.event as ZaloEvent).kind !== "takeover");
  return acts.at(-1)?.occurredAt ?? null;
}
