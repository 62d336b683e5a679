// How the machine stands: its queues, what was given up, and what the processes noted of token, quota, disk and backup. No words of
// anybody. The same for the metrics, the operators' page, `ansinh doctor` and the alerts.
import { z } from "zod";
import type { MachineState } from "../../knowledge/operations.ts";
import { BACKUP_NOTE } from "../backup/write.ts";
import { countDeadLetters } from "../dead-letters.ts";
import { inboxDepth } from "../inbox.ts";
import { type MachineNote, machineNotes } from "../machine-notes.ts";
import { outboxDepth } from "../outbox.ts";
import type { Queries } from "../store.ts";

/** Names of the notes; a disk's is followed by the name of its machine. */
export const NOTES = { token: "token", quota: "quota", disk: "disk ", since: "since", backup: BACKUP_NOTE } as const;

/** A machine that was not heard of for so long is gone. */
const DISK_KNOWN_MS = 3600 * 1000;

const count = z.number();
const tokenNote = z.object({ renewAt: count.nullable(), endsAt: count.nullable(), operatorNeeded: z.boolean() });
const quotaNote = z.object({ left: count, total: count });
const diskNote = z.object({ freeBytes: count, totalBytes: count });

/** How it stands, with what only metrics and pages show. */
export interface FullState extends MachineState {
  inbox: Awaited<ReturnType<typeof inboxDepth>>;
  outbox: Awaited<ReturnType<typeof outboxDepth>>;
  /** The last backup that is known of. */
  backedUp: Date | null;
  /** When each account's token was last renewed. */
  tokens: { oaId: string; updatedAt: Date }[];
}

/** How it stands at an instant. */
export async function machineState(tx: Queries, now: Date): Promise<FullState> {
  const client = { client: tx };
  const [notes, last] = [
    await machineNotes(tx),
    await tx.inboundEvent.findFirst({ orderBy: { id: "desc" }, select: { receivedAt: true } }),
  ];
  const token = noted(notes, NOTES.token, tokenNote);
  const backedUp = notes.get(NOTES.backup)?.at ?? null;
  return {
    inbox: await inboxDepth(client),
    outbox: await outboxDepth(client),
    deadLetters: await countDeadLetters(client),
    lastEvent: last?.receivedAt ?? null,
    token: token && {
      operatorNeeded: token.operatorNeeded,
      endsAt: token.endsAt === null ? null : new Date(token.endsAt),
    },
    quota: noted(notes, NOTES.quota, quotaNote),
    disk: fullestDisk(notes, now),
    backup: backedUp ?? notes.get(NOTES.since)?.at ?? null,
    backedUp,
    tokens: await tx.zaloToken.findMany({ select: { oaId: true, updatedAt: true } }),
  };
}

/** A note that an older or newer version wrote differently counts as none. */
function noted<T>(notes: ReadonlyMap<string, MachineNote>, name: string, schema: z.ZodType<T>): T | null {
  return schema.safeParse(notes.get(name)?.value).data ?? null;
}

function fullestDisk(notes: ReadonlyMap<string, MachineNote>, now: Date): MachineState["disk"] {
  const disks = [...notes].flatMap(([name, note]) => {
    const known = name.startsWith(NOTES.disk) && now.getTime() - note.at.getTime() < DISK_KNOWN_MS;
    const disk = known ? diskNote.safeParse(note.value).data : undefined;
    return disk === undefined ? [] : [disk];
  });
  const free = ({ freeBytes, totalBytes }: NonNullable<MachineState["disk"]>) => freeBytes / totalBytes;
  return disks.toSorted((a, b) => free(a) - free(b))[0] ?? null;
}
