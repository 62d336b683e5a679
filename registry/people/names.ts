// The names of people known to the authority, for colleagues of the same desk.
import type { Desk } from "../desk.ts";

/** Names by the ids of these people; one who is not known is left out. */
export async function personNames(
  { tx, store }: Pick<Desk, "tx" | "store">,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const people = await tx.person.findMany({
    where: { id: { in: [...new Set(personIds)] } },
    select: { id: true, nameSealed: true },
  });
  return new Map(people.map(({ id, nameSealed }) => [id, store.seal.open(nameSealed)]));
}

/** The name of one person; empty for one who is not known. */
export async function personName(reader: Pick<Desk, "tx" | "store">, personId: string): Promise<string> {
  return (await personNames(reader, [personId])).get(personId) ?? "";
}
