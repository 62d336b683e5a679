// The embedded store: PostgreSQL as WebAssembly (PGlite) in this process, files under one folder.
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";

/** An empty, migrated store made once at install (prisma/prepare.ts): a new folder starts from it in a fraction of a second. */
export const EMPTY_STORE = join(import.meta.dirname, "generated", "empty-store.tar");

/** PGlite's defaults suit a server; an assistant of one commune needs an eighth of that memory. */
const SETTINGS = ["shared_buffers=16MB", "max_wal_size=64MB"];

/** Opens a folder, or memory alone when `folder` is null; a new one starts as a copy of the empty store. */
export async function openEmbeddedStore(folder: string | null): Promise<PGlite> {
  const dataDir = folder ?? "memory://";
  const fresh = folder === null || !existsSync(join(folder, "PG_VERSION"));
  if (fresh && existsSync(EMPTY_STORE)) {
    const loadDataDir = new Blob([new Uint8Array(await readFile(EMPTY_STORE))]);
    return PGlite.create({ dataDir, loadDataDir, postgresqlconf: SETTINGS });
  }
  return PGlite.create({ dataDir, postgresqlconf: SETTINGS });
}
