// The dashboard of a place: everything its charts and tables show, already without the counts that this role must not see.
import type { Day } from "../../foundation/day.ts";
import type { Period } from "../../knowledge/summaries.ts";
import { WAYS, type WaysShown } from "../charts/movements.ts";
import type { Desk } from "../desk.ts";
import { expectEveryHousehold } from "../many-rows.ts";
import { alike, type DaysAsked, dayBefore, type ListedClass } from "../summaries/alike.ts";
import { type Movement, movementsIn } from "../summaries/movements.ts";
import { type Scope, scopeOf } from "../summaries/scope.ts";
import { type Hider, hider, type Shown } from "../summaries/small-counts.ts";
import { targetOf } from "../summaries/targets.ts";
import { causesOf, type OpenWork, openWork } from "../summaries/work.ts";
import { type Counts, monthEnds, type NamedAlike, placesOverTime, together } from "./over-time.ts";
import { lacking, notUnderstood, takeUpOf, type Waiting, waitingTimes } from "./working.ts";

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
  lacking: { indicator: string; count: Shown }[];
  causes: { cause: string; count: Shown }[];
  takeUp: TakeUp[];
  work: OpenWork;
  waiting: Waiting[];
  notUnderstood: number;
}

/** The dashboard of the own place or one below it (a code or a name); null without the right to summaries. */
export async function readDashboard(desk: Desk, place = ""): Promise<Dashboard | null> {
  const scope = await scopeOf(desk, place);
  if (scope === null) return null;
  const { library, today: on, now, tx } = desk;
  await expectEveryHousehold(tx, { ofProvince: scope.level === "province" });
  const days = monthEnds(on, MONTHS);
  const period = { first: library.summaries.thisYear(on).first, last: on };
  const asked = { days: [...new Set([dayBefore(period), ...days])].sort(), period, knownAt: now };
  const found = await readAlike(desk, scope, asked);
  const places = placesOverTime(found, asked, asked.days.indexOf(days[0]!));
  const moved = movementsIn(library, found, asked);
  const totals = days.map((_, at) => together(places, at));
  const today = totals.at(-1)!;
  const small = hider(scope, library.summaries);
  const target = (name: ListedClass) => targetOf(library, scope, on, name);
  return {
    scope,
    on,
    period,
    days,
    totals,
    holdsAll: today.households > today.poor + today.nearPoor,
    targets: { poor: target("poor"), near_poor: target("near_poor") },
    places: placesShown(
      places.map(({ code, name, counts }) => ({ code, name, ...counts.at(-1)! })),
      small,
    ),
    moved: { poor: movedShown(moved.poor, small), near_poor: movedShown(moved.near_poor, small) },
    lacking: counted(await lacking(desk, scope, { on, knownAt: now }), small),
    causes: counted(await causesOf(desk, scope, { on, knownAt: now }), small),
    takeUp: await takeUpShown(desk, scope, small),
    work: await openWork(desk, scope),
    waiting: await waitingTimes(desk, scope, period),
    notUnderstood: await notUnderstood(desk, period),
  };
}

function readAlike({ tx, library }: Desk, scope: Scope, asked: DaysAsked): Promise<NamedAlike[]> {
  return tx.$queryRaw`
    SELECT x.*, coalesce(u.name, x.place) AS name FROM (${alike(library, scope, asked)}) x
      LEFT JOIN unit u ON u.code = x.place AND u.valid_to IS NULL ORDER BY x.place`;
}

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

function counted<Row extends { count: number }>(
  rows: readonly Row[],
  small: Hider,
): (Omit<Row, "count"> & { count: Shown })[] {
  const shown = small(rows.map(({ count }) => count));
  return rows.map((row, at) => ({ ...row, count: shown[at]! }));
}

async function takeUpShown(desk: Desk, scope: Scope, small: Hider): Promise<TakeUp[]> {
  const rows = await takeUpOf(desk, scope);
  return [...Map.groupBy(rows, ({ policy }) => policy).values()].flatMap((ofPolicy) => {
    const asked = small(ofPolicy.map((row) => row.asked));
    const received = small(ofPolicy.map((row) => row.received));
    return ofPolicy.map(({ policy, name }, at) => ({
      policy,
      place: name,
      asked: asked[at]!,
      received: received[at]!,
    }));
  });
}
