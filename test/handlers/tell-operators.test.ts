// What an operator hears of the machine: each condition when it begins, after a day again, and when it has ended; nothing in between.
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { tellOperators } from "../../handlers/tell-operators.ts";
import { noteMachine } from "../../registry/machine-notes.ts";
import { runSchedule } from "../setup/on-time.ts";
import { type OpenStore, openStore } from "../setup/open-store.ts";

let store: OpenStore;
beforeAll(async () => {
  store = await openStore("embedded");
  await store.client.account.create({ data: { id: "reader", lastInteractionAt: at(0) } });
  await operator(true);
});
afterAll(() => store.close());
beforeEach(async () => {
  await store.client.machineNote.deleteMany();
  await store.client.inboundEvent.deleteMany();
  await store.client.outboundMessage.deleteMany();
});

const HOUR = 3_600_000;
/** Hours from a Monday morning on. */
const at = (hours: number) => new Date(Date.parse("2026-11-16T08:00:00+07:00") + hours * HOUR);

async function operator(there: boolean): Promise<void> {
  const { client, seal } = store;
  await client.account.deleteMany({ where: { id: "op" } });
  if (!there) return;
  const terms = { create: { role: "operator", unitCode: "VN", from: new Date("2026-01-01") } };
  const { id: personId } = await client.person.create({ data: { nameSealed: seal.seal("Phạm Văn Máy"), terms } });
  await client.account.create({ data: { id: "op", personId, lastInteractionAt: at(0) } });
}

/** What is told at a look; its messages go out at once. */
async function look(hours: number): Promise<string> {
  const notices = await runSchedule(store, tellOperators, at(hours));
  await store.client.outboundMessage.updateMany({ where: { accountId: "op" }, data: { state: "sent" } });
  const told = notices.map(({ accountId, replies: [reply] }) => {
    const { key, values } = reply as { key: string; values?: Record<string, number> };
    return [accountId, key.split(":")[1], ...Object.values(values ?? {})].join(" ");
  });
  return told.join(", ");
}

async function looks(...hours: number[]): Promise<string[]> {
  const told: string[] = [];
  for (const one of hours) told.push(await look(one));
  return told;
}

const note = (name: string, value: Record<string, number | boolean | null>, hours: number) =>
  noteMachine(store.client, name, value, at(hours));
const received = (hours: number, state = "waiting") =>
  store.client.inboundEvent.create({
    data: {
      dedupKey: `${hours}`,
      eventName: "e",
      occurredAt: at(hours),
      receivedAt: at(hours),
      readyAt: at(hours),
      state,
    },
  });
const letter = (state: string) =>
  store.client.outboundMessage.create({
    data: { accountId: "reader", bodySealed: "", createdAt: at(0), readyAt: at(0), state },
  });
const mend = () => store.client.outboundMessage.deleteMany({ where: { accountId: "reader" } });

it("dead letters: told once, again after a day, and once more when there are none", async () => {
  await letter("dead");
  expect(await look(0)).toBe("op dead-letters 1");
  expect(await store.client.outboundMessage.findMany({ where: { accountId: "op" } })).toMatchObject([
    { topic: "alert dead-letters", inReplyTo: null },
  ]);
  expect(await looks(0.1, 1, 23.9, 24, 25)).toEqual(["", "", "", "op dead-letters 1", ""]);
  await mend();
  expect(await looks(26, 27)).toEqual(["op dead-letters-ended 0", ""]);
});

it("what comes and goes is told every half hour at most", async () => {
  await letter("dead");
  await look(0);
  await mend();
  expect(await looks(0.4, 0.5)).toEqual(["", "op dead-letters-ended 0"]);
  await letter("dead");
  expect(await looks(0.9, 1)).toEqual(["", "op dead-letters 1"]);
});

it("while there is no operator nothing counts as told", async () => {
  await operator(false);
  await letter("dead");
  expect(await look(0)).toBe("");
  await operator(true);
  expect(await look(0.1)).toBe("op dead-letters 1");
});

it("events and messages that wait too long", async () => {
  await received(0);
  await letter("waiting");
  const minutes = (count: number) => count / 60;
  expect(await looks(minutes(9), minutes(10), minutes(15))).toEqual(["", "op inbox-slow 1 10", "op outbox-slow 1 15"]);
  await store.client.inboundEvent.updateMany({ data: { state: "done" } });
  await mend();
  expect(await look(1)).toBe("op inbox-slow-ended 0 0, op outbox-slow-ended 0 0");
});

it("a token that Zalo does not renew, or whose end is near", async () => {
  const token = (endsAt: number, operatorNeeded: boolean) =>
    note("token", { renewAt: null, endsAt: at(endsAt).getTime(), operatorNeeded }, 0);
  await token(20, true);
  expect(await look(0)).toBe("op token");
  await token(20, false);
  expect(await looks(1, 18.9, 19.1)).toEqual(["op token-ended", "", "op token"]);
});

it("quota and disk nearly used up, of the fullest disk of a machine that is still there", async () => {
  await note("quota", { left: 200, total: 2000 }, 0);
  await note("disk one", { freeBytes: 50, totalBytes: 100 }, 0);
  expect(await look(0.1)).toBe("");
  await note("quota", { left: 199, total: 2000 }, 0.2);
  await note("disk two", { freeBytes: 9, totalBytes: 100 }, 0.2);
  expect(await look(0.2)).toBe("op quota 199 2000, op disk 9");
  await note("quota", { left: 2000, total: 2000 }, 1.3);
  await note("disk one", { freeBytes: 50, totalBytes: 100 }, 1.3);
  expect(await look(1.3)).toBe("op quota-ended 2000 2000, op disk-ended 50");
});

it("a day of work without anything from Zalo, and not a weekend", async () => {
  await received(0, "done");
  expect(await looks(23.9, 24)).toEqual(["", "op silent 24"]);
  const friday = 4 * 24;
  await received(friday, "done");
  expect(await look(friday)).toBe("op silent-ended 0");
  expect(await looks(friday + 60, friday + 71.9, friday + 72)).toEqual(["", "", "op silent 72"]);
});

it("no backup for two days, counted from the beginning where there never was one", async () => {
  await note("since", {}, 0);
  expect(await looks(47.9, 48)).toEqual(["", "op backup 2"]);
  await note("backup", {}, 49);
  expect(await looks(49, 50)).toEqual(["op backup-ended 0", ""]);
});

it("each by whichever process looks first", async () => {
  await letter("dead");
  expect((await Promise.all([look(0), look(0), look(0)])).join("")).toBe("op dead-letters 1");
});
