// What the machine knows of itself, a row each: whichever process found it out, all of them and every command see it.
import type { Prisma } from "../prisma/generated/client.ts";
import type { Queries } from "./store.ts";

/** A note and when it was written. */
export interface MachineNote<T = unknown> {
  at: Date;
  value: T;
}

/** Writes the note of this name anew. */
export async function noteMachine(tx: Queries, name: string, value: Prisma.InputJsonObject, at: Date): Promise<void> {
  await tx.machineNote.upsert({ where: { name }, create: { name, at, value }, update: { at, value } });
}

/** Writes the note of this name unless there is one. */
export async function noteMachineOnce(
  tx: Queries,
  name: string,
  value: Prisma.InputJsonObject,
  at: Date,
): Promise<void> {
  await tx.machineNote.createMany({ data: [{ name, at, value }], skipDuplicates: true });
}

/** All notes by their names: there are a dozen. */
export async function machineNotes(tx: Queries): Promise<Map<string, MachineNote>> {
  const found = await tx.machineNote.findMany();
  return new Map(found.map(({ name, at, value }) => [name, { at, value }]));
}
