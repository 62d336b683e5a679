// The server's modules compiled once for all the processes that tests start: half of what a start costs is compiling.
import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "../..");

/** WebAssembly is compiled once, simply: the better code that V8 would make of it later costs more than these short lives gain. */
export const HASTY = ["--liftoff-only"];

/** Where Node keeps what it compiled; passed to each started process. */
export const COMPILED = { NODE_COMPILE_CACHE: join(ROOT, "test/output/compiled") };

export default function setup(): void {
  mkdirSync(COMPILED.NODE_COMPILE_CACHE, { recursive: true });
  const code = 'await import("./server.ts"); process.exit(0)';
  spawnSync(process.execPath, [...HASTY, "--input-type=module", "--eval", code], {
    cwd: ROOT,
    env: { ...process.env, ...COMPILED },
  });
}
