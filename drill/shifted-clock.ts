// A clock for one server process that can be moved while it runs: the process reads how far it is off from a file, at its
// start and at each SIGUSR2. Timers go on as they do when a real clock is set.
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ServerProcess } from "../test/setup/server-process.ts";

/** `environment` starts a server with the right time, `startingAt` with one that is off; `shift` moves it while it runs. */
export function shiftedClock() {
  const file = join(mkdtempSync(join(tmpdir(), "an-sinh-clock-")), "milliseconds");
  const startingAt = (milliseconds: number): Record<string, string> => {
    writeFileSync(file, String(milliseconds));
    return { NODE_OPTIONS: `--import=${join(import.meta.dirname, "move-clock.ts")}`, CLOCK_FILE: file };
  };
  return {
    environment: startingAt(0),
    startingAt,
    shift(server: ServerProcess, milliseconds: number): void {
      writeFileSync(file, String(milliseconds));
      server.signal("SIGUSR2");
    },
  };
}
