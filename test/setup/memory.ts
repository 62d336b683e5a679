// Where tests keep what lives no longer than they do: in memory where the machine lends enough of it, because a new store is
// a copy of some six hundred files.
import { existsSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";

const MEMORY = "/dev/shm";
/** The stores and the PostgreSQL of one run take less than a third of it. */
const ENOUGH = 2 ** 30;

/** The folder to make folders in. */
export function quickPlace(): string {
  if (!existsSync(MEMORY)) return tmpdir();
  const { bavail, bsize } = statfsSync(MEMORY);
  return bavail * bsize > ENOUGH ? MEMORY : tmpdir();
}
