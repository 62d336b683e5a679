// Erasing an account reaches every table: neither its words nor its id are left, but for the account itself, the proof of its consents,
// and what the audit chain tells of it by a keyed hash.
import { afterAll, beforeAll, expect, it } from "vitest";
import { listDeadLetters, requeueDeadLetter } from "../../registry/dead-letters.ts";
import { applyEffects } from "../../registry/effects.ts";
import { commune } from "../setup/commune.ts";
import { type OpenStore, openStore } from "../setup/open-store.ts";

const NOW = new Date("2026-11-23T09:00:00+07:00");
const ACCOUNT = "zalo-9137";
const WORDS = "mái nhà dột ba tháng nay";

let store: OpenStore;
beforeAll(async () => {
  store = await openStore("embedded");
  await commune(store, { households: [{ head: "Phạm Thị Nhài", linked: [ACCOUNT] }] });
  const { client, seal } = store;
  const of = { accountId: ACCOUNT, communeCode: "11074", createdAt: NOW };
  const told = seal.seal(JSON.stringify({ words: [WORDS], shared: null }));
  await client.complaint.create({
    data: { ...of, state: "open", textSealed: seal.seal(WORDS), receiptCode: "7KQ2-M4TB" },
  });
  await client.officerRequest.create({ data: { ...of, state: "open", transcriptSealed: told } });
  const report = { changeType: "birth", fieldsSealed: told };
  const sent = { create: { kind: "image", state: "kept", path: "p", placeSealed: seal.seal(WORDS) } };
  const step = { create: { at: NOW, action: "told", noteSealed: seal.seal(WORDS) } };
  await client.changeReport.create({
    data: { ...of, ...report, state: "unconfirmed", evidence: sent, steps: step },
  });
  await client.changeReport.create({
    data: { ...of, ...report, fieldsSealed: seal.seal("{}"), state: "open", evidence: { create: { kind: "image" } } },
  });
  for (const state of ["waiting", "held", "dead"])
    await client.outboundMessage.create({
      data: { accountId: ACCOUNT, state, bodySealed: seal.seal(WORDS), readyAt: NOW, createdAt: NOW },
    });
  const came = { occurredAt: NOW, receivedAt: NOW, readyAt: NOW };
  await client.inboundEvent.create({
    data: { ...came, dedupKey: "1", eventName: "e", accountId: ACCOUNT, state: "dead", eventSealed: seal.seal(WORDS) },
  });
  await client.voiceMessage.create({
    data: { accountId: ACCOUNT, state: "kept", audioSealed: seal.seal(WORDS), readyAt: NOW, createdAt: NOW },
  });
  await client.subscription.create({ data: { accountId: ACCOUNT, topic: "digest", since: NOW } });
  await client.said.create({ data: { key: `digest ${ACCOUNT} 2026-11-23`, at: NOW } });
  await client.attempt.create({ data: { accountId: ACCOUNT, kind: "link", at: NOW } });
}, 60_000);
afterAll(() => store.close());

/** Table → its rows as text, what is sealed opened. */
async function dump(): Promise<[string, string][]> {
  const tables = await store.client.$queryRaw<{ name: string }[]>`
    SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`;
  const rows: [string, string][] = [];
  for (const { name } of tables) {
    const found = await store.client.$queryRawUnsafe<{ row: object }[]>(`SELECT to_jsonb(t) AS row FROM "${name}" t`);
    for (const { row } of found) {
      const opened = Object.entries(row).map(([column, value]) =>
        column.endsWith("_sealed") && value !== null ? store.seal.open(value) : value,
      );
      rows.push([name, JSON.stringify(opened)]);
    }
  }
  return rows;
}

const tablesThatTell = async (what: string) => [
  ...new Set((await dump()).filter(([, row]) => row.includes(what)).map(([table]) => table)),
];

it("is forgotten everywhere but where the law keeps that it was", async () => {
  expect((await tablesThatTell(WORDS)).sort()).toEqual([
    "change_report",
    "complaint",
    "evidence",
    "inbound_event",
    "officer_request",
    "outbound_message",
    "report_step",
    "voice_message",
  ]);
  const effects = [{ kind: "data_erased" as const }];
  await store.client.$transaction((tx) => applyEffects(tx, store, { accountId: ACCOUNT, effects, now: NOW }));
  expect(await tablesThatTell(WORDS)).toEqual([]);
  // The trace against double delivery and the count of messages go with their own term, without a word.
  expect((await tablesThatTell(ACCOUNT)).sort()).toEqual(["account", "inbound_event", "outbound_message"]);
  const reports = await store.client.changeReport.findMany({ orderBy: { number: "asc" }, include: { evidence: true } });
  expect(reports.map(({ state, evidence }) => [state, evidence.map((one) => one.state)])).toEqual([
    ["undone", ["erased"]],
    ["open", ["wanted"]], // the commune's own case by now
  ]);
  expect(await listDeadLetters(store, 10)).toEqual([]);
  expect(await requeueDeadLetter(store, "out-3", { actor: "operator", now: NOW })).toBe(false);
  expect(await store.client.household.count()).toBe(1);
});
