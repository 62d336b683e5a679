// The names of people who work on reports.
import type { Desk } from "../desk.ts";

/** The name of a person known to the authority, for colleagues of the same desk. */
export async function personName({ tx, store }: Desk, personId: string): Promise<string> {
  const person = await tx.person.findUnique({ where: { id: personId }, select: { nameSealed: true } });
  return person === null ? "" : store.seal.open(person.nameSealed);
}
