// An engine that takes advisory locks without keeping them is refused; PostgreSQL is not.
import { Client, Pool } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openDatabase } from "../../prisma/database.ts";
import { demandLocks } from "../../prisma/locks.ts";
import { createStore, STORE_KINDS, type TestStore } from "../setup/stores.ts";

describe.runIf(STORE_KINDS.includes("postgresql"))("advisory locks", () => {
  let store: TestStore;
  let url: string;
  beforeAll(async () => {
    store = await createStore("postgresql", "bare");
    url = store.environment.DATABASE_URL!;
  });
  afterAll(() => store.remove());

  it("of PostgreSQL exclude, also while other processes ask the same", async () => {
    const pool = new Pool({ connectionString: url });
    await Promise.all([1, 2, 3].map(() => demandLocks(pool)));
    await pool.end();
  });

  it("that do nothing stop the start, before anything is migrated", async () => {
    const client = new Client({ connectionString: url });
    await client.connect();
    await client.query(`
      CREATE SCHEMA pretends;
      CREATE FUNCTION pretends.pg_try_advisory_xact_lock(bigint) RETURNS boolean LANGUAGE sql AS 'SELECT true'`);
    await client.query(
      `ALTER DATABASE ${new URL(url).pathname.slice(1)} SET search_path = pretends, pg_catalog, public`,
    );
    await expect(openDatabase({ url })).rejects.toMatchObject({ code: "store:no-locks" });
    expect((await client.query("SELECT FROM pg_tables WHERE schemaname = 'public'")).rowCount).toBe(0);
    await client.end();
  });
});
