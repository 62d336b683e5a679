// A small disk of memory, mounted for one drill, that can be filled to the last byte and emptied again.
import { execFileSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmdirSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface SmallDisk {
  folder: string;
  fill(): void;
  empty(): void;
  remove(): void;
}

/** Mounts one; null where this user may not mount. */
export function mountSmallDisk(megabytes: number): SmallDisk | null {
  const folder = mkdtempSync(join(tmpdir(), "an-sinh-disk-"));
  const filling = join(folder, "filling");
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m,mode=1777`, "tmpfs", folder], { stdio: "ignore" });
  } catch {
    rmdirSync(folder);
    return null;
  }
  return {
    folder,
    fill() {
      const file = openSync(filling, "w");
      try {
        for (;;) writeSync(file, Buffer.alloc(64 * 1024));
      } catch (fault) {
        if ((fault as NodeJS.ErrnoException).code !== "ENOSPC") throw fault;
      } finally {
        closeSync(file);
      }
    },
    empty: () => rmSync(filling),
    remove() {
      execFileSync("umount", ["--lazy", folder]);
      rmdirSync(folder);
    },
  };
}
