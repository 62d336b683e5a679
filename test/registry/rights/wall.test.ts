// The second wall: whatever a desk asks of the store without its own bound, the store shows and takes only what the desk reaches.
import { join } from "node:path";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { loadLibrary } from "../../../knowledge/library.ts";
import { openDatabase } from "../../../prisma/database.ts";
import type { Actor, Term } from "../../../registry/actor.ts";
import type { Desk } from "../../../registry/desk.ts";
import { householdIds } from "../../../registry/households/read.ts";
import { createSeal } from "../../../registry/seal.ts";
import type { Queries, Store } from "../../../registry/store.ts";
import { beyondWall, leaveDesk, walled } from "../../../registry/wall.ts";
import { openStore } from "../../setup/open-store.ts";
import { STORE_KINDS } from "../../setup/stores.ts";
import { buildWorld, type Corner, deskOf } from "./world.ts";

const library = loadLibrary(join(import.meta.dirname, "../../../knowledge"));
const EVERYWHERE = { villages: [], communes: [], provinces: [], nation: true };
const KINDS = [...STORE_KINDS, ...(inject("postgres") === null ? [] : (["an owner who is no superuser"] as const))];
type Opened = Store & { close(): Promise<void> };

/** PostgreSQL as managed ones are: the database's owner is bounded itself, and may make no role. */
async function asPlainOwner(): Promise<Opened> {
  const server = inject("postgres")!;
  const name = `plain_${process.pid}`;
  const administer = async (...statements: string[]) => {
    const client = new Client({ connectionString: server });
    await client.connect();
    for (const statement of statements) await client.query(statement);
    await client.end();
  };
  await administer(`CREATE ROLE ${name} LOGIN`, `CREATE DATABASE ${name} OWNER ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  url.username = name;
  const { client, close } = await openDatabase({ url: url.href });
  return {
    client,
    seal: createSeal("5a".repeat(32)),
    async close() {
      await close();
      await administer(`DROP DATABASE ${name} WITH (FORCE)`, `DROP ROLE ${name}`);
    },
  };
}

/** Every row of a table by the village it is about, whoever asks: no bound at all. */
const ALL: Record<string, (tx: Queries) => Promise<{ village: string }[]>> = {
  households: (tx) => tx.$queryRaw`SELECT village_code AS village FROM household`,
  members: (tx) =>
    tx.$queryRaw`SELECT h.village_code AS village FROM member m JOIN household h ON h.id = m.household_id`,
  reports: (tx) => tx.$queryRaw`SELECT village_code AS village FROM change_report`,
  evidence: (tx) =>
    tx.$queryRaw`SELECT r.village_code AS village FROM evidence e JOIN change_report r ON r.id = e.report_id`,
};
const COUNTED = [
  ...["household", "member", "change_report", "evidence", "complaint"],
  ...["report_step", "review_case", "review_step", "officer_request"],
];

describe.each(KINDS)("the wall on %s", (kind) => {
  let store: Opened;
  let corners: Corner[];
  beforeAll(async () => {
    store = kind === "an owner who is no superuser" ? await asPlainOwner() : await openStore(kind);
    corners = await buildWorld(store, () => 2);
    for (const { id: reportId } of await store.client.changeReport.findMany()) {
      await store.client.evidence.create({ data: { reportId, kind: "image" } });
      await store.client.reportStep.create({ data: { reportId, at: new Date(), action: "filed" } });
    }
  });
  afterAll(() => store.close());

  const at = <T>(term: Term | null, work: (desk: Desk) => Promise<T>, own: Partial<Actor> = {}): Promise<T> =>
    store.client.$transaction((tx) => {
      const desk = deskOf(tx, store, library, term);
      const actor = { ...desk.actor, ...own };
      return work({ ...desk, actor, tx: walled(() => tx, actor) });
    });
  const counted = async (tx: Queries): Promise<number[]> => {
    const counts = [];
    for (const table of COUNTED)
      counts.push((await tx.$queryRawUnsafe<{ n: number }[]>(`SELECT count(*)::int AS n FROM ${table}`))[0]!.n);
    return counts;
  };
  const village = (): Term => ({ role: "village-head", unit: corners[0]!.villageCode, until: null });

  it.each(Object.keys(ALL))("a village head's desk sees %s of the own village alone", async (what) => {
    const rows = await at(village(), ({ tx }) => ALL[what]!(tx));
    expect(new Set(rows.map((row) => row.village))).toEqual(new Set([corners[0]!.villageCode]));
  });

  it("counts what each unit holds: village, commune, province, nation, nobody", async () => {
    const { villageCode, communeCode, provinceCode } = corners[0]!;
    const terms: [string, string][] = [
      ["village-head", villageCode],
      ["commune-officer", communeCode],
      ["province-officer", provinceCode],
      ["operator", "VN"],
    ];
    const seen = [];
    for (const [role, unit] of terms) seen.push(await at({ role, unit, until: null }, ({ tx }) => counted(tx)));
    seen.push(await at(null, ({ tx }) => counted(tx)));
    expect(seen).toEqual([
      [2, 2, 1, 1, 0, 1, 1, 2, 0], // complaints and requests are the commune's
      [4, 4, 2, 2, 2, 2, 2, 4, 2],
      [8, 8, 4, 4, 4, 4, 4, 8, 4],
      [12, 12, 6, 6, 6, 6, 6, 12, 6],
      [0, 0, 0, 0, 0, 0, 0, 0, 0],
    ]);
  });

  it("shows a citizen what is of the linked household or the own, nothing else", async () => {
    const { householdId, villageCode } = corners[2]!;
    const own = { accountId: `citizen of ${villageCode}`, households: [householdId] };
    expect(await at(null, ({ tx }) => counted(tx), own)).toEqual([1, 1, 1, 1, 1, 1, 1, 0, 1]);
  });

  it("holds where a room of the registry forgets its bound", async () => {
    const ids = await at(village(), ({ tx }) => householdIds(tx, EVERYWHERE));
    const seen = await store.client.household.findMany({ where: { id: { in: ids } } });
    expect(seen.map(({ villageCode }) => villageCode)).toEqual(Array(2).fill(corners[0]!.villageCode));
  });

  it("takes no change of what lies elsewhere, and nothing put there", async () => {
    const { householdId: id, villageCode } = corners[2]!;
    expect(
      await at(village(), ({ tx }) => tx.household.updateMany({ where: { id }, data: { closedReason: "x" } })),
    ).toEqual({ count: 0 });
    expect(await at(village(), ({ tx }) => tx.$executeRaw`DELETE FROM evidence`)).toBe(1);
    const moved = at(
      village(),
      ({ tx }) =>
        tx.$executeRaw`UPDATE household SET village_code = ${villageCode}, commune_code = ${corners[2]!.communeCode}`,
    );
    await expect(moved).rejects.toThrow(/row-level security/);
    const put = at(
      village(),
      ({ tx }) =>
        tx.$executeRaw`INSERT INTO member (id, household_id, name_sealed, relation) VALUES (gen_random_uuid(), ${id}::uuid, 'x', 'child')`,
    );
    await expect(put).rejects.toThrow(/row-level security/);
  });

  it("follows from desk to desk in one transaction, opens for the road, and ends with it", async () => {
    const [one, other] = [corners[0]!, corners[4]!];
    const seen = await store.client.$transaction(async (tx) => {
      const first = deskOf(tx, store, library, village());
      const second = deskOf(tx, store, library, { ...village(), unit: other.villageCode });
      const villages = async (by: Queries) => [...new Set((await ALL.households!(by)).map((row) => row.village))];
      const steps = [await villages(first.tx), await villages(second.tx), await villages(first.tx)];
      steps.push([String((await beyondWall(first, (all) => villages(all))).length)]);
      steps.push(await villages(first.tx));
      await leaveDesk(first.tx);
      return [...steps, [String((await villages(tx)).length)]];
    });
    expect(seen).toEqual([[one.villageCode], [other.villageCode], [one.villageCode], ["6"], [one.villageCode], ["6"]]);
    expect(await counted(store.client)).toEqual([12, 12, 6, 5, 6, 6, 6, 12, 6]);
  });
});
