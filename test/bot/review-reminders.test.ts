// What people hear in the morning about reviews: a round that may be opened, steps that are due or overdue, each to whom it belongs.
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createTexts } from "../../bot/texts.ts";
import type { Notice } from "../../handlers/handler.ts";
import { remindOfReviews } from "../../handlers/remind-of-reviews.ts";
import { STEPS } from "../../knowledge/schema/workflow.ts";
import { closeLists } from "../../registry/review/lists.ts";
import { openRound } from "../../registry/review/open-round.ts";
import { type Stage, stage, trackNamed } from "../registry/review/stage.ts";
import { type OpenStore, openStore } from "../setup/open-store.ts";

const texts = createTexts(join(import.meta.dirname, "../../knowledge/texts"));

let store: OpenStore;
let here: Stage;
beforeAll(async () => {
  store = await openStore("embedded");
  here = await stage(store);
});
afterAll(() => store.close());

/** Account → the keys of what it is told on a morning. */
async function morning(today: string): Promise<Record<string, string[]>> {
  const keysOf = ({ replies }: Notice) =>
    replies.flatMap((reply) =>
      ("lines" in reply ? reply.lines : [reply]).flatMap((line) => ("key" in line ? line.key : [])),
    );
  const notices = await here.as("nobody", today, (desk) => remindOfReviews.run(desk));
  return Object.fromEntries(notices.map((notice) => [notice.accountId, keysOf(notice)]));
}

it("tells officers on the first day of a round that it may be opened, and not once it is open", async () => {
  expect(await morning("2026-08-31")).toEqual({});
  expect(await morning("2026-09-01")).toEqual({ "officer-11074": ["review-round:may-open-periodic"] });
  await here.as("officer", "2026-09-01", (desk) => openRound(desk, trackNamed("periodic")));
  expect(await morning("2026-09-01")).toEqual({});
});

it("tells the one who records a step, and the officer too when it is overdue", async () => {
  await here.as("officer", "2026-09-01", async (desk) => {
    const { id } = await desk.tx.reviewRound.findFirstOrThrow({});
    return closeLists(desk, id);
  });
  expect(await morning("2026-11-01")).toEqual({});
  expect(await morning("2026-11-12")).toEqual({
    "reviewer-11074": ["review-round:reminder", "review-round:due-scoring"],
  });
  const late = ["review-round:reminder", "review-round:due-scoring-late"];
  expect(await morning("2026-11-27")).toEqual({ "reviewer-11074": late, "officer-11074": late });
});

it("has words for every step and every kind of round", () => {
  const keys = [
    ...STEPS.flatMap((step) => [`review-round:due-${step}`, `review-round:due-${step}-late`]),
    ...["periodic", "regular", "average-living"].map((track) => `review-round:may-open-${trackNamed(track).id}`),
    ...["poor", "near_poor", "avg_living", "other"].map((status) => `sign-decision:told-${status}`),
  ];
  expect(keys.filter((key) => !texts.has(key))).toEqual([]);
});
