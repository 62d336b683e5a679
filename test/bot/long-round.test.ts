// A round that has taken long goes on to nobody's next message: the next round does, in order, and nothing is lost or said twice.
import { afterAll, beforeAll, expect, it } from "vitest";
import { takeTurns } from "../../bot/turn.ts";
import { createLog } from "../../foundation/log.ts";
import { createInbox, takeWaiting } from "../../registry/inbox.ts";
import { type OpenStore, openStore } from "../setup/open-store.ts";
import { groundOfWalk, NOW } from "../setup/walk.ts";

const settling = { quietMs: 0, longestMs: 0 };

let store: OpenStore;
beforeAll(async () => {
  store = await openStore("embedded");
});
afterAll(() => store.close());

it("leaves second messages to the next round, and a new person is greeted once", async () => {
  let looks = 0;
  const now = () => {
    looks += 1;
    return new Date(NOW.getTime() + looks * 1000); // every look at the clock takes a second
  };
  const ground = groundOfWalk();
  const road = { ...ground, store, settling, log: createLog("silent"), clock: { ...ground.clock, now } };
  const inbox = createInbox(store, () => {});
  const texts = { one: ["chào", "cảm ơn", "menu"], other: ["menu"] };
  for (const [accountId, said] of Object.entries(texts))
    for (const [index, text] of said.entries()) {
      const occurredAt = new Date(NOW.getTime() + index);
      const event = { kind: "message", content: "text", text, personId: accountId };
      const dedupKey = `${accountId}|${index}`;
      await inbox.accept({ dedupKey, eventName: "user_send_text", accountId, occurredAt, receivedAt: NOW, event });
    }
  const round = () =>
    store.client.$transaction(async (tx) => {
      const asked = { people: 9, perPerson: 9, now: now(), settling };
      return (await takeTurns(road, tx, await takeWaiting(tx, store, asked))).steps;
    });
  expect([await round(), await round(), await round(), await round()]).toEqual([2, 1, 1, 0]);

  const sent = await store.client.outboundMessage.findMany({ where: { accountId: "one" }, orderBy: { id: "asc" } });
  const events = await store.client.inboundEvent.findMany({
    where: { accountId: "one" },
    orderBy: { occurredAt: "asc" },
  });
  const answered = [...new Set(sent.map(({ inReplyTo }) => inReplyTo))];
  expect(answered).toEqual(events.map(({ id }) => id));
  const words = sent.map(({ bodySealed }) => store.seal.open(bodySealed!));
  expect(words.filter((said) => said.includes("máy trả lời tự động"))).toHaveLength(1);
});
