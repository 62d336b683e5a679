// Where tests keep what lives no longer than they do: in memory where the machine lends enough of it, because a new store is
// a copy of some six hundred files.
import { existsSync, readdirSync, rmSync, statfsSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const MEMORY = "/dev/shm";
/** The stores and the PostgreSQL of one run take less than a third of it. */
const ENOUGH = 2 ** 30;
/** No run lasts as long. */
const LEFT_MS = 3_600_000;

/** The folder to make folders in. */
export function quickPlace(): string {
  if (!existsSync(MEMORY)) return tmpdir();
  const { bavail, bsize } = statfsSync(MEMORY);
  return bavail * bsize > ENOUGH ? MEMORY : tmpdir();
}

/** Gives back the memory that runs which were killed have left taken. */
export default function setup(): void {
  if (!existsSync(MEMORY)) return;
  for (const name of readdirSync(MEMORY).filter((one) => one.startsWith("an-sinh-"))) {
    const folder = join(MEMORY, name);
    const made = statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    if (Date.now() - made > LEFT_MS) rmSync(folder, { recursive: true, force: true });
  }
}
