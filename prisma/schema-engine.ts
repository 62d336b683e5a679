// Prisma's schema engine as WebAssembly: the same migrations on the embedded store and on PostgreSQL, no binary to download.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { SqlMigrationAwareDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import type { SchemaEngine } from "@prisma/schema-engine-wasm";

/** A driver adapter of either store. */
export type AdapterFactory = SqlMigrationAwareDriverAdapterFactory;

type Glue = typeof import("@prisma/schema-engine-wasm/schema_engine_bg") & { __wbg_set_wasm(exports: unknown): void };

let engineCode: Promise<Glue> | null = null;

/** Binds the engine to a store. */
export async function openSchemaEngine(factory: AdapterFactory): Promise<SchemaEngine> {
  const { bindMigrationAwareSqlAdapterFactory } = await import("@prisma/driver-adapter-utils");
  engineCode ??= loadEngine();
  const { SchemaEngine: Engine } = await engineCode;
  return Engine.new({ datamodels: undefined }, () => undefined, bindMigrationAwareSqlAdapterFactory(factory));
}

/** The package's entry imports .wasm as a module, which Node does not do: its glue is loaded and given the instance, once. */
async function loadEngine(): Promise<Glue> {
  const glue = (await import("@prisma/schema-engine-wasm/schema_engine_bg")) as Glue;
  const entry = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm");
  const code = await readFile(entry.replace(/schema_engine\.js$/, "schema_engine_bg.wasm"));
  const { instance } = await WebAssembly.instantiate(code, { "./schema_engine_bg.js": glue });
  glue.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
  return glue;
}
