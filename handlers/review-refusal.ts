// Why something of a review was not recorded, in one sentence that says what would be right.
import type { Day } from "../foundation/day.ts";
import type { StepId, Track } from "../knowledge/schema/workflow.ts";
import type { Planned } from "../registry/review/open-round.ts";
import type { Line, Turn } from "./handler.ts";

/** What it takes to say it, in the chat or on a page. */
type Reader = Pick<Turn, "review" | "session">;

/** The refusals of the rooms of registry/review. */
export type ReviewRefusal =
  | { refused: "no-right" | "nothing-waits" | "impossible-votes" }
  | { refused: "not-now"; current?: StepId | null }
  | { refused: "impossible-day"; from: Day; to: Day }
  | { refused: "posted-until"; from: Day }
  | { refused: "rechecking"; households: number };

/** The sentence. What may not be seen and what does not exist read the same. */
export function refusal({ review, session }: Reader, why: ReviewRefusal): Line {
  switch (why.refused) {
    case "not-now": {
      const step = review.workflow.steps.find(({ id }) => id === why.current);
      const name = step?.name[session.language] ?? step?.name.vi;
      return name === undefined
        ? { key: "review-round:not-now-done" }
        : { key: "review-round:not-now", values: { step: name } };
    }
    case "impossible-day":
      return { key: "review-round:impossible-day", values: { from: why.from, to: why.to } };
    case "posted-until":
      return { key: "review-round:posted-until", values: { from: why.from } };
    case "rechecking":
      return { key: "review-round:rechecking", values: { households: why.households } };
    default:
      return { key: `review-round:${why.refused}` };
  }
}

/** Why a round of a track cannot be opened. */
export function notOpened(
  { session }: Pick<Turn, "session">,
  { name }: Track,
  why: Exclude<Planned, { ok: true }>,
): Line {
  const values = { track: name[session.language] ?? name.vi };
  switch (why.refused) {
    case "not-yet":
      return { key: "review-round:not-yet", values: { ...values, from: why.opensOn } };
    case "open-already":
      return { key: "review-round:open-already", values: { ...values, to: why.round.dueOn } };
    default:
      return { key: `review-round:${why.refused}`, values };
  }
}
