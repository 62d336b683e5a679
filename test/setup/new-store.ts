// A new, empty store of either kind, for tests and for what runs outside them (bench/).
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";

/** Where an installation keeps its data, as environment variables, and how to remove it afterwards. */
export interface TestStore {
  environment: Record<string, string>;
  remove(): Promise<void>;
}

const KEY = "5a".repeat(32);

/**
 * @param server the address of a PostgreSQL in which a database is made; null: the embedded store
 * @param place the folder in which its own is made
 * @param pattern the database of that server of which the new one is a copy; null: it is empty
 */
export async function newStore(
  server: string | null,
  place = tmpdir(),
  pattern: string | null = null,
): Promise<TestStore> {
  const folder = mkdtempSync(join(place, "an-sinh-data-"));
  const removeFolder = () => rmSync(folder, { recursive: true, force: true });
  if (server === null)
    return { environment: { DATA_DIR: folder, ENCRYPTION_KEY: KEY }, remove: async () => removeFolder() };
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await administer(server, `CREATE DATABASE ${name}${pattern === null ? "" : ` TEMPLATE ${pattern}`}`);
  const at = (address: string) => Object.assign(new URL(address), { pathname: `/${name}` }).href;
  const direct = process.env.TEST_DATABASE_DIRECT_URL; // where TEST_DATABASE_URL is a pooler's (docs/scaling.md)
  const past = direct === undefined ? {} : { DATABASE_DIRECT_URL: at(direct) };
  return {
    environment: { DATA_DIR: folder, DATABASE_URL: at(server), ...past, ENCRYPTION_KEY: KEY },
    async remove() {
      await administer(server, `DROP DATABASE ${name} WITH (FORCE)`);
      removeFolder();
    },
  };
}

async function administer(server: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: server });
  await client.connect();
  await client.query(statement);
  await client.end();
}
