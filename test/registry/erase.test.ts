// Erasing an account reaches every table: neither its words nor its id are left, but for the account itself, the proof of its consents,
// and what the audit chain tells of it by a keyed hash.
import { afterAll, beforeAll, expect, it } from "vitest";
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
  const report = { changeType: "birth", state: "unconfirmed", fieldsSealed: seal.seal("{}") };
  await client.changeReport.create({ data: { ...of, ...report } });
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
  expect((await tablesThatTell(WORDS)).sort()).toEqual(["complaint", "officer_request"]);
  const effects = [{ kind: "data_erased" as const }];
  await store.client.$transaction((tx) => applyEffects(tx, store, { accountId: ACCOUNT, effects, now: NOW }));
  expect(await tablesThatTell(WORDS)).toEqual([]);
  expect(await tablesThatTell(ACCOUNT)).toEqual(["account"]);
  expect(await store.client.changeReport.count()).toBe(1);
  expect(await store.client.household.count()).toBe(1);
});
