// One village in a round of review: its households, the step that comes next and the form of it.
import type { Page } from "../page.ts";
import { FORMS } from "../round/record.ts";
import { villagePage } from "../round/village.ts";

/** Whoever reads rounds sees it; each step is recorded by the role it belongs to. */
export const round: Page = {
  path: "/rounds/:round/:village",
  operation: "round.read",
  forms: FORMS,
  show: (visit) => villagePage(visit, null),
};
