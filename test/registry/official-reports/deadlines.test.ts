// Deadlines of reports: which holds where, and officers reminded once each time, of nothing that is not certain.
import { afterAll, beforeAll, expect, it } from "vitest";
import { day } from "../../../foundation/day.ts";
import { remindOfDeadlines } from "../../../handlers/remind-of-deadlines.ts";
import { nextLastDay, reportPeriod } from "../../../knowledge/official-reports.ts";
import type { Desk } from "../../../registry/desk.ts";
import { deadlinesOf } from "../../../registry/official-reports/deadlines.ts";
import { commune } from "../../setup/commune.ts";
import { type OpenStore, openStore } from "../../setup/open-store.ts";
import { library } from "./made.ts";

let store: OpenStore;
beforeAll(async () => {
  store = await openStore("embedded");
  await commune(store, {
    people: { officer: "commune-officer", leader: "commune-leader", province: "province-officer" },
  });
});
afterAll(() => store.close());

function deskOn(text: string): Desk {
  const actor = { accountId: "schedule", personId: null, term: null, terms: [], households: [] };
  return { tx: store.client, store, library, actor, now: new Date(`${text}T07:40:00+07:00`), today: day(text) };
}

it("a yearly last day comes again, one of a single year does not", () => {
  expect(nextLastDay({ last_day: "12-14" }, day("2026-12-14"))).toBe("2026-12-14");
  expect(nextLastDay({ last_day: "12-14" }, day("2026-12-15"))).toBe("2027-12-14");
  expect(nextLastDay({ last_day: "2030-09-14" }, day("2030-09-15"))).toBeNull();
});

it.each([
  ["2026", "2026-01-01", "2026-12-31"],
  ["2026-02", "2026-02-01", "2026-02-28"],
  ["2026-H2", "2026-07-01", "2026-12-31"],
  ["2026-Q1", "2026-01-01", "2026-03-31"],
])("the period %s", (text, first, last) => {
  expect(reportPeriod(text)).toEqual({ first, last });
});

it.each(["", "26", "2026-13", "2026-H3", "2026-Q5", "2026-1", "tháng 10"])("no period: %j", (text) => {
  expect(reportPeriod(text)).toBeNull();
});

it("a plan's deadline holds where the plan held only", async () => {
  const ids = (await deadlinesOf(deskOn("2026-11-22"), "11074")).map(({ deadline }) => deadline.id);
  expect(ids).toEqual(["review-results"]);
  const units = library.plans.find(({ id }) => id === "son-duong-2022")!.unit.today;
  const inside = units.find(({ code }) => code.length === 5);
  await commune(store, { code: inside!.code, province: "08" });
  const there = (await deadlinesOf(deskOn("2026-11-22"), inside!.code)).map(({ deadline }) => deadline.id);
  expect(there).toContain("son-duong-annual");
});

it("officers are reminded once for each step, also late; the last day is told as such; an uncertain day is not told", async () => {
  const told = async (on: string) =>
    (await remindOfDeadlines.run(deskOn(on))).map(({ accountId, replies }) => [accountId, replies[0]]);
  expect(await told("2026-11-10")).toEqual([]);
  expect(await told("2026-12-02")).toEqual([["officer", expect.objectContaining({ key: "official-reports:soon" })]]);
  expect(await told("2026-12-03")).toEqual([]);
  expect(await told("2026-12-12")).toEqual([["officer", expect.objectContaining({ key: "official-reports:soon" })]]);
  expect(await told("2026-12-14")).toEqual([["officer", expect.objectContaining({ key: "official-reports:today" })]]);
  expect(await told("2026-12-14")).toEqual([]);
});
