// The share of poor or near-poor households that a plan wants a place to come down to.
import type { Day } from "../../foundation/day.ts";
import type { Library } from "../../knowledge/library.ts";
import type { ListedClass } from "./alike.ts";
import type { Scope } from "./scope.ts";

/** What the plan of exactly this unit wants reached in the year of the day, in percent; null when none says. */
export function targetOf(
  { plans, summaries }: Pick<Library, "plans" | "summaries">,
  { code, level }: Pick<Scope, "code" | "level">,
  on: Day,
  name: ListedClass,
): number | null {
  const targets = plans
    .filter((plan) => plan.level === level && plan.unit.today.some((unit) => unit.code === code))
    .flatMap((plan) => plan.targets)
    .filter(
      ({ indicator, unit, from, by }) =>
        indicator === summaries.targets[name] && unit === "pct" && from <= on && on <= by,
    );
  return targets[0]?.value ?? null;
}
