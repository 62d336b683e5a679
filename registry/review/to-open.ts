// Rounds that begin today and that no commune opened yet: officers are told once, on the first day.
import type { Track } from "../../knowledge/schema/workflow.ts";
import { roundOf, type Span } from "../../knowledge/workflow.ts";
import type { Desk } from "../desk.ts";
import { runningOn } from "../role-terms.ts";

/** A commune with an officer who may open this round today. */
export interface RoundToOpen {
  communeCode: string;
  track: Track;
  span: Span;
}

/** The rounds that open today, for every commune where somebody holds a role, and that are not open. */
export async function communesToOpen({ tx, library, today }: Desk): Promise<RoundToOpen[]> {
  const { review, holidays, roles } = library;
  const beginning = review.workflow.tracks
    .map((track) => ({ track, span: roundOf(track, today, holidays) }))
    .filter(({ span }) => span.opensOn === today);
  if (beginning.length === 0) return [];
  const openers = [...roles.values()].filter(({ operations }) => operations.includes("round.open")).map(({ id }) => id);
  const terms = await tx.roleTerm.findMany({
    where: { role: { in: openers }, ...runningOn(today) },
    select: { unitCode: true },
    distinct: ["unitCode"],
    orderBy: { unitCode: "asc" },
  });
  const open = await tx.reviewRound.findMany({ where: { opensOn: new Date(today) } });
  return terms.flatMap(({ unitCode: communeCode }) =>
    beginning
      .filter(({ track }) => !open.some((one) => one.communeCode === communeCode && one.track === track.id))
      .map(({ track, span }) => ({ communeCode, track, span })),
  );
}
