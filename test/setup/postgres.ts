// A PostgreSQL for the tests that run on both stores: the one named by TEST_DATABASE_URL, or a throw-away server started
// from the system's own binaries, or none (then those tests run on the embedded store alone, and say so).
import { Client } from "pg";
import type { TestProject } from "vitest/node";
import { openDatabase } from "../../prisma/database.ts";
import { quickPlace } from "./memory.ts";
import { findBinaries, startServer } from "./postgres-server.ts";

declare module "vitest" {
  interface ProvidedContext {
    postgres: string | null;
    /** The migrated database of which new ones are copies; null: each is migrated itself. */
    pattern: string | null;
  }
}

/** Its machine is never cut off, and a test's database is small. */
const CARELESS = ["fsync=off", "full_page_writes=off", "max_wal_size=128MB"];
const PATTERN = "pattern";

export default async function setup(project: TestProject): Promise<(() => void) | undefined> {
  const given = process.env.TEST_DATABASE_URL;
  const bin = findBinaries();
  if (given !== undefined || bin === null) {
    project.provide("postgres", given ?? null);
    project.provide("pattern", null);
    if (given === undefined)
      process.stdout.write("no PostgreSQL on this machine: tests run on the embedded store alone\n");
    return undefined;
  }
  const { url, stop } = await startServer(bin, quickPlace(), CARELESS);
  await makePattern(url).catch((fault: unknown) => {
    stop();
    throw fault;
  });
  project.provide("postgres", url);
  project.provide("pattern", PATTERN);
  return stop;
}

async function makePattern(server: string): Promise<void> {
  const client = new Client({ connectionString: server });
  await client.connect();
  await client.query(`CREATE DATABASE ${PATTERN}`);
  await client.end();
  const database = await openDatabase({ url: Object.assign(new URL(server), { pathname: `/${PATTERN}` }).href });
  await database.close();
}
