// A yearly review is decided in December and holds from New Year's Day: the year it belongs to ends with it, the next one begins with it.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { day } from "../../../foundation/day.ts";
import type { HouseholdClass } from "../../../knowledge/schema/standard.ts";
import type { Desk } from "../../../registry/desk.ts";
import { recordStatus } from "../../../registry/households/statuses.ts";
import { movementsOf } from "../../../registry/summaries/movements.ts";
import { scopeOf } from "../../../registry/summaries/scope.ts";
import { type Commune, commune } from "../../setup/commune.ts";
import { type OpenStore, openStore } from "../../setup/open-store.ts";
import { deskOf, figures, made, reopened } from "./made.ts";

let store: OpenStore;
let here: Commune;
beforeAll(async () => {
  store = await openStore("embedded");
  here = await commune(store, {
    people: { officer: "commune-officer" },
    households: [
      { head: "Trần Văn Bình" },
      { head: "Lê Thị Cúc", status: "near_poor" },
      { head: "Vũ Văn Dậu", status: "other" },
      { head: "Đỗ Văn Hùng", status: "other" },
    ],
  });
  const decided = { decisionNumber: "15/QĐ-UBND", decidedOn: day("2026-12-14"), b1: null, b2: null, causes: [] };
  const by = { actor: "test", now: new Date("2026-12-14T09:00:00+07:00") };
  const found: [string, HouseholdClass][] = [
    ["Trần Văn Bình", "other"],
    ["Lê Thị Cúc", "near_poor"],
    ["Vũ Văn Dậu", "poor"],
  ];
  for (const [head, status] of found) {
    const householdId = here.households.get(head)!;
    const one = { householdId, status, standard: "std-2022-2026", from: day("2027-01-01"), ...decided };
    await recordStatus(store.client, one, by);
  }
});
afterAll(() => store.close());

function on(today: string): Desk {
  const now = new Date(`${today}T09:00:00+07:00`);
  return { ...deskOf(store, here, "officer", "commune-officer", "11074"), now, today: day(today) };
}

const BEFORE_REVIEW = { begin: 1, above_near: 0, new_arising: 0, end: 1 };
const WITH_REVIEW = { begin: 1, above_near: 1, new_arising: 1, end: 1 };

describe("the list of a yearly review", () => {
  it.each([
    ["is not in a report made before it was decided", "2026-12-13", "2026", BEFORE_REVIEW],
    ["ends its year as soon as it is decided", "2026-12-20", "2026", WITH_REVIEW],
    ["ends the last quarter, too", "2026-12-20", "2026-Q4", WITH_REVIEW],
    ["is not yet in the month before", "2026-12-20", "2026-11", BEFORE_REVIEW],
    ["ends its year when the year is over", "2027-03-01", "2026", WITH_REVIEW],
    ["begins the next year and changes nothing in it", "2027-03-01", "2027", BEFORE_REVIEW],
    ["is nothing new in the January after", "2027-03-01", "2027-01", BEFORE_REVIEW],
  ])("%s", async (_, today, period, expected) => {
    const report = await made(on(today), "R02", "11074", { period });
    expect(report.table.failures).toEqual([]);
    expect(figures(report, null, "households")).toMatchObject(expected);
  });

  it("is what all other reports of the year count", async () => {
    const count = async (today: string, period: string) =>
      figures(await made(on(today), "R01", "11074", { period }), null);
    expect(await count("2026-12-20", "2026")).toMatchObject({ hh: 4, poor_hh: 1, near_hh: 1 });
    const report = await made(on("2026-12-20"), "R01", "11074");
    const { sheet } = await reopened(report);
    expect(JSON.stringify(sheet.getSheetValues())).toContain("cuối kỳ theo danh sách dùng từ 01/01/2027");
    const before = await reopened(await made(on("2026-12-13"), "R01", "11074"));
    expect(JSON.stringify(before.sheet.getSheetValues())).not.toContain("danh sách dùng từ");
    const november = await reopened(await made(on("2026-12-20"), "R01", "11074", { period: "2026-11" }));
    expect(JSON.stringify(november.sheet.getSheetValues())).not.toContain("danh sách dùng từ");
  });

  it("keeps the indicators of the standard it was made by, also where another begins with its year", async () => {
    const keys = async (period: string) =>
      (await made(on("2027-03-01"), "R04", "11074", { period })).table.columns.map(({ key }) => key);
    expect(await keys("2027-01")).toEqual(await keys("2026"));
    const householdId = here.households.get("Lê Thị Cúc")!;
    const decided = { decisionNumber: "3/QĐ-UBND", decidedOn: day("2027-02-10"), b1: null, b2: null, causes: [] };
    await recordStatus(
      store.client,
      { householdId, status: "poor", standard: "std-2027-2030", from: day("2027-02-10"), ...decided },
      { actor: "test", now: new Date("2027-02-10T09:00:00+07:00") },
    );
    const mixed = await made(on("2027-03-01"), "R04", "11074", { period: "2027-02" });
    // Nobody asked the household on the older list for waste, nor the other one for what gives information.
    expect(figures(mixed, null)).toMatchObject({ total: 2, water: 0, waste: null, "information-assets": null });
    expect(mixed.table.notes).toContainEqual(expect.objectContaining({ kind: "missing", count: 1 }));
  });

  it("says of a period before the first list that everybody in it counts as new", async () => {
    const notes = async (period: string) => (await made(on("2027-03-01"), "R02", "11074", { period })).table.notes;
    expect(await notes("2025-Q4")).toContainEqual({ kind: "first_list", from: "2026-01-01" });
    expect((await notes("2026")).map(({ kind }) => kind)).not.toContain("first_list");
    const { sheet } = await reopened(await made(on("2027-03-01"), "R02", "11074", { period: "2025-Q4" }));
    expect(JSON.stringify(sheet.getSheetValues())).toContain("Danh sách đầu tiên trong sổ có từ 01/01/2026");
  });

  it("moves households in the summary of the year, not in that of the days before it holds", async () => {
    const moved = async (today: string, last: string) => {
      const desk = on(today);
      const period = { first: day("2026-01-01"), last: day(last), knownAt: desk.now };
      const { begin, escaped, newly, end } = (await movementsOf(desk, (await scopeOf(desk))!, period)).poor;
      return { begin, escaped, newly, end };
    };
    expect(await moved("2026-12-20", "2026-12-20")).toEqual({ begin: 1, escaped: 0, newly: 0, end: 1 });
    expect(await moved("2027-03-01", "2026-12-31")).toEqual({ begin: 1, escaped: 1, newly: 1, end: 1 });
  });
});
