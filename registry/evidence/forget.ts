// Evidence that is to go. What decides so marks the row, in its own transaction; the collector then deletes the file and the row, as
// often as it takes. Each night files that no row names are deleted too.

import { isUuid } from "../../foundation/uuid.ts";
import { pages } from "../households/household.ts";
import type { Queries, Store } from "../store.ts";
import type { Shelf } from "./shelf.ts";

/** Marks everything sent for these reports: its place and address are forgotten at once, its file in a moment. */
export async function forgetEvidence(tx: Queries, reportIds: readonly string[]): Promise<number> {
  const { count } = await tx.evidence.updateMany({
    where: { reportId: { in: [...reportIds] }, state: { not: "erased" } },
    data: { state: "erased", urlSealed: null, placeSealed: null },
  });
  return count;
}

/** Deletes the files of up to `most` marked pieces, then their rows; returns how many. A fault leaves the rows: tried again. */
export async function deleteMarked({ client }: Pick<Store, "client">, shelf: Shelf, most: number): Promise<number> {
  const marked = await client.evidence.findMany({ where: { state: "erased" }, select: { id: true }, take: most });
  const ids = marked.map(({ id }) => id);
  for (const id of ids) await shelf.delete(id);
  await client.evidence.deleteMany({ where: { id: { in: ids } } });
  return ids.length;
}

/**
 * Deletes files that no row names (a row is there before its file). Where the store knows none of the files it is not theirs, or it was
 * restored wrongly: then nothing is deleted and null returned.
 */
export async function sweepShelf({ client }: Pick<Store, "client">, shelf: Shelf): Promise<number | null> {
  const names = (await shelf.names()).filter(isUuid);
  const unknown: string[] = [];
  for (const page of pages(names)) {
    const found = await client.evidence.findMany({ where: { id: { in: page } }, select: { id: true } });
    const known = new Set(found.map(({ id }) => id));
    unknown.push(...page.filter((name) => !known.has(name)));
  }
  if (unknown.length > 0 && unknown.length === names.length) return null;
  for (const name of unknown) await shelf.delete(name);
  return unknown.length;
}
