// Two at one queue, in one process or in two: the second passes over whoever the first has taken, and finds others to handle.
import { describe, expect, it } from "vitest";
import { createInbox, failEvent, finishEvents, takeWaiting } from "../../registry/inbox.ts";
import type { Queries } from "../../registry/store.ts";
import { openStore } from "../setup/open-store.ts";
import { STORE_KINDS } from "../setup/stores.ts";

const NOW = new Date("2026-11-21T09:00:00+07:00");

describe.runIf(STORE_KINDS.includes("postgresql"))("two rounds under way at once", () => {
  it("take different people, and nobody is put off for what another one has handled", async () => {
    const store = await openStore("postgresql");
    const inbox = createInbox(store, () => {});
    const times = { occurredAt: NOW, receivedAt: NOW };
    for (const [dedupKey, accountId] of Object.entries({ 1: "one", 2: "two", 3: "one" }))
      await inbox.accept({ dedupKey, eventName: "user_send_text", accountId, event: {}, ...times });
    const take = (tx: Queries) =>
      takeWaiting(tx, store, { people: 1, perPerson: 9, now: NOW, settling: { quietMs: 0, longestMs: 0 } });
    const of = (events: { accountId: string }[]) => events.map(({ accountId }) => accountId);

    await store.client.$transaction(async (first) => {
      const taken = await take(first);
      expect(of(taken)).toEqual(["one", "one"]);
      await store.client.$transaction(async (second) => {
        expect(of(await take(second))).toEqual(["two"]);
        expect(await store.client.$transaction(take)).toEqual([]);
      });
      await finishEvents(
        first,
        taken.map(({ id }) => id),
        NOW,
      );
    });
    const later = { fault: "too late", readyAt: NOW, dead: true };
    expect(await failEvent(store.client, 1n, later)).toBe(false);
    expect(await failEvent(store.client, 2n, later)).toBe(true);
    await store.close();
  });
});
