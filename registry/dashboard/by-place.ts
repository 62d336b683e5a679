// Everything a dashboard counts of households, by the places below its scope: what is the same for two readers until a household changes.
import type { Desk } from "../desk.ts";
import { expectEveryHousehold } from "../many-rows.ts";
import { type Alike, alike, type DaysAsked } from "../summaries/alike.ts";
import { causesByPlace, type HardshipCount, lackingByPlace } from "../summaries/hardship.ts";
import type { Counted } from "../summaries/scope.ts";
import { type TakeUpCount, takeUpByPlace } from "./working.ts";

/** Counts of several places. */
export interface CountsByPlace {
  alike: readonly Alike[];
  lacking: readonly HardshipCount[];
  causes: readonly HardshipCount[];
  takeUp: readonly TakeUpCount[];
}

/** Counts the households of a scope, on the last of the days asked for and through all of them. */
export async function countByPlace(
  desk: Pick<Desk, "tx" | "library">,
  scope: Counted,
  asked: DaysAsked,
): Promise<CountsByPlace> {
  const { tx, library } = desk;
  await expectEveryHousehold(tx, { ofProvince: scope.level === "province" && scope.communes === undefined });
  const moment = { on: asked.period.last, knownAt: asked.knownAt };
  return {
    alike: await tx.$queryRaw<Alike[]>(alike(library, scope, asked)),
    lacking: await lackingByPlace(desk, scope, moment),
    causes: await causesByPlace(desk, scope, moment),
    takeUp: await takeUpByPlace(desk, scope),
  };
}

/** The counts with those of some places taken from elsewhere. */
export function withPlaces(counts: CountsByPlace, places: ReadonlySet<string>, others: CountsByPlace): CountsByPlace {
  const together = <Row extends { place: string }>(rows: readonly Row[], instead: readonly Row[]) => [
    ...rows.filter(({ place }) => !places.has(place)),
    ...instead,
  ];
  return {
    alike: together(counts.alike, others.alike),
    lacking: together(counts.lacking, others.lacking),
    causes: together(counts.causes, others.causes),
    takeUp: together(counts.takeUp, others.takeUp),
  };
}
