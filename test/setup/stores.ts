// The stores a test runs on: the embedded one always, PostgreSQL where there is a server. Each call makes a new, empty one.
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { inject } from "vitest";

/** Where an installation keeps its data, as environment variables, and how to remove it afterwards. */
export interface TestStore {
  environment: Record<string, string>;
  remove(): Promise<void>;
}

const KEY = "5a".repeat(32);

/** Kinds of store to walk with `describe.each`. */
export const STORE_KINDS: ("embedded" | "postgresql")[] =
  inject("postgres") === null ? ["embedded"] : ["embedded", "postgresql"];

/** A new, empty store. */
export async function createStore(kind: "embedded" | "postgresql"): Promise<TestStore> {
  const folder = mkdtempSync(join(tmpdir(), "an-sinh-data-"));
  const removeFolder = () => rmSync(folder, { recursive: true, force: true });
  if (kind === "embedded")
    return { environment: { DATA_DIR: folder, ENCRYPTION_KEY: KEY }, remove: async () => removeFolder() };
  const server = inject("postgres")!;
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await administer(server, `CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    environment: { DATA_DIR: folder, DATABASE_URL: url.href, ENCRYPTION_KEY: KEY },
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
