// A backup every night by the server itself, where it is told a folder for them (BACKUP_DIR): by one process of all, the oldest files
// making room. While one is written the embedded store lets nobody else in, which for a commune takes a second.

import { randomUUID } from "node:crypto";
import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { type Clock, vietnamDayOf, vietnamTimeOf } from "../../foundation/clock.ts";
import { AppError, describeFault } from "../../foundation/errors.ts";
import type { Logger } from "../../foundation/log.ts";
import type { Operations } from "../../knowledge/operations.ts";
import type { Shelf } from "../evidence/shelf.ts";
import { underLease } from "../leases.ts";
import type { Store } from "../store.ts";
import { BACKUP_NOTE, writeBackup } from "./write.ts";

export interface Nightly {
  store: Store;
  shelf: Shelf | null;
  folder: string;
  rules: Pick<Operations, "backupAt" | "backupsKept">;
  clock: Clock;
  log: Logger;
}

const LOOK_EVERY_MS = 5 * 60_000;
/** Longer than a backup takes: whoever dies over one leaves it to the next. */
const LEASE_SECONDS = 3600;
const OURS = /^an-sinh-\d{4}-\d{2}-\d{2}\.gz$/;

/** Looks now and every five minutes until stopped. */
export function startBackups(nightly: Nightly): { stop(): Promise<void> } {
  const look = () =>
    backUpIfDue(nightly).catch((fault: unknown) => {
      if (fault instanceof AppError && fault.code === "lease:busy") return; // another process is at it
      nightly.log.error({ fault: describeFault(fault) }, "the nightly backup could not be made; tried again");
    });
  let running: Promise<unknown> = look();
  const timer = setInterval(() => {
    running = running.then(look);
  }, LOOK_EVERY_MS);
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}

/** Makes the backup of this day, once its time has come and nobody made one today. Throws `lease:busy` while another process is at it. */
export async function backUpIfDue({ store, shelf, folder, rules, clock }: Nightly): Promise<void> {
  const now = clock.now();
  const today = vietnamDayOf(now);
  const isDue = async () => {
    const last = await store.client.machineNote.findUnique({ where: { name: BACKUP_NOTE } });
    return vietnamTimeOf(now).time >= rules.backupAt && (last === null || vietnamDayOf(last.at) < today);
  };
  if (!(await isDue())) return;
  const lease = { name: "nightly-backup", holder: randomUUID(), seconds: LEASE_SECONDS, waitMs: 0 };
  await underLease(store, lease, async () => {
    if (!(await isDue())) return;
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeBackup({ store, shelf, now }, join(folder, `an-sinh-${today}.gz`));
    const made = (await readdir(folder)).filter((name) => OURS.test(name)).sort();
    for (const name of made.slice(0, -rules.backupsKept)) await rm(join(folder, name));
  });
}
