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
import type { AccountState } from "../../registry/accounts.ts";
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
    metrics: createMetrics(),
  };
}

/** An account that never wrote before, or one that agreed. */
export function accountOf(language: "vi" | "en", consent: string | null, pausedUntil: Date | null): AccountState {
  const state = { id: "walker", isNew: consent === null, session: newSession(language), consent, pausedUntil };
  return { ...state, personId: null, terms: [], households: [] };
}

/** One event of the walker, and what it leads to. */
export function walk(ground: Ground, store: Store, account: AccountState, event: Partial<ZaloEvent>): Promise<Step> {
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
  return takeStep(ground, { waiting, account, receipts: new Map(), registry, now: NOW });
}
