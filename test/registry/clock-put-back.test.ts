// A machine's clock that was a day ahead is set right: what was stored by it does not wait until that day comes again.
import { afterAll, beforeAll, expect, it } from "vitest";
import { createInbox, takeWaiting } from "../../registry/inbox.ts";
import { addMessages, claimMessages, recordDeliveries } from "../../registry/outbox.ts";
import { type OpenStore, openStore } from "../setup/open-store.ts";

const AHEAD = new Date("2026-11-22T09:00:00+07:00");
const NOW = new Date("2026-11-21T09:00:00+07:00");
const accountId = "somebody";

let store: OpenStore;
beforeAll(async () => {
  store = await openStore("embedded");
  await store.client.account.create({ data: { id: accountId } });
});
afterAll(() => store.close());

it("an event that waits to be handled", async () => {
  const event = { dedupKey: "1", eventName: "user_send_text", accountId, event: {} };
  await createInbox(store, () => {}).accept({ ...event, occurredAt: NOW, receivedAt: AHEAD });
  const take = (now: Date) => {
    const asked = { people: 1, perPerson: 1, now, settling: { quietMs: 300, longestMs: 1200 } };
    return store.client.$transaction((tx) => takeWaiting(tx, store, asked));
  };
  expect(await take(AHEAD)).toEqual([]); // a person's words are gathered for a moment
  expect(await take(NOW)).toHaveLength(1);
});

it("a message that waits to be sent, but not one that is just being sent", async () => {
  const add = () => addMessages(store.client, store, [{ accountId, inReplyTo: null, body: {} }], AHEAD);
  const claim = (now: Date) => claimMessages(store, { limit: 1, now, leaseUntil: new Date(now.getTime() + 30_000) });
  await add();
  const [underWay] = await claim(AHEAD);
  expect(await claim(NOW)).toEqual([]);
  await recordDeliveries(store, [{ id: underWay!.id, state: "sent", zaloId: null }], NOW);
  await add();
  expect(await claim(NOW)).toHaveLength(1);
});
