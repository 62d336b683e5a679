// The store as a command sees it: opened and migrated by the configuration, closed when the work is done, whatever comes of it.
import type { Config } from "../config.ts";
import { type Database, openDatabase } from "../prisma/database.ts";
import { encryptionKey } from "../registry/encryption-key.ts";
import { createSeal } from "../registry/seal.ts";
import type { Store } from "../registry/store.ts";

/** Runs `work` on the open store. Throws AppError `store:in-use` or `store:unreachable`. */
export async function withStore<T>(config: Config, work: (store: Store, database: Database) => Promise<T>): Promise<T> {
  const { databaseUrl: url, databaseDirectUrl: directUrl, databaseConnections: connections, dataDir: folder } = config;
  const database = await openDatabase(url === null ? { folder } : { url, directUrl, connections });
  try {
    return await work({ client: database.client, seal: createSeal(encryptionKey(config)) }, database);
  } finally {
    await database.close();
  }
}
