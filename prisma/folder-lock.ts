// An embedded store's folder belongs to one process: two would destroy it. The kernel's own locks are not reachable from
// Node, so the folder carries a file with the owner's process id and start time; a file of a dead process is taken over.
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { AppError } from "../foundation/errors.ts";

/** Takes the folder, or throws `store:in-use` naming the process that has it. Returns the function that gives it back. */
export function lockFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, "owner.pid");
  for (let attempt = 0; attempt < 2; attempt += 1) {
    if (create(file)) return () => rmSync(file, { force: true });
    const owner = readOwner(file);
    if (owner !== null && owner.pid !== process.pid && startTime(owner.pid) === owner.started) {
      throw new AppError(
        "store:in-use",
        `the embedded store in ${folder} is in use by process ${owner.pid}; stop that process, choose another DATA_DIR, or set DATABASE_URL to share one PostgreSQL`,
      );
    }
    rmSync(file, { force: true });
  }
  throw new AppError("store:in-use", `the embedded store in ${folder} is being opened by another process`);
}

function create(file: string): boolean {
  try {
    const handle = openSync(file, "wx");
    writeSync(handle, `${process.pid} ${startTime(process.pid)}\n`);
    closeSync(handle);
    return true;
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw fault;
  }
}

function readOwner(file: string): { pid: number; started: string } | null {
  try {
    const [pid, started] = readFileSync(file, "utf8").trim().split(" ");
    return pid && started ? { pid: Number(pid), started } : null;
  } catch {
    return null;
  }
}

/** When a process started, so that a reused process id is not taken for the owner; "gone" when there is none. */
function startTime(pid: number): string {
  try {
    process.kill(pid, 0);
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === "ESRCH") return "gone";
  }
  try {
    return readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ")[19] ?? "running";
  } catch {
    return "running"; // no /proc on this system: a live process with that id is taken for the owner
  }
}
