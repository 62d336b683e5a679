// The dashboard of a place: everything its charts and tables show, already without the counts that this role must not see.
import { beginningOf, vietnamDayOf } from "../../foundation/clock.ts";
import { addDays, type Day } from "../../foundation/day.ts";
import { listDays, type Period } from "../../knowledge/summaries.ts";
import { WAYS, type WaysShown } from "../charts/movements.ts";
import type { Desk } from "../desk.ts";
import { expectManyRows } from "../many-rows.ts";
import type { ListedClass } from "../summaries/alike.ts";
import { type HardshipCount, mostFrequent } from "../summaries/hardship.ts";
import { type Movement, movementsIn } from "../summaries/movements.ts";
import { type Scope, scopeOf } from "../summaries/scope.ts";
import { type Hider, hider, type Shown } from "../summaries/small-counts.ts";
import { holdsAll } from "../summaries/standing.ts";
import { targetOf } from "../summaries/targets.ts";
import { type OpenWork, openWork } from "../summaries/work.ts";
import { type CountsByPlace, countByPlace } from "./by-place.ts";
import { provinceCounts } from "./kept-counts.ts";
import { type Counts, monthEnds, placesOverTime, together } from "./over-time.ts";
import { notUnderstood, type TakeUpCount, type Waiting, waitingTimes } from "./working.ts";

const MONTHS = 12;

/** One place below the one the dashboard is of. */
export interface Place {
  code: string;
  name: string;
  households: number;
  poor: Shown;
  nearPoor: Shown;
}

/** How many of those asked said that what they are entitled to arrived. */
export interface TakeUp {
  policy: string;
  place: string;
  asked: Shown;
  received: Shown;
}

/** The ways into a class and out of it. */
export interface Moved {
  begin: number;
  end: number;
  ways: WaysShown;
}

/** How many poor and near-poor households lack an indicator, or are poor for a reason. */
export interface Hardship {
  id: string;
  count: Shown;
}

export interface Dashboard {
  scope: Scope;
  on: Day;
  /** From the first of the year. */
  period: Period;
  days: Day[];
  /** Of the whole place, one for each day. */
  totals: Counts[];
  /** False where the registry holds the poor and near-poor alone: then a share would say nothing. */
  holdsAll: boolean;
  targets: Record<ListedClass, number | null>;
  places: Place[];
  moved: Record<ListedClass, Moved>;
  /** Indicators and causes, the most frequent first. */
  lacking: Hardship[];
  causes: Hardship[];
  takeUp: TakeUp[];
  work: OpenWork;
  waiting: Waiting[];
  notUnderstood: number;
}

/** The dashboard of the own place or one below it (a code or a name); null without the right to summaries. */
export async function readDashboard(desk: Desk, place = ""): Promise<Dashboard | null> {
  const scope = await scopeOf(desk, place);
  if (scope === null) return null;
  const { library, today: on, now } = desk;
  await expectManyRows(desk.tx);
  const days = monthEnds(on, MONTHS);
  const listed = days.map((day) => (day < on ? listDays({ first: day, last: day }).end : day)); // a year ends with its review's list
  const period = { first: library.summaries.thisYear(on).first, last: on };
  // To the end of the day: counts depend neither on the minute nor on whose clock is ahead.
  const knownAt = beginningOf(addDays(vietnamDayOf(now), 1));
  const asked = { days: [...new Set([listDays(period).begin, ...listed])].sort(), period, knownAt };
  const counts = await (scope.level === "province" ? provinceCounts : countByPlace)(desk, scope, asked);
  const names = await namesOf(desk, counts);
  const places = placesOverTime(counts.alike, asked, listed);
  const moved = movementsIn(library, counts.alike, asked);
  const totals = days.map((_, at) => together(places, at));
  const small = hider(scope, library.summaries);
  const target = (name: ListedClass) => targetOf(library, scope, on, name);
  return {
    scope,
    on,
    period,
    days,
    totals,
    holdsAll: holdsAll(
      scope,
      places.map(({ counts }) => counts.at(-1)!),
    ),
    targets: { poor: target("poor"), near_poor: target("near_poor") },
    places: placesShown(
      places.map(({ code, counts }) => ({ code, name: names(code), ...counts.at(-1)! })),
      small,
    ),
    moved: { poor: movedShown(moved.poor, small), near_poor: movedShown(moved.near_poor, small) },
    lacking: hardshipShown(counts.lacking, small),
    causes: hardshipShown(counts.causes, small),
    takeUp: takeUpShown(counts.takeUp, names, small),
    work: await openWork(desk, scope),
    waiting: await waitingTimes(desk, scope, period),
    notUnderstood: await notUnderstood(desk, period),
  };
}

/** What the places that hold households are called; one without a name by its code. */
async function namesOf({ tx }: Desk, { alike }: CountsByPlace): Promise<Names> {
  const codes = [...new Set(alike.map(({ place }) => place))];
  const units = await tx.unit.findMany({
    where: { code: { in: codes }, validTo: null },
    select: { code: true, name: true },
  });
  const names = new Map(units.map(({ code, name }) => [code, name]));
  return (code) => names.get(code) ?? code;
}

type Names = (code: string) => string;

function placesShown(places: (Pick<Place, "code" | "name"> & Counts)[], small: Hider): Place[] {
  const poor = small(places.map((place) => place.poor));
  const nearPoor = small(places.map((place) => place.nearPoor));
  return places.map((place, at) => ({ ...place, poor: poor[at]!, nearPoor: nearPoor[at]! }));
}

function movedShown(moved: Movement, small: Hider): Moved {
  const shown = small(WAYS.map((way) => moved[way]));
  const ways = Object.fromEntries(WAYS.map((way, at) => [way, shown[at]!])) as WaysShown;
  return { begin: moved.begin, end: moved.end, ways };
}

function hardshipShown(rows: readonly HardshipCount[], small: Hider): Hardship[] {
  const found = mostFrequent(rows);
  const shown = small(found.map(({ count }) => count));
  return found.map(({ id }, at) => ({ id, count: shown[at]! }));
}

function takeUpShown(rows: readonly TakeUpCount[], names: Names, small: Hider): TakeUp[] {
  return [...Map.groupBy(rows, ({ policy }) => policy).values()].flatMap((ofPolicy) => {
    const asked = small(ofPolicy.map((row) => row.asked));
    const received = small(ofPolicy.map((row) => row.received));
    return ofPolicy.map(({ policy, place }, at) => ({
      policy,
      place: names(place),
      asked: asked[at]!,
      received: received[at]!,
    }));
  });
}
