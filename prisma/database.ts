// Opens the store: embedded PGlite under a folder, or PostgreSQL by its address. The rest of the code sees one Prisma client.
import { join } from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import { Pool } from "pg";
import { PrismaPGlite } from "pglite-prisma-adapter";
import { AppError } from "../foundation/errors.ts";
import { openEmbeddedStore } from "./embedded.ts";
import { lockFolder } from "./folder-lock.ts";
import { PrismaClient } from "./generated/client.ts";
import { demandLocks } from "./locks.ts";
import { migrate } from "./migrate.ts";
import { nameStatements } from "./statement-names.ts";

/** An open, migrated store. */
export interface Database {
  readonly client: PrismaClient;
  readonly kind: "embedded" | "postgresql";
  /** Names of the migrations that this opening applied. */
  readonly migrated: string[];
  close(): Promise<void>;
}

/** PostgreSQL by its address; `directUrl` is the server's own where `url` is a pooler's. */
type PostgresLocation = { url: string; directUrl?: string | null; connections?: number };

/** What to open: a PostgreSQL address, or a folder for the embedded store. */
export type DatabaseLocation = PostgresLocation | { folder: string };

/** Opens and migrates. Throws AppError `store:in-use`, `store:unreachable` or `store:no-locks` with one line an operator can act on. */
export async function openDatabase(location: DatabaseLocation): Promise<Database> {
  return "url" in location ? openPostgres(location) : openEmbedded(location.folder);
}

async function openPostgres({ url, directUrl, connections = 10 }: PostgresLocation): Promise<Database> {
  try {
    const migrated = await migratePostgres(directUrl ?? url);
    // A pooler between hands each transaction any connection: only newer ones know which statements that connection has by name.
    const naming = (directUrl ?? null) === null ? { statementNameGenerator: nameStatements() } : {};
    const adapter = new PrismaPg(openPool(url, connections), { disposeExternalPool: true, ...naming });
    const client = new PrismaClient({ adapter });
    return { client, kind: "postgresql", migrated, close: () => client.$disconnect() };
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError("store:unreachable", "PostgreSQL at DATABASE_URL could not be opened or migrated", { cause });
  }
}

/**
 * A connection that is cut between two uses tells so while nobody listens, which would end the process: here somebody always does.
 * Whoever uses it next learns of it from the statement that fails.
 */
function openPool(url: string, max?: number): Pool {
  const pool = new Pool({ connectionString: url, ...(max !== undefined && { max }) });
  pool.on("connect", (connection) => connection.on("error", () => {}));
  return pool;
}

/** Through a pool of its own, closed at once: the lock of the migrations lasts as long as the connection that took it. */
async function migratePostgres(url: string): Promise<string[]> {
  const pool = openPool(url);
  try {
    await demandLocks(pool);
    return await migrate(new PrismaPg(pool));
  } finally {
    await pool.end();
  }
}

async function openEmbedded(folder: string): Promise<Database> {
  const unlock = lockFolder(folder);
  try {
    const pglite = await openEmbeddedStore(join(folder, "store"));
    const factory = new PrismaPGlite(pglite);
    const migrated = await migrate(factory);
    const client = new PrismaClient({ adapter: factory });
    const close = async () => {
      await client.$disconnect();
      if (!pglite.closed) await pglite.close();
      unlock();
    };
    return { client, kind: "embedded", migrated, close };
  } catch (cause) {
    unlock();
    throw new AppError("store:unreachable", `the embedded store in ${folder} could not be opened`, {
      cause,
    });
  }
}
