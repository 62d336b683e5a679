// `node bench/what-if.ts [HOUSEHOLDS]`: 100,000 households (about 350,000 people) of a province decided for today and for the first
// day of the standard of 2027, on PostgreSQL. The processor time is told beside: other work on the machine does not count in it.
import { readFileSync, writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { day } from "../foundation/day.ts";
import { loadLibrary } from "../knowledge/library.ts";
import { openDatabase } from "../prisma/database.ts";
import { createHouseholds } from "../registry/households/create.ts";
import { createSeal } from "../registry/seal.ts";
import { runTrial } from "../registry/what-if/run.ts";
import { findBinaries, startServer } from "../test/setup/postgres-server.ts";
import { seededRandom } from "../test/setup/random.ts";
import { inventedHouseholds } from "./invented-households.ts";

const HOUSEHOLDS = Number(process.argv[2] ?? 100_000);
const DIFFERENT = 2000;
const [TODAY, ON] = [day("2026-11-21"), day("2027-01-01")];
const NOW = new Date("2026-01-05T08:00:00+07:00");
const library = loadLibrary(join(import.meta.dirname, "../knowledge"));

/** The households that are different, again and again under new ids. */
const COPIES = `
  CREATE TEMP TABLE times AS SELECT generate_series(1, ${Math.round(HOUSEHOLDS / DIFFERENT) - 1}) AS k;
  INSERT INTO household (id, code, village_code, commune_code, province_code, facts_sealed, created_at)
    SELECT md5(h.id || ' ' || k)::uuid, h.code || '-' || k, h.village_code, h.commune_code, h.province_code, h.facts_sealed, h.created_at
    FROM (SELECT * FROM household) h, times;
  INSERT INTO member (id, household_id, name_sealed, name_tokens, relation, sex, facts_sealed, details_sealed)
    SELECT md5(m.id || ' ' || k)::uuid, md5(m.household_id || ' ' || k)::uuid, m.name_sealed, '{}', m.relation, m.sex, m.facts_sealed, m.details_sealed
    FROM (SELECT * FROM member) m, times;
  INSERT INTO household_status (id, household_id, standard, status, "from", causes, recorded_at)
    SELECT md5(s.id || ' ' || k)::uuid, md5(s.household_id || ' ' || k)::uuid, s.standard, s.status, s."from", s.causes, s.recorded_at
    FROM (SELECT * FROM household_status) s, times;
  INSERT INTO deprivation (id, household_id, indicator, "from", source, recorded_at)
    SELECT md5(d.id || ' ' || k)::uuid, md5(d.household_id || ' ' || k)::uuid, d.indicator, d."from", d.source, d.recorded_at
    FROM (SELECT * FROM deprivation) d, times;
  ANALYZE;`;

const server = await startServer(findBinaries() ?? "/usr/lib/postgresql");
const database = await openDatabase({ url: server.url });
try {
  const store = { client: database.client, seal: createSeal("5a".repeat(32)) };
  const list = [...inventedHouseholds(DIFFERENT, seededRandom(7))].map((household, at) => ({
    ...household,
    villageCode: `11074-${String(1 + (at % 20)).padStart(3, "0")}`,
    communeCode: "11074",
    provinceCode: "31",
  }));
  await store.client.$transaction((tx) =>
    createHouseholds(tx, store, list, { actor: "bench", now: NOW, source: "import" }),
  );
  const client = new Client({ connectionString: server.url });
  await client.connect();
  await client.query(COPIES);
  await client.end();
  const scope = { code: "31", name: "Hải Phòng", level: "province", hidesSmall: true, named: false } as const;
  console.log("filled");
  const cpu = process.cpuUsage();
  const from = performance.now();
  const tally = await runTrial(store, library, { scope, today: TODAY, on: ON });
  const seconds = Math.round(performance.now() - from) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  const cpuSeconds = Math.round((user + system) / 10_000) / 100;
  console.log(
    `${tally.households} households in ${seconds} s (at most 10), ${cpuSeconds} s of processor time of this process`,
  );
  console.log(`load average ${loadavg()[0]!.toFixed(1)}: other work on the machine counts against the seconds`);
  console.log(JSON.stringify(tally.moves["11074"]));
  const { version } = JSON.parse(readFileSync(join(import.meta.dirname, "../package.json"), "utf8")) as {
    version: string;
  };
  const report = { households: tally.households, load: loadavg()[0], seconds, cpuSeconds };
  writeFileSync(join(import.meta.dirname, `results/what-if-${version}.json`), `${JSON.stringify(report, null, 2)}\n`);
} finally {
  await database.close();
  server.stop();
}
