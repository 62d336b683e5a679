// Where the tests keep every line that a server of theirs logs or prints, to be looked through at the end (scan-logs.ts).
import { randomUUID } from "node:crypto";
import { appendFileSync } from "node:fs";
import { join } from "node:path";

/** The variable that names the folder of this run; without it nothing is kept. */
export const LOGS = "TEST_LOGS";

/** A file of its own for one server. Written at once: a process that is killed has written all it said. */
export function logFile(): { write(text: string): void } {
  const folder = process.env[LOGS];
  if (folder === undefined) return { write: () => {} };
  const file = join(folder, `${process.pid}-${randomUUID().slice(0, 8)}.log`);
  return { write: (text) => appendFileSync(file, text) };
}
