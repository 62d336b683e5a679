// The process dies, or a call fails, at any call of the road to its store or to Zalo: whoever wrote has every answer once and in
// order, and the registry holds each thing done once. Here at every 37th of about nine hundred ends; `npm run every-await` tries all.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { endEverywhere } from "../setup/end-everywhere.ts";
import { openStage, type Stage } from "../setup/small-story.ts";

const EVERY = 37;
const FROM = 5;

describe("a citizen's question, a head's report and an officer's approval, ended at a call", () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(() => stage.close());

  it("come out as if nothing had happened", async ({ annotate }) => {
    const whole = await stage.tell(null);
    expect(whole.effects).toContain("report birth approved");
    expect(whole.effects.filter((line) => line.startsWith("member"))).toHaveLength(3);
    expect(whole).toMatchObject({ doubled: 0, maybeTwice: 0, stuck: 0 });

    const { calls, struck, different, doubled, broken } = await endEverywhere(stage, { every: EVERY, from: FROM });
    await annotate(
      `${calls} calls; ${different.struck} of ${different.all} different ones struck; ${doubled} came twice`,
    );
    expect(broken).toEqual([]);
    expect(Object.keys(struck)).toHaveLength(4);
    expect(await stage.audit()).toMatchObject({ intact: true });
  }, 240_000);
});
