// What is past its time goes, and nothing else.
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadLibrary } from "../../knowledge/library.ts";
import { forgetExpired } from "../../registry/privacy/expired.ts";
import { type OpenStore, openStore } from "../setup/open-store.ts";
import { STORE_KINDS } from "../setup/stores.ts";

const NOW = new Date("2026-11-21T03:00:00Z");
const BESIDE = {
  accessLog: 730,
  officer_request: 90,
  complaint: 730,
  misunderstood: 180,
  said: 60,
  attempt: 2,
  voice: 1,
};
const { service, privacy } = loadLibrary(join(import.meta.dirname, "../../knowledge"));
const OF_THE_ROAD = { session: 30, decision: 365, inbound: 7, outbound: 14 };
const DAYS = { ...service.retentionDays, ...privacy.retentionDays, ...OF_THE_ROAD, ...BESIDE };

const HOUSEHOLD = { code: "11074-00001", villageCode: "11074-001", communeCode: "11074", provinceCode: "31" };

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

  it("keeps what lies beside conversations for its own time; of a complaint the words go and the count stays", async () => {
    const { client } = store;
    const householdId = (await client.household.create({ data: HOUSEHOLD })).id;
    for (const age of ["due", "young"] as const) {
      const accountId = `beside ${age}`;
      await client.account.create({ data: { id: accountId } });
      const at = (kind: keyof typeof BESIDE) => ago(BESIDE[kind], age);
      await client.householdView.create({ data: { householdId, role: age, purpose: "p", at: at("accessLog") } });
      for (const state of ["closed", "open"]) {
        const closedAt = state === "closed" ? at("officer_request") : null;
        await client.officerRequest.create({ data: { accountId, state, closedAt, createdAt: at("officer_request") } });
      }
      for (const state of ["answered", "open"])
        await client.complaint.create({
          data: {
            accountId,
            state,
            textSealed: age,
            answeredAt: state === "open" ? null : at("complaint"),
            createdAt: at("complaint"),
          },
        });
      await client.misunderstood.create({
        data: { on: ago(BESIDE.misunderstood + (age === "due" ? 1 : -1), age), text: age, language: "vi" },
      });
      await client.said.create({ data: { key: age, at: at("said") } });
      await client.attempt.create({ data: { accountId, kind: age, at: at("attempt") } });
    }

    expect(await forgetExpired(store, DAYS, NOW)).toBe(6);
    expect(await forgetExpired(store, DAYS, NOW)).toBe(0);

    expect((await client.householdView.findMany()).map(({ role }) => role)).toEqual(["young"]);
    expect((await client.misunderstood.findMany()).map(({ text }) => text)).toEqual(["young"]);
    expect((await client.said.findMany()).map(({ key }) => key)).toEqual(["young"]);
    expect((await client.attempt.findMany()).map(({ kind }) => kind)).toEqual(["young"]);
    expect(await client.officerRequest.count()).toBe(3);
    const complaints = await client.complaint.findMany({ orderBy: { number: "asc" } });
    expect(complaints.map(({ state, textSealed }) => `${state} ${textSealed}`)).toEqual([
      "answered null",
      "open due",
      "answered young",
      "open young",
    ]);
  });
});
