// One schema and one list of migrations on both stores.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaPGlite } from "pglite-prisma-adapter";
import { afterEach, describe, expect, it } from "vitest";
import { openDatabase } from "../../prisma/database.ts";
import { migrate } from "../../prisma/migrate.ts";
import { type AdapterFactory, openSchemaEngine } from "../../prisma/schema-engine.ts";
import { createStore, STORE_KINDS } from "../setup/stores.ts";

const FOLDER = join(import.meta.dirname, "../../prisma");
const SCHEMA = { path: "schema.prisma", content: readFileSync(join(FOLDER, "schema.prisma"), "utf8") };

const cleaning: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const clean of cleaning.splice(0)) await clean();
});

/** An adapter to an empty database that no migration has touched. */
async function emptyStore(kind: (typeof STORE_KINDS)[number]): Promise<AdapterFactory> {
  if (kind === "embedded") {
    const pglite = await PGlite.create();
    cleaning.push(() => pglite.close());
    return new PrismaPGlite(pglite);
  }
  const store = await createStore(kind, "bare");
  cleaning.push(store.remove);
  return new PrismaPg({ connectionString: store.environment.DATABASE_URL! });
}

/** The script that would turn the store into what schema.prisma says; what the schema language cannot say is not seen. */
async function missing(factory: AdapterFactory): Promise<string> {
  const engine = await openSchemaEngine(factory);
  const { stdout } = await engine.diff({
    from: { tag: "schemaDatasource", files: [SCHEMA], configDir: FOLDER },
    to: { tag: "schemaDatamodel", files: [SCHEMA] },
    script: true,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  });
  engine.free();
  return stdout ?? "";
}

async function run(factory: AdapterFactory, script: string): Promise<void> {
  const adapter = await factory.connect();
  await adapter.executeScript(script);
  await adapter.dispose();
}

/** Every column, index, constraint and trigger, as PostgreSQL itself describes them. */
async function catalogue(factory: AdapterFactory): Promise<unknown[]> {
  const adapter = await factory.connect();
  const sql = `
    SELECT concat_ws(' ', table_name, column_name, data_type, is_nullable, column_default) AS line
      FROM information_schema.columns WHERE table_schema = 'public'
    UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL SELECT concat_ws(' ', conrelid::regclass, conname, pg_get_constraintdef(oid)) FROM pg_constraint
      WHERE connamespace = 'public'::regnamespace AND contype <> 'n'
    UNION ALL SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
    ORDER BY line`;
  const { rows } = await adapter.queryRaw({ sql, args: [], argTypes: [] });
  await adapter.dispose();
  return rows.map(([line]) => line).sort();
}

describe.each(STORE_KINDS)("the migrations on an empty %s store", (kind) => {
  it("apply once, and applied again change nothing", async () => {
    const factory = await emptyStore(kind);
    expect((await migrate(factory)).length).toBeGreaterThan(0);
    expect(await migrate(factory)).toEqual([]);
  });
});

describe("the migrated schema", () => {
  it("is exactly what schema.prisma says", async () => {
    const factory = await emptyStore("embedded");
    await migrate(factory);
    expect(await missing(factory)).toContain("This is an empty migration");
    await run(factory, `ALTER TABLE "account" DROP COLUMN "erased_at"`);
    expect(await missing(factory)).toContain(`ADD COLUMN     "erased_at"`);
  });

  // The schema engine cannot describe a PostgreSQL server through its driver, so the two stores are compared.
  it.runIf(STORE_KINDS.includes("postgresql"))("is the same on both stores", async () => {
    const [embedded, postgresql] = [await emptyStore("embedded"), await emptyStore("postgresql")];
    for (const factory of [embedded, postgresql]) await migrate(factory);
    const described = await catalogue(embedded);
    expect(described.length).toBeGreaterThan(150);
    expect(await catalogue(postgresql)).toEqual(described);
  });
});

describe.each(STORE_KINDS)("a migrated %s store", (kind) => {
  it("opens with nothing to migrate, and keeps what was in it", async () => {
    const store = await createStore(kind);
    cleaning.push(store.remove);
    const { DATABASE_URL: url, DATA_DIR } = store.environment;
    const location = url === undefined ? { folder: DATA_DIR! } : { url };
    const first = await openDatabase(location);
    await first.client.account.create({ data: { id: "kept" } });
    await first.close();
    const second = await openDatabase(location);
    expect(second.migrated).toEqual([]);
    expect(await second.client.account.count()).toBe(1);
    await second.close();
  });

  it("refuses states and periods that cannot be", async () => {
    const store = await createStore(kind);
    cleaning.push(store.remove);
    const { DATABASE_URL: url, DATA_DIR } = store.environment;
    const database = await openDatabase(url === undefined ? { folder: DATA_DIR! } : { url });
    const event = {
      dedupKey: "k",
      eventName: "e",
      occurredAt: new Date(),
      receivedAt: new Date(),
      readyAt: new Date(),
    };
    await expect(database.client.inboundEvent.create({ data: { ...event, state: "lost" } })).rejects.toThrow();
    const unit = { code: "1", level: "village", kind: "thôn", name: "Thử", nameFolded: "thu" };
    const [later, earlier] = [new Date("2026-01-02"), new Date("2026-01-01")];
    await expect(
      database.client.unit.create({ data: { ...unit, validFrom: later, validTo: earlier } }),
    ).rejects.toThrow();
    await database.close();
  });
});
