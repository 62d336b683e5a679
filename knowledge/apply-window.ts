// The part of a year in which a right is applied for (policies/**, `apply.window`). It only chooses when to remind: what is told is the law's
// own words on time, for the day on which it opens is the usual one.
import { addDays, type Day, day } from "../foundation/day.ts";
import type { Library } from "./library.ts";
import type { Policy } from "./schema/policy.ts";
import { addWorkingDays } from "./working-days.ts";

/** A right that one applies for now. */
export interface OpenWindow {
  policy: Policy;
  opens: Day;
  closes: Day;
}

/** The rights whose window is open on a day and leaves at least `leaveDays` days after it; only where the words on applying are sure. */
export function windowsOn(
  { knowledge, holidays }: Pick<Library, "knowledge" | "holidays">,
  on: Day,
  leaveDays: number,
): OpenWindow[] {
  return [...knowledge.policies.values()].flatMap((policy) => {
    const { window, time_limit: limit, confidence } = policy.apply;
    if (window === undefined || limit === null || confidence !== "confirmed") return [];
    const opens = day(`${on.slice(0, 4)}-${window.opens}`);
    const closes =
      window.days === undefined ? addWorkingDays(opens, window.working_days!, holidays) : addDays(opens, window.days);
    return opens <= on && addDays(on, leaveDays) <= closes ? [{ policy, opens, closes }] : [];
  });
}
