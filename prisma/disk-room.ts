// The embedded store does not survive a full disk: where it finds no room for the next piece of its log (16 MB) it turns round
// and round, and the process with it, until it is killed. So it is kept from there: with little room left nothing is written.
import { statfsSync } from "node:fs";
import { AppError } from "../foundation/errors.ts";

/** Room for the log of what is under way when the limit is noticed, four pieces. */
const LEAST_BYTES = 64 * 1024 * 1024;
const LOOK_EVERY_MS = 500;
const WRITES = /\b(?:INSERT|UPDATE|DELETE)\b/;

/** Made for a folder: throws AppError `store:full` when a statement would write and the disk has less than `least` bytes left. */
export function roomKeeper(folder: string, least: number = LEAST_BYTES): (statement: string) => void {
  let lookedAt = Number.NEGATIVE_INFINITY;
  let free = 0;
  return (statement) => {
    if (!WRITES.test(statement)) return;
    if (performance.now() - lookedAt > LOOK_EVERY_MS) {
      const disk = statfsSync(folder);
      free = disk.bavail * disk.bsize;
      lookedAt = performance.now();
    }
    if (free < least) {
      const left = Math.floor(free / 1024 / 1024);
      throw new AppError(
        "store:full",
        `the disk of DATA_DIR has ${left} MB left: nothing more is written until there is room`,
      );
    }
  };
}
