// Runs once after install: generates the Prisma client, then makes the empty store that every new embedded folder and
// every test starts from. Downloads nothing: `prisma generate` insists on a schema engine that it never runs, so it is
// shown an executable that is here anyway.
import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
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
await store.exec("CHECKPOINT");
await store.close();
process.exit(0);
