// `npm run bench:growth`: does a message cost more when the store has grown? The same messages on PostgreSQL with ever more households
// and then with millions of stored messages: processor time of the server and of PostgreSQL, and how many pages PostgreSQL looked at
// for one message. Other work on the machine counts against all of it (more rounds for fewer messages): its load stands beside.
// BENCH_HOUSEHOLDS (1000,100000,1000000) and BENCH_STORED (10000000) make it smaller.
import { readdirSync, readFileSync } from "node:fs";
import { loadavg } from "node:os";
import { Client } from "pg";
import { openDatabase } from "../prisma/database.ts";
import { createSeal } from "../registry/seal.ts";
import { newStore } from "../test/setup/new-store.ts";
import { openPostgres, zaloEnvironment } from "./contenders.ts";
import { addHouseholds, addMessages, addPeople, prepare } from "./growth-fill.ts";
import { keep } from "./keep.ts";
import { answeredAll, makeEvents } from "./load.ts";
import { start } from "./processes.ts";

const HOUSEHOLDS = (process.env.BENCH_HOUSEHOLDS ?? "1000,100000,1000000").split(",").map(Number);
const STORED = Number(process.env.BENCH_STORED ?? 10_000_000);
const MESSAGES = Number(process.env.BENCH_MESSAGES ?? 3000);
const PEOPLE = 500;

/** For one message. */
interface Cost {
  "server ms": number;
  "PostgreSQL ms": number;
  pages: number;
  /** Rows read by going through whole tables. */
  "rows gone through": number;
  "load average": number;
}

const postgres = await openPostgres();
if (postgres === null) throw new Error("no PostgreSQL on this machine");
const store = await newStore(postgres.url);
const { DATABASE_URL: url = "", ENCRYPTION_KEY: key = "" } = store.environment;
await (await openDatabase({ url })).close();
const client = new Client({ connectionString: url });
const costs: Record<string, Cost> = {};
try {
  await client.connect();
  await prepare(client);
  const name = createSeal(key).seal("Lò Thị Ân");
  let filled = 0;
  for (const households of HOUSEHOLDS) {
    await addHouseholds(client, filled + 1, households, name);
    if (filled === 0) await addPeople(client, PEOPLE);
    filled = households;
    await settle();
    await note(`${households} households`);
  }
  await addMessages(client, STORED);
  await settle();
  await note(`${filled} households, ${STORED} stored messages`);
} finally {
  await client.end();
  await store.remove();
  postgres.stop();
}
console.table(costs);
keep("growth", { messages: MESSAGES, costs });

/** What autovacuum would have done in the time that so many rows take to come. */
async function settle(): Promise<void> {
  for (const statement of ["VACUUM ANALYZE", "CHECKPOINT"]) await client.query(statement);
}

async function note(stage: string): Promise<void> {
  const zalo = await start("bench/fake-zalo.ts");
  const server = await start("main.ts", { env: { ...zaloEnvironment(zalo.url), ...store.environment } });
  await answeredAll([server.url], zalo.url, makeEvents(MESSAGES, PEOPLE));
  const before = await usage();
  const own = server.cpuSeconds()!;
  await answeredAll([server.url], zalo.url, makeEvents(MESSAGES, PEOPLE));
  const ownAfter = server.cpuSeconds()!;
  const after = await usage();
  const each = (count: number) => Number((count / MESSAGES).toFixed(2));
  costs[stage] = {
    "server ms": each((ownAfter - own) * 1000),
    "PostgreSQL ms": each((after.seconds - before.seconds) * 1000),
    pages: each(after.pages - before.pages),
    "rows gone through": each(after.rows - before.rows),
    "load average": Math.round(loadavg()[0] ?? 0),
  };
  console.log(stage, costs[stage]);
  await server.end();
  await zalo.end();
}

/** PostgreSQL's own counts come after a while: a connection that rests tells its own within ten seconds. */
async function usage(): Promise<{ seconds: number; pages: number; rows: number }> {
  await new Promise((resolve) => setTimeout(resolve, 11_000));
  const { rows } = await client.query(`
    SELECT pg_backend_pid() AS pid, (SELECT blks_hit + blks_read FROM pg_stat_database WHERE datname = current_database()) AS pages,
      (SELECT sum(seq_tup_read) FROM pg_stat_user_tables) AS rows`);
  const [found] = rows as [{ pid: number; pages: string; rows: string }];
  return { seconds: clusterSeconds(found.pid), pages: Number(found.pages), rows: Number(found.rows) };
}

/** Processor seconds of all processes of the PostgreSQL that this backend belongs to, those that ended included. */
function clusterSeconds(backend: number): number {
  const main = statOf(backend)![1]!;
  const ticks = readdirSync("/proc")
    .map((entry) => (/^\d+$/.test(entry) ? statOf(Number(entry)) : null))
    .reduce((sum, stat) => (stat?.[1] === main ? sum + stat[11]! + stat[12]! : sum), 0);
  const [user, system, endedUser, endedSystem] = statOf(main)!.slice(11, 15) as [number, number, number, number];
  return (ticks + user + system + endedUser + endedSystem) / 100;
}

/** The numbers of /proc/PID/stat after the name; null when the process is gone. */
function statOf(pid: number): number[] | null {
  try {
    return readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]!.split(" ").map(Number);
  } catch {
    return null;
  }
}
