// Whatever anybody tries in whatever order: no step of a round is skipped, no class changes without the leader's signature, and the
// audit chain tells it all.
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addDays, type Day, day } from "../../../foundation/day.ts";
import type { StepId } from "../../../knowledge/schema/workflow.ts";
import { STEPS } from "../../../knowledge/schema/workflow.ts";
import { isWorkingDay } from "../../../knowledge/working-days.ts";
import { verifyAudit } from "../../../registry/audit.ts";
import { replayStatuses } from "../../../registry/audit-replay.ts";
import type { Desk } from "../../../registry/desk.ts";
import { currentStatuses } from "../../../registry/households/statuses.ts";
import { signDecision } from "../../../registry/review/decision.ts";
import { addToList, closeLists } from "../../../registry/review/lists.ts";
import { recordMeeting } from "../../../registry/review/meeting.ts";
import { openRound } from "../../../registry/review/open-round.ts";
import { closeRecheck, recheckCase, recordPosting } from "../../../registry/review/posting.ts";
import { type OpenStore, openStore } from "../../setup/open-store.ts";
import { STORE_KINDS } from "../../setup/stores.ts";
import { fillAll, type Stage, stage, stepId, stepsDone, trackNamed } from "./stage.ts";

const WHO = {
  add: "head",
  close: "officer",
  fill: "reviewer",
  meet: "head",
  post: "head",
  dispute: "officer",
  submit: "officer",
  sign: "leader",
  wait: "nobody",
} as const;
type Act = keyof typeof WHO;

/** A try: what, by the right person or by somebody, with how many in ten agreeing, so many days late. */
const anyTry = fc.record({
  act: fc.constantFrom(...(Object.keys(WHO) as Act[])),
  by: fc.option(fc.constantFrom("officer", "leader", "head", "reviewer", "elsewhere", "nobody"), { freq: 3 }),
  agreed: fc.integer({ min: 0, max: 10 }),
  days: fc.integer({ min: 0, max: 4 }),
});
type Try = typeof anyTry extends fc.Arbitrary<infer One> ? One : never;

describe.each(STORE_KINDS)("on %s", (kind) => {
  let store: OpenStore;
  let nextCode = 20001;
  beforeAll(async () => {
    store = await openStore(kind);
  });
  afterAll(() => store.close());

  it("steps are taken in order, and classes come from the signature alone", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyTry, { minLength: 10, maxLength: 25 }), async (tries) => {
        const here = await stage(store, String(nextCode++));
        const walk = await walkerOf(here);
        for (const one of tries) await walk.take(one);
        while (!(await walk.isOver()))
          for (const act of RIGHT_ORDER) await walk.take({ act, by: null, agreed: 9, days: 1 });
        await walk.conclude();
      }),
      { numRuns: 4, endOnFailure: true },
    );
    expect(await verifyAudit(store.client)).toMatchObject({ intact: true });
  }, 120_000);

  async function walkerOf(here: Stage) {
    let today = day("2026-09-07");
    let signed = 0;
    const opened = await here.as("officer", today, (desk) => openRound(desk, trackNamed("periodic")));
    if (!("ok" in opened)) throw new Error("the round does not open");
    const { round } = opened;
    const ids = [...here.place.households.values()];
    const steps = Object.fromEntries(
      await Promise.all(STEPS.map(async (step) => [step, await stepId(here, round, step)] as const)),
    ) as Record<StepId, string>;
    const before = await currentStatuses(store.client, ids);

    const deeds: Record<Act, (desk: Desk, one: Try) => Promise<unknown>> = {
      add: (desk) => addToList(desk, { roundId: round.id, householdId: here.place.households.get("Lê Văn Cam")! }),
      close: (desk) => closeLists(desk, round.id),
      fill: () => Promise.resolve(),
      meet: (desk, { agreed }) =>
        recordMeeting(desk, steps.meeting, { heldOn: today, attended: 10, agreed, minutes: "1" }),
      post: (desk) => recordPosting(desk, steps.posting, today),
      dispute: async (desk) => {
        const [one] = await desk.tx.reviewCase.findMany({ where: { roundId: round.id }, orderBy: { id: "asc" } });
        return one && recheckCase(desk, one.id);
      },
      submit: (desk) => closeRecheck(desk, steps.recheck),
      sign: async (desk) => {
        const result = await signDecision(desk, { roundId: round.id, number: "7/QĐ-UBND", decidedOn: today });
        if ("ok" in result) signed += 1;
      },
      wait: () => Promise.resolve(),
    };

    return {
      async take(one: Try) {
        today = addDays(today, one.act === "wait" ? one.days : 0);
        if (one.act === "fill" && one.by === null) await fillAll(here, today);
        else await here.as(one.by ?? WHO[one.act], today, (desk) => deeds[one.act](desk, one));
        const done = await stepsDone(here, round);
        const taken = STEPS.map((step) => done[step]![0] !== null);
        expect(taken, one.act).toEqual([...taken].sort((a, b) => Number(b) - Number(a)));
        if (signed === 0) expect(await currentStatuses(store.client, ids)).toEqual(before);
      },
      isOver: async () => (await stepsDone(here, round)).notice![0] !== null,
      async conclude() {
        const done = await stepsDone(here, round);
        expect(signed).toBe(1);
        expect(Number(done.meeting![1].agreed)).toBeGreaterThanOrEqual(5);
        const [postedOn, closedOn] = [done.posting![0]!, done.recheck![0]!];
        expect(fullWorkingDays(postedOn, closedOn)).toBeGreaterThanOrEqual(3);
        const replayed = await replayStatuses(store.client);
        const rebuilt = ids.flatMap((id) =>
          (replayed.get(id) ?? []).map(({ status, from, to }) => [id, status, from, to]),
        );
        const kept = (await currentStatuses(store.client, ids)).map((one) => [
          one.householdId,
          one.status,
          one.from,
          one.to,
        ]);
        expect(rebuilt.sort()).toEqual(kept.sort());
      },
    };

    /** Working days strictly between two days, counted one by one. */
    function fullWorkingDays(from: Day, to: Day): number {
      let count = 0;
      for (let on = addDays(from, 1); on < to; on = addDays(on, 1)) if (isWorkingDay(on, here.holidays)) count += 1;
      return count;
    }
  }
});

const RIGHT_ORDER: Act[] = ["close", "fill", "meet", "post", "wait", "submit", "sign"];
