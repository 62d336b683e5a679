// Who lives in a household changes: a report of days gone by tells those of then, and what one report says of them the others say too.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Day, day } from "../../../foundation/day.ts";
import type { HouseholdClass } from "../../../knowledge/schema/standard.ts";
import { closeHousehold, memberLeft } from "../../../registry/households/change.ts";
import { addMembers, createHouseholds } from "../../../registry/households/create.ts";
import { UNKNOWN_MEMBER } from "../../../registry/households/household.ts";
import { recordStatus } from "../../../registry/households/statuses.ts";
import { makeReport } from "../../../registry/official-reports/make.ts";
import { askRelease, decideRelease } from "../../../registry/official-reports/releases.ts";
import { scopeOf } from "../../../registry/summaries/scope.ts";
import { standingOf, totalOf } from "../../../registry/summaries/standing.ts";
import { type Commune, commune } from "../../setup/commune.ts";
import { type OpenStore, openStore } from "../../setup/open-store.ts";
import { deskOf, figures, made } from "./made.ts";

let store: OpenStore;
let here: Commune;
const by = { actor: "test", now: new Date("2026-10-01T08:00:00+07:00") };
const householdOf = (head: string) => here.households.get(head)!;

async function leave(head: string, name: string, on: Day): Promise<void> {
  const members = await store.client.member.findMany({ where: { householdId: householdOf(head) } });
  const { id } = members.find(({ nameSealed }) => store.seal.open(nameSealed) === name)!;
  await memberLeft(store.client, { memberId: id, on, reason: "death_member" }, by);
}

async function join(head: string, name: string, on: Day): Promise<void> {
  const member = { ...UNKNOWN_MEMBER, name, relation: "child" as const, sex: "male" as const, joinedOn: on };
  await addMembers(store.client, store, [{ householdId: householdOf(head), member }], by);
}

async function decide(head: string, status: HouseholdClass, from: Day): Promise<void> {
  const decision = { decisionNumber: "31/QĐ-UBND", decidedOn: from, b1: null, b2: null, causes: [] };
  await recordStatus(
    store.client,
    { householdId: householdOf(head), status, standard: "std-2022-2026", from, ...decision },
    by,
  );
}

beforeAll(async () => {
  store = await openStore("embedded");
  here = await commune(store, {
    people: { officer: "commune-officer", leader: "commune-leader" },
    households: [
      { head: "Trần Văn Bình", members: [{ name: "Trần Thị Én" }, { name: "Trần Văn Giang" }] },
      { head: "Lê Thị Cúc", members: [{ name: "Lê Văn Hợi" }] },
      { head: "Vũ Văn Dậu", status: "near_poor" },
    ],
  });
  await leave("Trần Văn Bình", "Trần Thị Én", day("2026-08-05"));
  await join("Trần Văn Bình", "Trần Văn Mới", day("2026-09-02"));
  await decide("Lê Thị Cúc", "near_poor", day("2026-05-10"));
  await join("Lê Thị Cúc", "Lê Văn Mới", day("2026-04-02"));
  await join("Lê Thị Cúc", "Lê Thị Mới", day("2026-04-03"));
  await leave("Lê Thị Cúc", "Lê Văn Hợi", day("2026-04-20"));
});
afterAll(() => store.close());

const officer = () => deskOf(store, here, "officer", "commune-officer", "11074");
const leader = () => deskOf(store, here, "leader", "commune-leader", "11074");

it.each([
  ["2026-H1", ["Trần Văn Bình", "Trần Thị Én", "Trần Văn Giang"]],
  ["2026-08", ["Trần Văn Bình", "Trần Văn Giang"]],
  ["2026-10", ["Trần Văn Bình", "Trần Văn Giang", "Trần Văn Mới"]],
])("R15 of %s names who lived there then: as many as R01 counts", async (period, names) => {
  const asked = await askRelease(officer(), { report: "R15", unit: "11074", period, reason: "Gửi tỉnh" });
  if (!("ok" in asked)) throw new Error(asked.refused);
  await decideRelease(leader(), asked.number, true);
  const wanted = { report: "R15", unit: "11074", period, stage: "official", language: "vi" } as const;
  const list = await makeReport(officer(), { ...wanted, release: asked.number });
  if (!("ok" in list)) throw new Error(list.refused);
  const at = (key: string) => list.made.table.columns.findIndex((column) => column.key === key);
  const members = list.made.table.lines.filter(({ cells }) => cells[at("stt_m")] !== null);
  expect(members.map(({ cells }) => cells[at("name")]).sort()).toEqual(names.toSorted());
  expect(figures(await made(officer(), "R01", "11074", { period }), null)).toMatchObject({ poor_pp: names.length });
});

