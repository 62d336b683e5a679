// The embedded store: PostgreSQL as WebAssembly (PGlite) in this process, files under one folder.
import { chmodSync, cpSync, existsSync } from "node:fs";
import { join } from "node:path";
import { PGlite, type Transaction } from "@electric-sql/pglite";
import { roomKeeper } from "./disk-room.ts";
import { prepared } from "./prepared.ts";

/** An empty, migrated store made once at install (prisma/prepare.ts): a new folder starts as a copy of it, in no time. */
export const EMPTY_STORE = join(import.meta.dirname, "generated", "empty-store");

/**
 * PGlite's defaults suit a server; an assistant of one commune needs an eighth of that memory. Pages lie in the system's own memory:
 * told so, the planner takes the first of a long queue from its index instead of sorting all of it, which nobody counts here.
 */
const SETTINGS = ["shared_buffers=16MB", "max_wal_size=64MB", "random_page_cost=1.1"];

/** Opens a folder; one that holds no store yet becomes a copy of the empty one. */
export async function openEmbeddedStore(folder: string): Promise<PGlite> {
  const isNew = !existsSync(join(folder, "PG_VERSION"));
  if (isNew && folder !== EMPTY_STORE && existsSync(EMPTY_STORE)) {
    cpSync(EMPTY_STORE, folder, { recursive: true });
    chmodSync(folder, 0o700); // what comes into it is not for everybody, as the empty one is
  }
  const store = await PGlite.create({ dataDir: folder, postgresqlconf: SETTINGS });
  return keepRoom(keepParsers(throughout(store, prepared(store))), roomKeeper(folder));
}

type Query = PGlite["query"];

/** Lets every query of the store, in a transaction or not, go through `change`. */
function throughout(store: PGlite, change: (query: Query, tx?: Transaction) => Query): PGlite {
  const transaction = store.transaction.bind(store);
  store.query = change(store.query.bind(store));
  store.transaction = (work) => transaction((tx) => work(Object.assign(tx, { query: change(tx.query, tx) })));
  return store;
}

/** Asks before each statement whether there is room for what it writes. */
function keepRoom(store: PGlite, check: (statement: string) => void): PGlite {
  return throughout(store, (query) => async (sql, ...more) => {
    check(sql);
    return query(sql, ...more);
  });
}

/**
 * A query that brings parsers of types along lets PGlite copy all of its own, more than three hundred: almost half of what a small
 * query costs. The adapter's queries all bring the same ones, so these are taken over once and the queries go without.
 */
function keepParsers(store: PGlite): PGlite {
  let kept: unknown;
  return throughout(store, (query) => (sql, values, { parsers, ...options } = {}) => {
    if (parsers !== undefined && parsers !== kept) {
      Object.assign(store.parsers, parsers);
      kept = parsers;
    }
    return query(sql, values, options);
  });
}
