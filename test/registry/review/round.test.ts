// A round of review from opening to the signature, on both stores: each step waits for the one before, and only the
// signature changes what a household is.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { day } from "../../../foundation/day.ts";
import { verifyAudit } from "../../../registry/audit.ts";
import { replayStatuses } from "../../../registry/audit-replay.ts";
import { currentStatuses } from "../../../registry/households/statuses.ts";
import { fileReport } from "../../../registry/reports/file-report.ts";
import { claimReport, refuseReport } from "../../../registry/reports/move-report.ts";
import { signDecision, toSign } from "../../../registry/review/decision.ts";
import { dueSteps } from "../../../registry/review/due-steps.ts";
import { addToList, closeLists, roundToEnter } from "../../../registry/review/lists.ts";
import { recordMeeting } from "../../../registry/review/meeting.ts";
import { openRound } from "../../../registry/review/open-round.ts";
import { closeRecheck, recheckCase, recordPosting } from "../../../registry/review/posting.ts";
import { type Round, readRounds } from "../../../registry/review/round.ts";
import { answerSheet, casesToFill, openSheet, signSheet } from "../../../registry/review/sheets.ts";
import { causesByPlace } from "../../../registry/summaries/hardship.ts";
import { scopeOf } from "../../../registry/summaries/scope.ts";
import { type OpenStore, openStore } from "../../setup/open-store.ts";
import { STORE_KINDS } from "../../setup/stores.ts";
import { AN_LAC, answers, DONG_PHONG, fillAll, type Stage, stage, stepId, stepsDone, trackNamed } from "./stage.ts";

/** What households answer to why they are poor; one comes out in the end, one could not tell. */
const CAUSES_ASKED: Record<string, string[] | null> = {
  "Phạm Thị Nhài": null,
  "Trần Văn Bưởi": ["labour", "illness"],
  "Lê Văn Cam": ["land"],
};
const MEETING = { heldOn: day("2026-11-25"), attended: 40, agreed: 31, minutes: "02/BB" };

