// `node bench/dashboard.ts [HOUSEHOLDS]`: how long the dashboard of a province of 100,000 households (400,000 members, 200,000
// statuses, 200,000 deprivations, 50,000 answers about support) takes on PostgreSQL, and those of one of its
// communes and villages. Before each look some household of the province is given another class, so that no look finds its counts
// as they were; the first look of a process finds none. The processor time of the database is told beside: other work on the machine
// counts less in it.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { day } from "../foundation/day.ts";
import { loadLibrary } from "../knowledge/library.ts";
import { openDatabase } from "../prisma/database.ts";
import { readDashboard } from "../registry/dashboard/read.ts";
import type { Desk } from "../registry/desk.ts";
import { recordStatus } from "../registry/households/statuses.ts";
import { createSeal } from "../registry/seal.ts";
import { walled } from "../registry/wall.ts";
import { findBinaries, startServer } from "../test/setup/postgres-server.ts";

const HOUSEHOLDS = Number(process.argv[2] ?? 100_000);
const TIMES = 40;
const TODAY = day("2026-11-21");
const NOW = new Date("2026-11-21T03:00:00Z");
const library = loadLibrary(join(import.meta.dirname, "../knowledge"));

/** Rows without personal data: the dashboard opens nothing that is sealed. */
const FILL = `
  INSERT INTO unit (code, valid_from, level, kind, name, name_folded, parent_code) VALUES ('31', '2025-07-01', 'province', 'thành phố', 'Hải Phòng', 'hai phong', NULL);
  INSERT INTO unit (code, valid_from, level, kind, name, name_folded, parent_code)
    SELECT (11000 + c)::text, '2025-07-01', 'commune', 'xã', 'Xã ' || c, 'xa ' || c, '31' FROM generate_series(0, 49) c;
  INSERT INTO unit (code, valid_from, level, kind, name, name_folded, parent_code)
    SELECT code || '-' || lpad(v::text, 3, '0'), '2025-07-01', 'village', 'thôn', 'Thôn ' || v, 'thon ' || v, code
    FROM unit, generate_series(0, 9) v WHERE level = 'commune';
  INSERT INTO household (id, code, village_code, commune_code, province_code, closed_on, created_at)
    SELECT md5('h' || n)::uuid, 'H' || n, (11000 + n % 50) || '-' || lpad((n / 50 % 10)::text, 3, '0'), (11000 + n % 50)::text, '31',
      CASE WHEN n % 100 = 0 THEN date '2026-06-01' END, '2026-01-02' FROM generate_series(1, ${HOUSEHOLDS}) n;
  INSERT INTO member (id, household_id, name_sealed, name_tokens, relation)
    SELECT md5('m' || n)::uuid, md5('h' || (n / 4 + 1))::uuid, 'x', '{}', 'child' FROM generate_series(0, ${HOUSEHOLDS * 4 - 1}) n;
  INSERT INTO household_status (id, household_id, standard, status, "from", "to", causes, recorded_at)
    SELECT md5('s1' || n)::uuid, md5('h' || n)::uuid, 'std-2022-2026', (ARRAY['poor','near_poor','avg_living','other','other'])[1 + n % 5],
      date '2025-01-01', date '2026-01-01' + n % 300, ARRAY['land'], '2026-01-02' FROM generate_series(1, ${HOUSEHOLDS}) n;
  INSERT INTO household_status (id, household_id, standard, status, "from", causes, recorded_at)
    SELECT md5('s2' || n)::uuid, md5('h' || n)::uuid, 'std-2022-2026', (ARRAY['poor','near_poor','avg_living','other','other'])[1 + n % 7 % 5],
      date '2026-01-02' + n % 300, ARRAY['capital','illness'], '2026-01-03' FROM generate_series(1, ${HOUSEHOLDS}) n;
  INSERT INTO deprivation (id, household_id, indicator, "from", source, recorded_at)
    SELECT md5('d' || n)::uuid, md5('h' || (n / 2 + 1))::uuid, (ARRAY['water','toilet','employment','telecom','nutrition'])[1 + n % 5],
      '2026-01-01', 'review', '2026-01-02' FROM generate_series(0, ${HOUSEHOLDS * 2 - 1}) n;
  INSERT INTO take_up (household_id, policy_id, state) SELECT md5('h' || n)::uuid, 'bhyt-poor', (ARRAY['asked','received'])[1 + n % 2]
    FROM generate_series(1, ${HOUSEHOLDS / 2}) n;
  INSERT INTO change_report (id, village_code, commune_code, change_type, fields_sealed, state, created_at, decided_at)
    SELECT md5('r' || n)::uuid, (11000 + n % 50) || '-001', (11000 + n % 50)::text, 'birth', 'x', (ARRAY['approved','open'])[1 + n % 2],
      timestamp '2026-06-01' + n * interval '1 minute', timestamp '2026-06-04' + n * interval '1 minute' FROM generate_series(1, 20000) n;`;

