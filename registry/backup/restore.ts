// A backup back into an empty store, all of it or nothing: the file is read through once before anything is written, and what was
// written is read again and compared before it counts.
import { isDeepStrictEqual } from "node:util";
import { AppError } from "../../foundation/errors.ts";
import { appendAudit } from "../audit.ts";
import type { Shelf } from "../evidence/shelf.ts";
import { noteMachine } from "../machine-notes.ts";
import type { Queries, Store } from "../store.ts";
import { type BackupHead, count, newTally, partsOf, type Tallies, totalOf } from "./file.ts";
import {
  continueSequences,
  inOneZone,
  insertRows,
  isEmpty,
  migrationsOf,
  rowsOf,
  type Table,
  tablesOf,
} from "./tables.ts";
import { BACKUP_NOTE, ONE_INSTANT } from "./write.ts";

/** What came back. */
export interface Restored {
  head: BackupHead;
  tallies: Tallies;
}

/**
 * Restores a file. Throws AppError: `backup:damaged`, `backup:key` (another key made it), `backup:version` (the store is not of the
 * same migrations), `backup:not-empty`, `backup:different` (the store did not keep what it was given); nothing is kept then.
 */
export async function restoreBackup(
  { store, shelf, now }: { store: Store; shelf: Shelf; now: Date },
  file: string,
): Promise<Restored> {
  const { head, tallies } = await readThrough(file, store);
  await store.client.$transaction(async (tx) => {
    await refuseUnfit(tx, head);
    await inOneZone(tx);
    const tables = await fill(tx, { store, shelf }, file);
    for (const table of tables) {
      await continueSequences(tx, table);
      if (!isDeepStrictEqual(await tallyOf(tx, table), tallies[table.name]))
        throw new AppError("backup:different", `the store did not keep ${table.name} as it is in the backup`);
    }
    await noteMachine(tx, BACKUP_NOTE, {}, head.made);
    const detail = { made: head.made.toISOString() };
    await appendAudit(tx, [{ actor: "operator", action: "backup-restored", subject: "store", detail }], now);
  }, ONE_INSTANT);
  return { head, tallies };
}

async function readThrough(file: string, { seal }: Store): Promise<Restored> {
  let head: BackupHead | null = null;
  let tallies: Tallies = {};
  for await (const part of partsOf(file, seal)) {
    if (part[0] === "an-sinh-backup") head = part[1];
    if (part[0] === "end") tallies = part[1];
  }
  if (head === null) throw new AppError("backup:damaged", "the file does not say what it is");
  return { head, tallies };
}

async function refuseUnfit(tx: Queries, { migrations, version }: BackupHead): Promise<void> {
  const here = await migrationsOf(tx);
  if (!isDeepStrictEqual(here, migrations))
    throw new AppError(
      "backup:version",
      `the backup was made by version ${version}, which keeps its store in another form (${migrations.at(-1)}; here ${here.at(-1)}): restore it with that version, then update`,
    );
  for (const table of await tablesOf(tx))
    if (!(await isEmpty(tx, table)))
      throw new AppError(
        "backup:not-empty",
        `the store is not empty (${table.name}): restore into a new DATA_DIR or a new database that no server was started on`,
      );
}

/** What is put into the store at a time, in letters. */
const PORTION = 1_000_000;

/** Puts every row and file where it was; returns the tables. */
async function fill(tx: Queries, { store, shelf }: { store: Store; shelf: Shelf }, file: string): Promise<Table[]> {
  const tables: Table[] = [];
  let rows: string[] = [];
  let letters = 0;
  const put = async () => {
    if (rows.length > 0) await insertRows(tx, tables.at(-1)!, rows);
    [rows, letters] = [[], 0];
  };
  for await (const part of partsOf(file, store.seal)) {
    if (part[0] !== "row") await put();
    if (part[0] === "table") tables.push(part[1]);
    if (part[0] === "file") await shelf.put(part[1], part[2]);
    if (part[0] !== "row") continue;
    rows.push(part[1]);
    letters += part[1].length;
    if (letters >= PORTION) await put();
  }
  return tables;
}

async function tallyOf(tx: Queries, table: Table): Promise<Tallies[string]> {
  const tally = newTally();
  for await (const rows of rowsOf(tx, table)) count(tally, rows);
  return totalOf(tally);
}
