// Small counts could point at a family. Those who look from above the commune are shown none of them.
import type { SummaryRules } from "../../knowledge/summaries.ts";
import type { Scope } from "./scope.ts";

/** A count, or null where it is too small for this role to see. */
export type Shown = number | null;

/** Counts of one whole as they may be shown. */
export type Hider = (counts: readonly number[]) => Shown[];

/** How counts of a scope are shown. */
export function hider({ hidesSmall }: Pick<Scope, "hidesSmall">, { smallBelow }: SummaryRules): Hider {
  return (counts) => (hidesSmall ? hideSmall(counts, smallBelow) : [...counts]);
}

/**
 * The counts with those from 1 to below `limit` taken out (null). Where one alone is taken out of counts whose sum is known it
 * could be worked out: the smallest of the others goes with it.
 */
export function hideSmall(counts: readonly number[], limit: number): Shown[] {
  const hidden = counts.map((count) => count > 0 && count < limit);
  if (hidden.filter(Boolean).length === 1) {
    const others = counts.flatMap((count, at) => (hidden[at] || count === 0 ? [] : [{ count, at }]));
    const smallest = others.sort((a, b) => a.count - b.count)[0];
    if (smallest !== undefined) hidden[smallest.at] = true;
  }
  return counts.map((count, at) => (hidden[at] ? null : count));
}