/** Milliseconds that a process has worked; 0 where the system has no /proc. */
function processorTime(pid: number): number {
  const file = `/proc/${pid}/schedstat`;
  return existsSync(file) ? Number(readFileSync(file, "utf8").split(" ")[0]) / 1e6 : 0;
}

const server = await startServer(findBinaries() ?? "/usr/lib/postgresql");
const database = await openDatabase({ url: server.url });
let changed = 0;
try {
  const client = new Client({ connectionString: server.url });
  await client.connect();
  await client.query(FILL);
  await client.query("VACUUM ANALYZE"); // as the server does by itself within a minute
  await client.end();
  const store = { client: database.client, seal: createSeal("5a".repeat(32)) };
  const [first] = await looks("province-officer", "31", 1);
  const figures = {
    province: await timed("province-officer", "31"),
    commune: await timed("commune-officer", "11007"),
    village: await timed("village-head", "11007-000"),
  };
  console.table(figures);
  console.log(`first look of a process at the province: ${Math.round(first!.took)} ms`);
  console.log(`load average ${loadavg()[0]!.toFixed(1)}: other work on the machine counts against the figures`);
  const { version } = JSON.parse(readFileSync(join(import.meta.dirname, "../package.json"), "utf8")) as {
    version: string;
  };
  const report = {
    households: HOUSEHOLDS,
    load: loadavg()[0],
    firstLook: Math.round(first!.took),
    milliseconds: figures,
  };
  writeFileSync(join(import.meta.dirname, `results/dashboard-${version}.json`), `${JSON.stringify(report, null, 2)}\n`);

  async function timed(role: string, unit: string): Promise<{ p50: number; p95: number; processor: number | null }> {
    const seen = await looks(role, unit, TIMES);
    const sorted = seen
      .slice(TIMES / 10)
      .map(({ took }) => took)
      .sort((a, b) => a - b);
    const quantile = (part: number) => Math.round(sorted[Math.floor(sorted.length * part)]!);
    const half = seen.map(({ worked }) => worked).sort((a, b) => a - b)[Math.floor(seen.length / 2)]!;
    return { p50: quantile(0.5), p95: quantile(0.95), processor: half === 0 ? null : Math.round(half) };
  }

  /** Looks at the dashboard so often, and before each look lets a household change. */
  async function looks(role: string, unit: string, times: number): Promise<{ took: number; worked: number }[]> {
    const term = { role, unit, until: null };
    const actor = { accountId: "bench", personId: null, term, terms: [term], households: [] };
    const seen: { took: number; worked: number }[] = [];
    for (let time = 0; time < times; time += 1) {
      await changeOne();
      await store.client.$transaction(async (tx) => {
        const desk: Desk = { tx: walled(() => tx, actor), store, library, actor, now: NOW, today: TODAY };
        const [{ pid }] = await tx.$queryRaw<[{ pid: number }]>`SELECT pg_backend_pid() AS pid`;
        const before = processorTime(pid);
        const from = performance.now();
        const dashboard = await readDashboard(desk);
        seen.push({ took: performance.now() - from, worked: processorTime(pid) - before });
        if ((dashboard?.totals.at(-1)?.households ?? 0) === 0) throw new Error("nothing was counted");
      });
    }
    return seen;
  }

  /** Another household each time, in another commune. */
  async function changeOne(): Promise<void> {
    changed += 7;
    const [{ id }] = await store.client.$queryRaw<
      [{ id: string }]
    >`SELECT id::text FROM household WHERE code = ${`H${changed}`}`;
    const decision = { decisionNumber: "1/QĐ", decidedOn: TODAY, b1: null, b2: null, causes: ["land"] };
    const status = { householdId: id, status: "poor", standard: "std-2022-2026", from: TODAY, ...decision } as const;
    await store.client.$transaction((tx) => recordStatus(tx, status, { actor: "bench", now: NOW }));
  }
} finally {
  await database.close();
  server.stop();
}
