// Walks conversations step by step without a server: the real library, texts, understanding, handlers and registry.
import { join } from "node:path";
import { createMetrics } from "../../bot/metrics.ts";
import { type Ground, type Step, takeStep } from "../../bot/step.ts";
import { createTexts } from "../../bot/texts.ts";
import { openUnderstanding } from "../../bot/understanding/understand.ts";
import type { ZaloEvent } from "../../bot/zalo/event-types.ts";
import { day } from "../../foundation/day.ts";
import { HANDLERS } from "../../handlers/index.ts";
import { loadLibrary } from "../../knowledge/library.ts";
import { type AccountState, loadAccounts } from "../../registry/accounts.ts";
import { applyEffects } from "../../registry/effects.ts";
import { newSession } from "../../registry/session.ts";
import type { Store } from "../../registry/store.ts";

const KNOWLEDGE = join(import.meta.dirname, "../../knowledge");

/** The instant of every step: a Monday morning, when the office is open. */
export const NOW = new Date("2026-11-23T09:00:00+07:00");

/** What the steps of a walk share. */
export function groundOfWalk(): Ground {
  return {
    clock: { now: () => NOW, today: () => day("2026-11-23") },
    library: loadLibrary(KNOWLEDGE),
    texts: createTexts(join(KNOWLEDGE, "texts")),
    understand: openUnderstanding(),
    handlers: HANDLERS,
    publicUrl: "http://127.0.0.1:3000",
    metrics: createMetrics(),
  };
}

/** How a walk begins: who, and in which state. */
export interface Beginning {
  id: string;
  language: "vi" | "en";
  consent: string | null;
  pausedUntil: Date | null;
}

/** The account of a beginning: one that never wrote before, or one that agreed; with the roles and households it has in the store. */
export async function accountOf(ground: Ground, store: Store, begin: Beginning): Promise<AccountState> {
  const { id, language, consent, pausedUntil } = begin;
  const known = await loadAccounts(store.client, store, [id], ground.clock.today());
  return { ...known.get(id)!, isNew: consent === null, session: newSession(language), consent, pausedUntil };
}

/** One event of the walker, and what it leads to, carried out as bot/turn.ts does. */
export async function walk(
  ground: Ground,
  store: Store,
  account: AccountState,
  event: Partial<ZaloEvent>,
): Promise<Step> {
  const waiting = {
    id: 1n,
    accountId: account.id,
    eventName: "",
    occurredAt: NOW,
    receivedAt: NOW,
    attempts: 0,
    event,
  };
  const registry = { tx: store.client, store };
  const step = await takeStep(ground, { waiting, account, receipts: new Map(), registry, now: NOW });
  await applyEffects(store.client, store, { accountId: account.id, effects: step.effects, now: NOW });
  return step;
}
