// `node bench/start.ts`: how long a fresh installation takes until /readyz answers 200, and what it weighs when idle.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { start } from "./processes.ts";

const IDLE_SECONDS = 10;

const folder = mkdtempSync(join(tmpdir(), "an-sinh-bench-"));
try {
  for (const name of ["first start, empty folder", "second start, same folder"]) {
    const began = performance.now();
    const server = await start("main.ts", { env: { DATA_DIR: folder, LOG_LEVEL: "error" } });
    while ((await fetch(`${server.url}/readyz`)).status !== 200) await sleep(20);
    const seconds = (performance.now() - began) / 1000;
    await sleep(IDLE_SECONDS * 1000);
    console.log(`${name}: ready after ${seconds.toFixed(1)} s, ${server.memory()} MB after ${IDLE_SECONDS} s idle`);
    await server.end();
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