describe.each(STORE_KINDS)("on %s", (kind) => {
  let store: OpenStore;
  let here: Stage;
  let round: Round;
  beforeAll(async () => {
    store = await openStore(kind);
    here = await stage(store);
  });
  afterAll(() => store.close());

  /** Reports filed by the village head: kind → number. */
  const reports: Record<string, number> = {};
  const report = async (changeType: string, head: string, by = "head") => {
    const content = { head, fields: {}, members: {} };
    const householdId = here.place.households.get(head)!;
    const given = { changeType, householdId, villageCode: null, eventDate: day("2026-11-19"), content };
    const filed = await here.as(by, "2026-11-20", (desk) => fileReport(desk, given));
    if (!filed.ok) throw new Error("not filed");
    reports[changeType] = filed.report.number;
    return filed.report.number;
  };
  const keptReport = (number: number) => store.client.changeReport.findUniqueOrThrow({ where: { number } });

  const step = (name: string) => stepId(here, round, name);

  it("is opened by the officer alone, on its days, once", async () => {
    const periodic = trackNamed("periodic");
    expect(await here.as("reviewer", "2026-11-20", (desk) => openRound(desk, periodic))).toEqual({
      refused: "no-right",
    });
    const early = await here.as("officer", "2026-08-20", (desk) => openRound(desk, periodic));
    expect(early).toEqual({ refused: "not-yet", opensOn: "2026-09-01" });
    await report("fell_poor", "Đỗ Thị Quýt", "officer");
    const opened = await here.as("officer", "2026-11-20", (desk) => openRound(desk, periodic));
    if (!("ok" in opened)) throw new Error("not opened");
    round = opened.round;
    expect(opened).toMatchObject({ households: 3, round: { opensOn: "2026-09-01", dueOn: "2026-12-14" } });
    const again = await here.as("officer", "2026-11-20", (desk) => openRound(desk, periodic));
    expect(again).toMatchObject({ refused: "open-already", round: { id: round.id } });
  });

  it("takes households that ask while its list is open", async () => {
    const householdId = here.place.households.get("Lê Văn Cam")!;
    const add = (name: string) =>
      here.as(name, "2026-11-20", (desk) => addToList(desk, { roundId: round.id, householdId }));
    expect(await add("reviewer")).toEqual({ refused: "no-right" });
    const enters = (head: string) =>
      here.as("officer", "2026-11-20", (desk) => roundToEnter(desk, here.place.households.get(head)!));
    // One was listed with its class, the other has none.
    expect([await enters("Phạm Thị Nhài"), await enters("Lê Văn Cam")]).toEqual([null, null]);
    expect(await add("head")).toEqual({ ok: true });
    expect(await add("officer")).toEqual({ refused: "listed-already" });
    const elsewhere = here.place.households.get("Đỗ Thị Quýt")!;
    const other = await here.as("head", "2026-11-20", (desk) =>
      addToList(desk, { roundId: round.id, householdId: elsewhere }),
    );
    expect(other).toEqual({ refused: "no-right" });
  });

  it("loses from its open list a household whose report is decided on its own", async () => {
    const listed = () => store.client.reviewCase.count({ where: { roundId: round.id } });
    const number = reports.fell_poor!;
    await here.as("officer", "2026-11-20", (desk) => claimReport(desk, number));
    expect(await listed()).toBe(4);
    expect(await here.as("officer", "2026-11-20", (desk) => refuseReport(desk, number, "chuyển đi"))).toMatchObject({
      ok: true,
    });
    expect(await listed()).toBe(3);
  });

  it("begins the forms only when the list is closed; a village without households is done", async () => {
    expect(await here.as("reviewer", "2026-11-20", casesToFill)).toEqual([]);
    const closed = await here.as("officer", "2026-11-20", (desk) => closeLists(desk, round.id));
    expect(closed).toMatchObject({ ok: true, households: 3, empty: 1 });
    expect(Object.values(await stepsDone(here, round, DONG_PHONG)).every(([on]) => on !== null)).toBe(true);
    expect(await here.as("officer", "2026-11-20", (desk) => closeLists(desk, round.id))).toEqual({
      refused: "not-now",
    });
  });

  it("keeps a sheet answer by answer, with what the registry knows beside it", async () => {
    const [first] = await here.as("reviewer", "2026-11-21", casesToFill);
    expect(first).toMatchObject({ head: "Phạm Thị Nhài", state: "listed", answered: 0 });
    expect(await here.as("elsewhere", "2026-11-21", casesToFill)).toEqual([]);
    expect(await here.as("elsewhere", "2026-11-21", (desk) => openSheet(desk, first!.id))).toEqual({
      refused: "no-right",
    });
    const sheet = await here.as("reviewer", "2026-11-21", (desk) => openSheet(desk, first!.id));
    if (!("ok" in sheet)) throw new Error(sheet.refused);
    expect(sheet.known).toMatchObject({ "B1:members": ["members_1"], "B2:water": ["yes"], "B2:employment": [] });
    expect(sheet.known["C:causes"]).toEqual(["capital"]);
    const one = {
      "B1:members": { value: ["members_1"], source: "registry" as const },
      "B9:no": { value: [], source: "asked" as const },
    };
    await here.as("reviewer", "2026-11-21", (desk) => answerSheet(desk, first!.id, one));
    const later = await here.as("reviewer", "2026-11-22", (desk) => openSheet(desk, first!.id));
    expect(later).toMatchObject({ sheet: { "B1:members": { source: "registry" } }, state: "scoring" });
    expect(Object.keys("ok" in later ? later.sheet : {})).toHaveLength(1);
    expect(await here.as("reviewer", "2026-11-22", (desk) => signSheet(desk, first!.id))).toMatchObject({
      refused: "incomplete",
    });
    const { sheetSealed } = await store.client.reviewCase.findUniqueOrThrow({ where: { id: first!.id } });
    expect(sheetSealed).not.toContain("members");
  });

  it("leaves the total open while an answer is unknown", async () => {
    const [first] = await here.as("reviewer", "2026-11-22", casesToFill);
    const result = await here.as("reviewer", "2026-11-22", async (desk) => {
      const sheet = await openSheet(desk, first!.id);
      if (!("ok" in sheet)) throw new Error(sheet.refused);
      return answerSheet(desk, first!.id, {
        ...answers(sheet.questions),
        "B2:water": { value: null, source: "asked" },
      });
    });
    expect(result).toMatchObject({ result: { kind: "open", unknown: ["B2:water"] } });
  });

  it("does not meet before the forms are complete", async () => {
    const meeting = await step("meeting");
    const refused = await here.as("head", "2026-11-25", (desk) => recordMeeting(desk, meeting, MEETING));
    expect(refused).toEqual({ refused: "not-now", current: "scoring" });
    await fillAll(here, "2026-11-24", {
      "B1:members": ["members_4"],
      "B2:water": ["yes"],
      "B2:toilet": ["yes"],
      "B2:telecom": ["yes"],
    });
    expect((await stepsDone(here, round)).scoring).toEqual(["2026-11-24", { households: 3 }]);
  });

  it("refuses votes and days that cannot be", async () => {
    const meeting = await step("meeting");
    const record = (change: object) =>
      here.as("head", "2026-11-25", (desk) => recordMeeting(desk, meeting, { ...MEETING, ...change }));
    expect(await record({ agreed: 41 })).toEqual({ refused: "impossible-votes" });
    expect(await record({ attended: 0, agreed: 0 })).toEqual({ refused: "impossible-votes" });
    const days = { from: "2026-11-24", to: "2026-11-25" };
    expect(await record({ heldOn: day("2026-11-26") })).toEqual({ refused: "impossible-day", ...days });
    expect(await record({ heldOn: day("2026-11-23") })).toEqual({ refused: "impossible-day", ...days });
    const officerOfNobody = await here.as("reviewer", "2026-11-25", (desk) => recordMeeting(desk, meeting, MEETING));
    expect(officerOfNobody).toEqual({ refused: "no-right" });
  });

  it("goes back to the forms when fewer than half agree, and meets again", async () => {
    const meeting = await step("meeting");
    const record = (agreed: number) =>
      here.as("head", "2026-11-25", (desk) => recordMeeting(desk, meeting, { ...MEETING, agreed }));
    expect(await record(19)).toMatchObject({ ok: true, agreed: false });
    expect((await stepsDone(here, round)).scoring![0]).toBeNull();
    expect(await record(31)).toEqual({ refused: "not-now", current: "scoring" });
    for (const { id, head } of await here.as("reviewer", "2026-11-25", casesToFill)) {
      const value = CAUSES_ASKED[head];
      if (value !== undefined)
        await here.as("reviewer", "2026-11-25", (desk) =>
          answerSheet(desk, id, { "C:causes": { value, source: "asked" } }),
        );
    }
    await fillAll(here, "2026-11-25", {
      "B1:members": ["members_4"],
      "B2:water": ["yes"],
      "B2:toilet": ["yes"],
      "B2:telecom": ["yes"],
    });
    expect(await record(20)).toMatchObject({ ok: true, agreed: true });
    expect((await stepsDone(here, round)).meeting).toEqual([
      "2026-11-25",
      expect.objectContaining({ meetings: 2, copies: 2 }),
    ]);
  });

  it("stays posted three working days, and what was disputed is filled and posted again", async () => {
    const [posting, recheck] = [await step("posting"), await step("recheck")];
    const posted = await here.as("head", "2026-11-26", (desk) => recordPosting(desk, posting, day("2026-11-26")));
    expect(posted).toMatchObject({ ok: true, until: "2026-12-01" });
    const close = (today: string) => here.as("officer", today, (desk) => closeRecheck(desk, recheck));
    expect(await close("2026-12-01")).toEqual({ refused: "posted-until", from: "2026-12-02" });
    expect(await here.as("head", "2026-12-02", (desk) => closeRecheck(desk, recheck))).toEqual({ refused: "no-right" });
    const { id } = await store.client.reviewCase.findFirstOrThrow({
      where: { householdId: here.place.households.get("Lê Văn Cam")! },
    });
    expect(await here.as("officer", "2026-12-01", (desk) => recheckCase(desk, id))).toMatchObject({ ok: true });
    expect(await close("2026-12-02")).toEqual({ refused: "rechecking", households: 1 });
    await fillAll(here, "2026-12-02", { "B1:assets": ["car"], "B1:members": ["members_1"] });
    expect(await close("2026-12-02")).toMatchObject({ ok: true, postAgain: true });
    await here.as("head", "2026-12-02", (desk) => recordPosting(desk, posting, day("2026-12-02")));
    expect(await close("2026-12-07")).toEqual({ refused: "posted-until", from: "2026-12-08" });
    expect(await close("2026-12-08")).toMatchObject({ ok: true, postAgain: false });
  });

  it("is recalled in the morning while a step is due", async () => {
    const due = await here.as("officer", "2026-12-10", dueSteps);
    expect(due).toMatchObject([{ step: "decision", villageName: AN_LAC, daysLeft: 2 }]);
    expect(await here.as("officer", "2026-12-09", dueSteps)).toEqual([]);
  });

  it("becomes the class of the households only by the leader's signature", async () => {
    const ids = [...here.place.households.values()];
    expect((await currentStatuses(store.client, ids)).map(({ status }) => status)).toEqual(["poor", "near_poor"]);
    const paper = { roundId: round.id, number: "215/QĐ-UBND", decidedOn: day("2026-12-09") };
    expect(await here.as("officer", "2026-12-09", (desk) => signDecision(desk, paper))).toEqual({
      refused: "nothing-waits",
    });
    expect(await here.as("leader", "2026-12-09", (desk) => toSign(desk, round.id))).toMatchObject({
      proposed: { poor: 2, other: 1 },
      villages: [{ name: AN_LAC }],
      earliest: "2026-12-08",
    });
    const early = await here.as("leader", "2026-12-09", (desk) =>
      signDecision(desk, { ...paper, decidedOn: day("2026-12-07") }),
    );
    expect(early).toMatchObject({ refused: "impossible-day" });
    await report("relapsed", "Trần Văn Bưởi");
    await report("fell_near_poor", "Lê Văn Cam");
    await report("asset_gain", "Lê Văn Cam");
    const signed = await here.as("leader", "2026-12-09", (desk) => signDecision(desk, paper));
    expect(signed).toMatchObject({ ok: true, closed: true });
    const of = (head: string) =>
      "ok" in signed
        ? signed.households.find(({ householdId }) => householdId === here.place.households.get(head))
        : null;
    expect(of("Trần Văn Bưởi")).toMatchObject({
      before: "near_poor",
      status: "poor",
      from: "2027-01-01",
      certificate: expect.stringMatching(/^[12]\/GCN-HN\.HCN$/),
    });
    expect(of("Lê Văn Cam")).toMatchObject({ before: null, status: "other", certificate: null });
    expect(await here.as("leader", "2026-12-09", (desk) => signDecision(desk, paper))).toEqual({
      refused: "nothing-waits",
    });
    expect(await here.as("officer", "2026-12-09", readRounds)).toEqual([]);
  });

  it("keeps why a household is poor: as answered, else as it was known; of nobody else", async () => {
    const known = async (head: string) =>
      (await currentStatuses(store.client, [here.place.households.get(head)!])).map(({ causes }) => causes);
    expect(await known("Phạm Thị Nhài")).toEqual([["capital"], ["capital"]]);
    expect(await known("Trần Văn Bưởi")).toEqual([[], ["labour", "illness"]]);
    expect(await known("Lê Văn Cam")).toEqual([[]]);
    const counted = await here.as("officer", "2026-12-10", async (desk) => {
      const scope = (await scopeOf(desk))!;
      return causesByPlace(desk, scope, { on: day("2027-01-01"), knownAt: desk.now });
    });
    expect(counted.map(({ id, count }) => [id, count]).sort()).toEqual([
      ["capital", 1],
      ["illness", 1],
      ["labour", 1],
    ]);
  });

  it("settles by the same number the reports that asked for it, and no others", async () => {
    expect(await keptReport(reports.relapsed!)).toMatchObject({ state: "approved", decisionNumber: "215/QĐ-UBND" });
    const refused = await keptReport(reports.fell_near_poor!);
    expect(refused).toMatchObject({ state: "refused", decisionNumber: "215/QĐ-UBND", reason: null });
    expect(await keptReport(reports.asset_gain!)).toMatchObject({ state: "open", decisionNumber: null });
  });

  it("leaves an intact audit chain, from which every class can be rebuilt", async () => {
    expect(await verifyAudit(store.client)).toMatchObject({ intact: true });
    const replayed = await replayStatuses(store.client);
    for (const id of here.place.households.values()) {
      const kept = (await currentStatuses(store.client, [id])).map(
        ({ status, standard, from, to, decisionNumber, decidedOn }) => ({
          status,
          standard,
          from,
          to,
          decisionNumber,
          decidedOn,
        }),
      );
      expect(replayed.get(id) ?? []).toEqual(kept);
    }
  });
});
