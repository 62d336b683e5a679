// Runs once after install: generates the Prisma client, then makes the empty store that every new embedded folder and
// every test starts from. Downloads nothing: `prisma generate` insists on a schema engine that it never runs, so it is
// shown an executable that is here anyway.
import { spawnSync } from "node:child_process";
import { chmodSync, readdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { PGlite } from "@electric-sql/pglite";
import { PrismaPGlite } from "pglite-prisma-adapter";
import { EMPTY_STORE, openEmbeddedStore } from "./embedded.ts";
import { migrate } from "./migrate.ts";

const prisma = join(dirname(createRequire(import.meta.url).resolve("prisma/package.json")), "build", "index.js");
const schema = join(import.meta.dirname, "schema.prisma");
const generated = spawnSync(process.execPath, [prisma, "generate", "--schema", schema], {
  env: { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: "1", CI: "1" },
  encoding: "utf8",
});
if (generated.status !== 0) {
  console.error(`prisma generate failed:\n${generated.stdout}${generated.stderr}`);
  process.exit(1);
}

rmSync(EMPTY_STORE, { recursive: true, force: true });
const store = await openEmbeddedStore(EMPTY_STORE);
await migrate(new PrismaPGlite(store));
await dropTemplates(store);
await store.exec("CHECKPOINT");
await store.close();
// Whoever installs is often not who runs the server; what lies in it is no secret.
chmodSync(EMPTY_STORE, 0o755);
for (const entry of readdirSync(EMPTY_STORE, { recursive: true, withFileTypes: true }))
  chmodSync(join(entry.parentPath, entry.name), entry.isDirectory() ? 0o755 : 0o644);
process.exit(0);

/** No database is ever made from the templates, and they are a third of what each new store copies. */
async function dropTemplates(store: PGlite): Promise<void> {
  for (const name of ["template0", "template1"]) {
    await store.exec(`UPDATE pg_database SET datistemplate = false WHERE datname = '${name}'`);
    await store.exec(`DROP DATABASE ${name}`);
  }
}
