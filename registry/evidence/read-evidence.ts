// What was sent for a report, for those who may read the report: which pieces there are, and the bytes of one.
import { z } from "zod";
import type { Desk } from "../desk.ts";
import { reportFor } from "../reports/read-reports.ts";
import type { Report } from "../reports/report.ts";
import { mayReadContent } from "../reports/sensitive.ts";
import type { Shelf } from "./shelf.ts";

/** One piece; `place` is where the sender stood. */
export interface Piece {
  id: string;
  kind: string;
  /** wanted: on its way; refused, lost: it never came. */
  state: string;
  mediaType: string | null;
  place: { latitude: number; longitude: number } | null;
}

const placeSchema = z.object({ latitude: z.number(), longitude: z.number() });

/** The pieces of a report that the caller was allowed to find, in order; none of what is not open to the actor. */
export async function evidenceOf(desk: Desk, report: Report): Promise<Piece[]> {
  const { tx, store } = desk;
  if (!mayReadContent(desk, report)) return [];
  const found = await tx.evidence.findMany({
    where: { reportId: report.id, state: { not: "erased" } },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  return found.map(({ id, kind, state, mediaType, placeSealed }) => ({
    id,
    kind,
    state,
    mediaType,
    place: placeSealed === null ? null : placeSchema.parse(JSON.parse(store.seal.open(placeSealed))),
  }));
}

/** The bytes of a kept piece of a report within the reach; null when there are none, which looks the same as none for you. */
export async function openEvidence(
  desk: Desk,
  shelf: Pick<Shelf, "get">,
  { number, id }: { number: number; id: string },
): Promise<{ bytes: Buffer; mediaType: string } | null> {
  const report = await reportFor(desk, number, "report.read");
  if (report === null || !mayReadContent(desk, report) || !z.uuid().safeParse(id).success) return null;
  const piece = await desk.tx.evidence.findFirst({ where: { id, reportId: report.id, state: "kept" } });
  const sealed = piece?.path == null ? null : await shelf.get(piece.path);
  if (sealed === null || piece?.mediaType == null) return null;
  return { bytes: Buffer.from(desk.store.seal.open(sealed), "base64"), mediaType: piece.mediaType };
}
