// What a trial says to one who may read summaries: who moves in and out by place, what is gained and lost by policy and what that
// costs, and why. Small counts are hidden where the role must not see them.
import type { Day } from "../../foundation/day.ts";
import type { Library } from "../../knowledge/library.ts";
import { standardOn } from "../../knowledge/standard.ts";
import type { Desk } from "../desk.ts";
import type { Store } from "../store.ts";
import { type Scope, scopeOf } from "../summaries/scope.ts";
import { type Hider, hider, type Shown } from "../summaries/small-counts.ts";
import { unitNames } from "../units/names.ts";
import type { Standing } from "./household.ts";
import { type Asked, runTrial } from "./run.ts";
import type { PolicyTally, Tally } from "./tally.ts";

/** Households that are one thing today and another on the other day. */
export interface Move {
  was: Standing;
  becomes: Standing;
  count: Shown;
}

export interface PlaceMoves {
  code: string;
  name: string;
  moves: Move[];
}

/** Why households move: between which bounds income (đồng a head and month) and deprivations lie. */
export interface Reason extends Move {
  income: string;
  deprivations: string;
}

export type PolicyShown = { policy: string } & Record<keyof PolicyTally, Shown>;

export interface WhatIf {
  scope: Scope;
  today: Day;
  on: Day;
  /** Ids of the standards of both days. */
  standards: [string | null, string | null];
  households: number;
  total: Move[];
  places: PlaceMoves[];
  reasons: Reason[];
  policies: PolicyShown[];
}

/** Where a trial runs; no rights are asked here. */
interface Installed {
  store: Store;
  library: Library;
  today: Day;
}

type Trying = Pick<Asked, "on" | "progress" | "threadsFrom">;

/** A trial of the own place or one below it (a code or a name); null without the right to summaries. Nothing is saved. */
export async function whatIf(
  desk: Desk,
  { place = "", ...trying }: Trying & { place?: string },
): Promise<WhatIf | null> {
  const scope = await scopeOf(desk, place);
  return scope === null ? null : tried(desk, scope, trying);
}

/** For whoever operates the machine: every province that has households, or one unit; counts are whole. */
export async function whatIfEverywhere(
  at: Installed,
  { unit, ...trying }: Trying & { unit: string | null },
): Promise<WhatIf[]> {
  const { client } = at.store;
  const provinces = await client.household.findMany({ distinct: ["provinceCode"], select: { provinceCode: true } });
  const codes = unit === null ? provinces.map(({ provinceCode }) => provinceCode).sort() : [unit];
  const units = await client.unit.findMany({ where: { code: { in: codes }, validTo: null }, orderBy: { code: "asc" } });
  const results: WhatIf[] = [];
  for (const { code, name, level } of units) {
    if (level !== "village" && level !== "commune" && level !== "province") continue;
    results.push(await tried(at, { code, name, level, hidesSmall: false, named: true }, trying));
  }
  return results;
}

async function tried(at: Installed, scope: Scope, trying: Trying): Promise<WhatIf> {
  const { store, library, today } = at;
  const { on } = trying;
  const tally = await runTrial(store, library, { scope, today, ...trying });
  const names = await unitNames(store.client, Object.keys(tally.moves));
  const idOn = (day: Day) => standardOn(library.knowledge.standards, day)?.id ?? null;
  return {
    scope,
    today,
    on,
    standards: [idOn(today), idOn(on)],
    ...shown(tally, names, hider(scope, library.summaries)),
  };
}

/** A tally as it may be shown. */
function shown(tally: Tally, names: ReadonlyMap<string, string>, small: Hider) {
  const all: Record<string, number> = {};
  for (const moves of Object.values(tally.moves))
    for (const [move, count] of Object.entries(moves)) all[move] = (all[move] ?? 0) + count;
  const codes = Object.keys(tally.moves).sort();
  const columns = new Map(
    Object.keys(all).map((move) => [move, small(codes.map((code) => tally.moves[code]![move] ?? 0))]),
  );
  return {
    households: tally.households,
    total: movesOf(all, small),
    places: codes.map((code, at) => ({
      code,
      name: names.get(code) ?? code,
      moves: [...columns].map(([move, counts]) => ({ ...sides(move), count: counts[at]! })),
    })),
    reasons: reasonsOf(tally.reasons, small),
    policies: policiesOf(tally.policies, small),
  };
}

function sides(move: string): Pick<Move, "was" | "becomes"> {
  const [was, becomes] = move.split(">") as [Standing, Standing];
  return { was, becomes };
}

function movesOf(counts: Record<string, number>, small: Hider): Move[] {
  const hidden = small(Object.values(counts));
  return Object.keys(counts).map((move, at) => ({ ...sides(move), count: hidden[at]! }));
}

/** The most frequent first. */
function reasonsOf(counts: Record<string, number>, small: Hider): Reason[] {
  const sorted = Object.entries(counts).sort(([, a], [, b]) => b - a);
  const hidden = small(sorted.map(([, count]) => count));
  return sorted.map(([reason], at) => {
    const [move = "", income = "", deprivations = ""] = reason.split("|");
    return { ...sides(move), income, deprivations, count: hidden[at]! };
  });
}

/** Each figure of a policy hidden with its count: a sum of money of a few tells who they are. */
function policiesOf(policies: Record<string, PolicyTally>, small: Hider): PolicyShown[] {
  const ids = Object.keys(policies).sort();
  const column = (key: keyof PolicyTally) => small(ids.map((id) => policies[id]![key]));
  const [held, holds] = [column("held"), column("holds")];
  const [gained, lost, open] = [column("gained"), column("lost"), column("open")];
  return ids.map((policy, at) => ({
    policy,
    held: held[at]!,
    holds: holds[at]!,
    gained: gained[at]!,
    lost: lost[at]!,
    open: open[at]!,
    monthBefore: held[at] === null ? null : policies[policy]!.monthBefore,
    monthAfter: holds[at] === null ? null : policies[policy]!.monthAfter,
  }));
}
