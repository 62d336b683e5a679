// What was sent to prove a report. The turn only keeps where it lies; a runner fetches it outside every transaction and settles
// it here: kept, refused for its size or kind, or lost.
import type { Desk } from "../desk.ts";
import type { Report } from "../reports/report.ts";
import type { Queries, Store } from "../store.ts";
import { beyondWall } from "../wall.ts";

/** Something sent: with an address to fetch it from, or a place on the map. */
export interface Offered {
  kind: "image" | "file" | "video" | "location";
  url: string | null;
  place: { latitude: number; longitude: number } | null;
}

/** Keeps what was sent for a report, up to the number that the data allows; returns how many were taken. */
export function offerEvidence(desk: Desk, { id }: Report, offered: readonly Offered[]): Promise<number> {
  // What was told anew may belong to the report of somebody else who told the same before.
  return beyondWall(desk, (all) => keepEvidence({ ...desk, tx: all }, id, offered));
}

async function keepEvidence(
  { tx, store, now, library }: Desk,
  id: string,
  offered: readonly Offered[],
): Promise<number> {
  const has = await tx.evidence.count({ where: { reportId: id } });
  const taken = offered
    .filter(({ url, place }) => url !== null || place !== null)
    .slice(0, Math.max(0, library.changes.evidence.most - has));
  await tx.evidence.createMany({
    data: taken.map(({ kind, url, place }) => ({
      reportId: id,
      kind,
      state: url === null ? "kept" : "wanted",
      urlSealed: url === null ? null : store.seal.seal(url),
      placeSealed: place === null ? null : store.seal.seal(JSON.stringify(place)),
      readyAt: now,
      createdAt: now,
    })),
  });
  return taken.length;
}

/** How many pieces a report has that are kept or on their way. */
export function evidenceCount({ tx }: Desk, { id }: Report): Promise<number> {
  return tx.evidence.count({ where: { reportId: id, state: { in: ["wanted", "kept"] } } });
}

/** One piece to fetch. */
export interface Wanted {
  id: string;
  url: string;
  attempts: number;
}

/** Takes some pieces that are ripe, so that no other process fetches them meanwhile. */
export async function takeWanted(
  tx: Queries,
  { seal }: Store,
  { now, until, most }: { now: Date; until: Date; most: number },
): Promise<Wanted[]> {
  const found = await tx.$queryRaw<{ id: string; sealed: string; attempts: number }[]>`
    UPDATE evidence SET ready_at = ${until}, attempts = attempts + 1
    WHERE id IN (SELECT id FROM evidence WHERE state = 'wanted' AND ready_at <= ${now} ORDER BY ready_at LIMIT ${most} FOR UPDATE SKIP LOCKED)
    RETURNING id, url_sealed AS sealed, attempts`;
  return found.map(({ id, sealed, attempts }) => ({ id, url: seal.open(sealed), attempts }));
}

/** What became of a piece. */
export type Settled =
  | { state: "kept"; path: string; sha256: string; bytes: number; mediaType: string }
  | { state: "refused" | "lost" }
  | { state: "wanted"; readyAt: Date };

/** Writes what became of a piece; its address is forgotten as soon as it is of no more use. */
export async function settleEvidence(tx: Queries, id: string, settled: Settled): Promise<void> {
  await tx.evidence.updateMany({
    where: { id, state: "wanted" },
    data: settled.state === "wanted" ? settled : { ...settled, urlSealed: null },
  });
}
