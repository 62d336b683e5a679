// Brings a store to the newest schema, in order, once; safe to run at every start and from several processes.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { keepDeskRole } from "./desk-role.ts";
import { type AdapterFactory, openSchemaEngine } from "./schema-engine.ts";

const DIRECTORY = join(import.meta.dirname, "migrations");

/** Applies the migrations not yet applied and returns their names; nothing to do is an empty list. */
export async function migrate(factory: AdapterFactory): Promise<string[]> {
  const names = await migrationNames();
  const applied = (await upToDate(factory, names)) ? [] : await apply(factory, names); // the usual start: the engine's 40 MB are not loaded for nothing
  await keepDeskRole(factory);
  return applied;
}

async function apply(factory: AdapterFactory, names: string[]): Promise<string[]> {
  const engine = await openSchemaEngine(factory);
  try {
    const result = await engine.applyMigrations({
      migrationsList: await readMigrations(names),
      filters: { externalTables: [], externalEnums: [] },
    });
    return result.appliedMigrationNames;
  } finally {
    engine.free();
  }
}

async function migrationNames(): Promise<string[]> {
  const entries = await readdir(DIRECTORY, { withFileTypes: true });
  return entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort();
}

async function upToDate(factory: AdapterFactory, names: string[]): Promise<boolean> {
  const adapter = await factory.connect();
  try {
    const sql = `SELECT "migration_name" FROM "_prisma_migrations" WHERE "finished_at" IS NOT NULL AND "rolled_back_at" IS NULL`;
    const applied = await adapter.queryRaw({ sql, args: [], argTypes: [] });
    const known = new Set(applied.rows.map((row) => row[0]));
    return names.every((name) => known.has(name));
  } catch {
    return false; // no table yet: a new store
  } finally {
    await adapter.dispose();
  }
}

async function readMigrations(names: string[]) {
  const read = async (path: string) => {
    const value = await readFile(join(DIRECTORY, path, "migration.sql"), "utf8");
    return { path, migrationFile: { path: "migration.sql", content: { tag: "ok" as const, value } } };
  };
  return {
    baseDir: DIRECTORY,
    lockfile: { path: "migration_lock.toml", content: await readFile(join(DIRECTORY, "migration_lock.toml"), "utf8") },
    shadowDbInitScript: "",
    migrationDirectories: await Promise.all(names.map(read)),
  };
}
