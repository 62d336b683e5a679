// What is past its time goes, and nothing else.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { forgetExpired } from "../../registry/retention.ts";
import { type OpenStore, openStore } from "../setup/open-store.ts";
import { STORE_KINDS } from "../setup/stores.ts";

const NOW = new Date("2026-11-21T03:00:00Z");
const DAYS = { session: 30, decision: 365, inbound: 7, outbound: 14 };

/** An instant so many days ago; "due" is a second more than kept, "young" a second less. */
const ago = (days: number, which: "due" | "young") =>
  new Date(NOW.getTime() - days * 86_400_000 + (which === "due" ? -1000 : 1000));

describe.each(STORE_KINDS)("forgetting on the %s store", (kind) => {
  let store: OpenStore;
  beforeAll(async () => {
    store = await openStore(kind);
  });
  afterAll(() => store.close());

  it("deletes what is due and nothing else", async () => {
    const { client } = store;
    for (const age of ["due", "young"] as const) {
      await client.account.create({ data: { id: age } });
      await client.session.create({
        data: { accountId: age, version: 1, stateSealed: "", updatedAt: ago(DAYS.session, age) },
      });
      const decision = { accountId: age, knowledgeVersion: "v", receiptSealed: "", asOf: NOW, createdAt: NOW };
      await client.decision.create({ data: { ...decision, code: age, expiresAt: ago(0, age) } });
      for (const state of ["done", "dead", "waiting"]) {
        const at = ago(DAYS.inbound, age);
        const event = {
          eventName: "e",
          occurredAt: at,
          receivedAt: at,
          readyAt: at,
          doneAt: state === "done" ? at : null,
        };
        await client.inboundEvent.create({ data: { ...event, dedupKey: `${age} ${state}`, state } });
      }
      for (const state of ["sent", "dead", "held", "waiting", "sending"]) {
        const at = ago(DAYS.outbound, age);
        await client.outboundMessage.create({
          data: { accountId: `${age} ${state}`, state, readyAt: at, createdAt: at },
        });
      }
    }

    expect(await forgetExpired(store, DAYS, NOW)).toBe(7);
    expect(await forgetExpired(store, DAYS, NOW)).toBe(0);

    expect((await client.session.findMany()).map(({ accountId }) => accountId)).toEqual(["young"]);
    expect((await client.decision.findMany()).map(({ code }) => code)).toEqual(["young"]);
    expect((await client.inboundEvent.findMany()).map(({ dedupKey }) => dedupKey).sort()).toEqual(
      ["due waiting", "young dead", "young done", "young waiting"].sort(),
    );
    expect((await client.outboundMessage.findMany()).map(({ accountId }) => accountId).sort()).toEqual(
      [
        "due sending",
        "due waiting",
        ...["dead", "held", "sending", "sent", "waiting"].map((one) => `young ${one}`),
      ].sort(),
    );
    expect(await client.account.count()).toBe(2);
  });
});
