// What a trial adds up to: who moves where, by place; what is gained and lost, by policy; why. Counts only, so that tallies of
// several threads are added together.
import type { Day } from "../../foundation/day.ts";
import type { Law } from "../../knowledge/compile.ts";
import { amountOf } from "../../knowledge/eligibility/amounts.ts";
import { VERDICTS } from "../../knowledge/eligibility/condition.ts";
import type { Decision } from "../../knowledge/eligibility/decide.ts";
import type { Rule } from "../../knowledge/eligibility/rules.ts";
import type { SpreadsheetWords } from "../../knowledge/spreadsheet.ts";
import { type Compared, compare, householdsOf, type Standing, type Trial } from "./household.ts";

/** Entitlements (of persons or of the household) under one policy. */
export interface PolicyTally {
  /** Held today; held on the other day. */
  held: number;
  holds: number;
  gained: number;
  lost: number;
  /** Held today; on the other day it depends on what nobody wrote down. */
  open: number;
  /** Đồng a month, of those whose amount is known. */
  monthBefore: number;
  monthAfter: number;
}

export interface Tally {
  households: number;
  /** place → "was>becomes" → households */
  moves: Record<string, Record<string, number>>;
  /** "was>becomes" with the income's and the deprivations' bounds → households */
  reasons: Record<string, number>;
  policies: Record<string, PolicyTally>;
}

/** The figure that a policy pays each month; others (ceilings, shares of costs) are no sum of money that is paid. */
const MONTHLY = "vnd_month";
const [NO, YES] = [VERDICTS.indexOf("no"), VERDICTS.indexOf("yes")];

/** Nothing counted yet. */
export function emptyTally(): Tally {
  return { households: 0, moves: {}, reasons: {}, policies: {} };
}

/** Counts a page of households. */
export function tallyPage(trial: Trial, page: string): Tally {
  const tally = emptyTally();
  for (const row of householdsOf(page)) {
    const compared = compare(trial, row);
    tally.households += 1;
    const move = moveOf(compared);
    tally.moves[row.place] ??= {};
    add(tally.moves[row.place]!, move);
    if (compared.was !== compared.becomes) add(tally.reasons, reasonOf(compared));
    countPolicies(tally, compared);
  }
  return tally;
}

/** "near_poor>poor" */
function moveOf({ was, becomes }: { was: Standing; becomes: Standing }): string {
  return `${was}>${becomes}`;
}

function reasonOf(compared: Compared): string {
  const { other } = compared;
  if (other === null) return `${moveOf(compared)}|||`;
  const { income, deprivations } = other;
  const bounds = ({ lowest, highest }: typeof income) => `${lowest}-${Number.isFinite(highest) ? highest : ""}`;
  return `${moveOf(compared)}|${bounds(income)}|${bounds(deprivations)}`;
}

function countPolicies({ policies }: Tally, { before, after }: Compared): void {
  for (const [at, subject] of before.subjects.entries()) {
    const then = after.subjects[at]!;
    const level = at === 0 ? "household" : "person";
    for (const [policy, old, fresh] of pairsOf(before, after, level)) {
      const was = best(old, subject.final);
      const becomes = best(fresh, then.final);
      if (was !== YES && becomes !== YES) continue;
      policies[policy] ??= { held: 0, holds: 0, gained: 0, lost: 0, open: 0, monthBefore: 0, monthAfter: 0 };
      const tally = policies[policy];
      if (was === YES) {
        tally.held += 1;
        tally.monthBefore += monthlyOf(before, subject.rules, old, subject);
      }
      if (becomes === YES) {
        tally.holds += 1;
        tally.monthAfter += monthlyOf(after, then.rules, fresh, then);
      }
      if (was === NO) tally.gained += 1;
      else if (becomes === NO) tally.lost += 1;
      else if (becomes !== YES) tally.open += 1;
    }
  }
}

/** policy, positions of its rules before and after */
type Pair = readonly [policy: string, before: readonly number[], after: readonly number[]];

const aligned = new WeakMap<object, WeakMap<object, readonly Pair[]>>();

/** Rules of both days by policy; the lists of rules are the same for every household of a day. */
function pairsOf(before: Decision, after: Decision, level: "household" | "person"): readonly Pair[] {
  const [old, fresh] = [before.inForce[level], after.inForce[level]];
  const known = aligned.get(old)?.get(fresh);
  if (known !== undefined) return known;
  const ids = [...new Set([...old, ...fresh].filter(counts).map(({ policy }) => policy.id))];
  const positions = (rules: readonly Rule[], id: string) =>
    rules.flatMap((rule, at) => (counts(rule) && rule.policy.id === id ? [at] : []));
  const pairs = ids.map((id): Pair => [id, positions(old, id), positions(fresh, id)]);
  if (!aligned.has(old)) aligned.set(old, new WeakMap());
  aligned.get(old)!.set(fresh, pairs);
  return pairs;
}

function counts({ standing }: Rule): boolean {
  return standing === "right";
}

function best(positions: readonly number[], final: Uint8Array): number {
  let verdict = NO;
  for (const at of positions) verdict = Math.max(verdict, final[at]!);
  return verdict;
}

function monthlyOf(
  decision: Decision,
  rules: readonly Rule[],
  positions: readonly number[],
  subject: Decision["subjects"][number],
): number {
  let sum = 0;
  for (const at of positions)
    if (subject.final[at] === YES) sum += amountOf(decision, subject, MONTHLY, rules[at]!.version)?.value ?? 0;
  return sum;
}

/** Adds `more` to `tally`. */
export function addTally(tally: Tally, more: Tally): void {
  tally.households += more.households;
  for (const [place, moves] of Object.entries(more.moves)) {
    tally.moves[place] ??= {};
    for (const [move, count] of Object.entries(moves)) add(tally.moves[place], move, count);
  }
  for (const [reason, count] of Object.entries(more.reasons)) add(tally.reasons, reason, count);
  for (const [id, policy] of Object.entries(more.policies)) {
    const known = tally.policies[id];
    if (known === undefined) tally.policies[id] = { ...policy };
    else for (const key of Object.keys(policy) as (keyof PolicyTally)[]) known[key] += policy[key];
  }
}

function add(counts: Record<string, number>, key: string, count = 1): void {
  counts[key] = (counts[key] ?? 0) + count;
}

/** What a thread is told at its start. */
export interface ThreadData {
  key: import("node:crypto").KeyObject;
  law: Law;
  spreadsheet: SpreadsheetWords;
  today: Day;
  on: Day;
}