it("R02 and R03 tell the same people of a household that goes over, whoever came and left it meanwhile", async () => {
  const [poor, near] = [await made(officer(), "R02", "11074"), await made(officer(), "R03", "11074")];
  expect([...poor.table.failures, ...near.table.failures]).toEqual([]);
  // Lê Thị Cúc alone was there on both days; one left, two came. Of the other household one left and one came.
  expect(figures(poor, null, "people")).toMatchObject({ begin: 5, to_other: 1, other_down: 2, other_up: 1, end: 3 });
  expect(figures(near, null, "people")).toMatchObject({ begin: 1, from_other: 1, other_down: 0, other_up: 2, end: 4 });
});

it("a head who died since was the head then", async () => {
  const { id } = (await store.client.member.findMany({ where: { householdId: householdOf("Trần Văn Bình") } })).find(
    ({ nameSealed }) => store.seal.open(nameSealed) === "Trần Văn Bình",
  )!;
  await store.client.member.update({ where: { id }, data: { sex: "female" } });
  await leave("Trần Văn Bình", "Trần Văn Bình", day("2026-10-05"));
  await store.client
    .$executeRaw`UPDATE member SET relation = 'head', sex = 'male' WHERE household_id = ${householdOf("Trần Văn Bình")}::uuid AND joined_on = '2026-09-02'`;
  const women = async (period: string) => figures(await made(officer(), "R12", "11074", { period }), null).female_head;
  expect([await women("2026-09"), await women("2026-10")]).toEqual([1, 0]);
});

describe("where only the poor and near-poor were brought in", () => {
  it("no share is told of those who left the list, moved in or split off, and nobody counts before coming", async () => {
    await decide("Vũ Văn Dậu", "other", day("2026-07-01"));
    const opened = { on: day("2026-06-15"), reason: "moved_in", from: null };
    const member = { ...UNKNOWN_MEMBER, name: "Phạm Văn Kiên", relation: "head" as const, joinedOn: opened.on };
    const place = { villageCode: "11074-001", communeCode: "11074", provinceCode: "31", address: null };
    const rest = { facts: {}, status: null, deprivations: [], members: [member], opened };
    await createHouseholds(store.client, store, [{ code: "11074-001-9", ...place, ...rest }], {
      ...by,
      source: "report",
    });
    const report = await made(officer(), "R01", "11074", { period: "2026-08" });
    expect(figures(report, null)).toMatchObject({ hh: null, poor_hh: 1, poor_hh_rate: null, near_hh: 1 });
    expect(report.table.notes.map(({ kind }) => kind)).toContain("only_listed");
    const scope = (await scopeOf(officer()))!;
    const total = async (on: string) =>
      totalOf(scope, await standingOf(officer(), scope, { on: day(on), knownAt: officer().now }));
    expect(await total("2026-08-31")).toMatchObject({ households: 4, holdsAll: false });
    expect(await total("2026-05-31")).toMatchObject({ households: 3, holdsAll: false });
  });

  it("a household that moved out is in no list after", async () => {
    await closeHousehold(
      store.client,
      { householdId: householdOf("Lê Thị Cúc"), on: day("2026-11-02"), reason: "moved_out" },
      by,
    );
    const of = async (period: string) => figures(await made(officer(), "R03", "11074", { period }), null, "households");
    expect(await of("2026-10")).toMatchObject({ end: 1 });
    expect(await of("2026-11")).toMatchObject({ begin: 1, other_down: 1, end: 0 });
  });
});
