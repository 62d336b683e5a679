// `node bench/backup.ts [ROWS]`: a backup and its restore on each store with a million rows, in processor time and memory: neither
// holds a table in memory.
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { type DatabaseLocation, openDatabase } from "../prisma/database.ts";
import { restoreBackup } from "../registry/backup/restore.ts";
import { writeBackup } from "../registry/backup/write.ts";
import { folderShelf } from "../registry/evidence/shelf.ts";
import { createSeal } from "../registry/seal.ts";
import type { Store } from "../registry/store.ts";
import { findBinaries, startServer } from "../test/setup/postgres-server.ts";

const ROWS = Number(process.argv[2] ?? 1_000_000);
const NOW = new Date("2026-11-21T03:00:00Z");
const seal = createSeal("5a".repeat(32));
const folder = mkdtempSync(join(tmpdir(), "an-sinh-backup-"));
const shelf = folderShelf(join(folder, "evidence"));
const megabytes = () => Math.round(process.memoryUsage().rss / 1e6);

const bin = findBinaries();
const server = bin === null ? null : await startServer(bin);
try {
  const results: Record<string, unknown> = { rows: ROWS };
  results.embedded = await run("embedded", async (name) => ({ folder: join(folder, name) }));
  if (server !== null) results.postgresql = await run("postgresql", (name) => newDatabase(server.url, name));
  const { version } = JSON.parse(readFileSync(join(import.meta.dirname, "../package.json"), "utf8")) as {
    version: string;
  };
  writeFileSync(join(import.meta.dirname, `results/backup-${version}.json`), `${JSON.stringify(results, null, 2)}\n`);
} finally {
  await server?.stop();
  rmSync(folder, { recursive: true });
}

async function run(kind: string, place: (name: string) => Promise<DatabaseLocation>) {
  const [from, to] = [await openDatabase(await place("one")), await openDatabase(await place("other"))];
  const store = (client: Store["client"]): Store => ({ client, seal });
  await from.client.$executeRaw`
    INSERT INTO outbound_message (account_id, body_sealed, state, ready_at, created_at)
    SELECT 'person-' || n % 1000, repeat(md5(n::text), 10), 'dead', ${NOW}, ${NOW} FROM generate_series(1, ${ROWS}) n`;
  const file = join(folder, "backup.gz");
  const before = megabytes();
  const backup = await timed(() => writeBackup({ store: store(from.client), shelf, now: NOW }, file));
  const size = Math.round(statSync(file).size / 1e6);
  const restore = await timed(() => restoreBackup({ store: store(to.client), shelf, now: NOW }, file));
  console.log(
    `${kind}: ${ROWS} rows, file ${size} MB; backup ${backup.seconds} s (processor ${backup.processor}), restore and comparison ${restore.seconds} s (processor ${restore.processor}); memory ${before} → ${backup.megabytes} → ${restore.megabytes} MB`,
  );
  await from.close();
  await to.close();
  return { size, before, backup, restore };
}

async function timed(work: () => Promise<unknown>) {
  const [start, used] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(used);
  const whole = (seconds: number) => Math.round(seconds * 10) / 10;
  return {
    seconds: whole((performance.now() - start) / 1000),
    processor: whole((user + system) / 1e6),
    megabytes: megabytes(),
  };
}

async function newDatabase(url: string, name: string): Promise<DatabaseLocation> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  const own = new URL(url);
  own.pathname = `/${name}`;
  return { url: own.href };
}
