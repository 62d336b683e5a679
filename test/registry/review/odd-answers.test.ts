// A payload can be typed: what is no answer of the form leaves the sheet as it was, signed ones included.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeLists } from "../../../registry/review/lists.ts";
import { openRound } from "../../../registry/review/open-round.ts";
import { answerSheet, casesToFill } from "../../../registry/review/sheets.ts";
import { type OpenStore, openStore } from "../../setup/open-store.ts";
import { STORE_KINDS } from "../../setup/stores.ts";
import { fillAll, type Stage, stage, trackNamed } from "./stage.ts";

const DAY = "2026-11-21";

describe.each(STORE_KINDS)("on the %s store", (kind) => {
  let store: OpenStore;
  let here: Stage;
  beforeAll(async () => {
    store = await openStore(kind);
    here = await stage(store);
    const opened = await here.as("officer", "2026-09-01", (desk) => openRound(desk, trackNamed("periodic")));
    if (!("ok" in opened)) throw new Error(opened.refused);
    await here.as("officer", "2026-09-02", (desk) => closeLists(desk, opened.round.id));
  }, 60_000);
  afterAll(() => store.close());

  const answer = (id: string, question: string, value: string[]) =>
    here.as("reviewer", DAY, (desk) => answerSheet(desk, id, { [question]: { value, source: "asked" } }));

  it.each([
    ["B1:members", ["members_1", "members_2"]],
    ["B1:members", ["members_1000"]],
    ["B2:water", ["maybe"]],
    ["income:head", ["1500000"]],
    ["B9:none", []],
    ["constructor", ["yes"]],
  ])("%s = %j keeps nothing", async (question, value) => {
    const [first] = await here.as("reviewer", DAY, casesToFill);
    expect(await answer(first!.id, question, value)).toMatchObject({ ok: true, sheet: {}, state: "listed" });
    const { sheetSealed, state } = await store.client.reviewCase.findUniqueOrThrow({ where: { id: first!.id } });
    expect([sheetSealed, state]).toEqual([null, "listed"]);
  });

  it("does not open a signed sheet again", async () => {
    const [first] = await here.as("reviewer", DAY, casesToFill);
    expect(await answer(first!.id, "B1:members", ["members_4"])).toMatchObject({ state: "scoring" });
    await fillAll(here, DAY, { "B1:members": ["members_4"] });
    const signed = await store.client.reviewCase.findUniqueOrThrow({ where: { id: first!.id } });
    expect(signed.state).toBe("scored");
    await answer(first!.id, "B2:water", ["maybe"]);
    expect(await store.client.reviewCase.findUniqueOrThrow({ where: { id: first!.id } })).toEqual(signed);
  });
});
