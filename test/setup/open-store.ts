// A store alone, without a server on it: what the tests of the registry stand on.
import { type Database, openDatabase } from "../../prisma/database.ts";
import { createSeal } from "../../registry/seal.ts";
import type { Store } from "../../registry/store.ts";
import { createStore, type STORE_KINDS } from "./stores.ts";

export interface OpenStore extends Store {
  database: Database;
  close(): Promise<void>;
}

/** Opens a new, empty, migrated store; `close` removes it. */
export async function openStore(kind: (typeof STORE_KINDS)[number]): Promise<OpenStore> {
  const { environment, remove } = await createStore(kind);
  const { DATABASE_URL: url, DATABASE_DIRECT_URL: directUrl = null, DATA_DIR, ENCRYPTION_KEY } = environment;
  const database = await openDatabase(url === undefined ? { folder: DATA_DIR! } : { url, directUrl });
  return {
    database,
    client: database.client,
    seal: createSeal(ENCRYPTION_KEY!),
    async close() {
      await database.close();
      await remove();
    },
  };
}
