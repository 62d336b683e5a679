// Everything the store remembers into one file, as it was at one instant, while others go on working. What is sealed stays sealed: the
// file opens nothing without ENCRYPTION_KEY, which is not in it.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { appendAudit } from "../audit.ts";
import type { Shelf } from "../evidence/shelf.ts";
import { noteMachine } from "../machine-notes.ts";
import type { Queries, Store } from "../store.ts";
import { count, EVIDENCE, endLine, keyMark, type Line, newTally, type Tallies, totalOf, writeFile } from "./file.ts";
import { inOneZone, migrationsOf, rowsOf, tablesOf } from "./tables.ts";

/** What a backup is made of. */
export interface BackupOf {
  store: Store;
  /** null: evidence lies in a store of its own, which keeps its own copies. */
  shelf: Shelf | null;
  now: Date;
}

const PACKAGE = join(import.meta.dirname, "../../package.json");

/** The note under which the last backup is known. */
export const BACKUP_NOTE = "backup";

/** One instant of the store for as long as reading takes. */
export const ONE_INSTANT = { isolationLevel: "RepeatableRead", timeout: 24 * 3600 * 1000, maxWait: 60_000 } as const;

/** Writes the file and returns what is in it. Nothing leaves the store without an entry in the audit chain, which the file holds too. */
export async function writeBackup(backup: BackupOf, file: string): Promise<Tallies> {
  const { store, now } = backup;
  const entry = { actor: "operator", action: "backup-taken", subject: "store", detail: {} };
  await store.client.$transaction((tx) => appendAudit(tx, [entry], now));
  const tallies: Tallies = {};
  await store.client.$transaction((tx) => writeFile(file, linesOf(backup, tx, tallies)), ONE_INSTANT);
  await noteMachine(store.client, BACKUP_NOTE, {}, now);
  return tallies;
}

const written = (...lines: Line[]) => lines.map((line) => `${JSON.stringify(line)}\n`).join("");

async function* linesOf(backup: BackupOf, tx: Queries, tallies: Tallies): AsyncGenerator<string> {
  const { store, shelf, now } = backup;
  const { version } = JSON.parse(readFileSync(PACKAGE, "utf8")) as { version: string };
  await inOneZone(tx);
  const migrations = await migrationsOf(tx);
  const head = { form: 1 as const, version, made: now.toISOString(), migrations, key: keyMark(store.seal) };
  yield written(["an-sinh-backup", head]);
  for (const table of await tablesOf(tx)) {
    yield written(["table", table]);
    const tally = newTally();
    for await (const rows of rowsOf(tx, table)) {
      count(tally, rows);
      yield `${rows.join("\n")}\n`;
    }
    tallies[table.name] = totalOf(tally);
  }
  if (shelf !== null) yield* filesOf(tx, shelf, tallies);
  yield written(endLine(tallies, store.seal));
}

/** The files that the rows name; one that is gone from the shelf already was erased meanwhile. */
async function* filesOf(tx: Queries, shelf: Shelf, tallies: Tallies): AsyncGenerator<string> {
  const tally = newTally();
  const named = await tx.$queryRaw<{ path: string }[]>`
    SELECT path FROM evidence WHERE path IS NOT NULL ORDER BY path COLLATE "C"`;
  for (const { path } of named) {
    const sealed = await shelf.get(path);
    if (sealed === null) continue;
    const line = written(["file", path, sealed]);
    count(tally, [line.trimEnd()]);
    yield line;
  }
  if (tally.rows > 0) tallies[EVIDENCE] = totalOf(tally);
}
