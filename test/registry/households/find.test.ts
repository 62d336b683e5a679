// People found by names typed any way, pairs that may be the same person, and the household as the law sees it.
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { day } from "../../../foundation/day.ts";
import { loadLibrary } from "../../../knowledge/library.ts";
import { loadSpreadsheet } from "../../../knowledge/spreadsheet.ts";
import { createHouseholds } from "../../../registry/households/create.ts";
import { duplicateFinder } from "../../../registry/households/duplicates.ts";
import { findByIdentity, findByName } from "../../../registry/households/find.ts";
import { householdForLaw } from "../../../registry/households/for-law.ts";
import { householdIds, openHouseholds, readHousehold } from "../../../registry/households/read.ts";
import { recordStatus } from "../../../registry/households/statuses.ts";
import { type OpenStore, openStore } from "../../setup/open-store.ts";
import { BY, COMMUNE, household, member, status } from "./records.ts";

const KNOWLEDGE = join(import.meta.dirname, "../../../knowledge");
const { titles } = loadSpreadsheet(KNOWLEDGE).values;
const TODAY = day("2026-11-21");
const OTHER_VILLAGE = { villages: ["30001-002"], communes: [], provinces: [], nation: false };

describe("people of a commune", () => {
  let store: OpenStore;
  beforeAll(async () => {
    store = await openStore("embedded");
    await store.client.$transaction((tx) =>
      createHouseholds(
        tx,
        store,
        [
          household({
            code: "A",
            status: status({ standard: "std-2022-2026" }),
            deprivations: ["toilet", "water", "telecom"],
            members: [
              member({ name: "Vàng Seo Lử", nickname: "Lử Lèo", birth: "1970", sex: "male", ethnicity: "hmong" }),
              member({ name: "Nguyễn Thị Hường", relation: "spouse", identity: "000175000017" }),
            ],
          }),
          household({ code: "B", members: [member({ name: "Nguyễn Thị Hương", birth: "1988" })] }),
          household({
            code: "C",
            villageCode: "30001-002",
            members: [
              member({ name: "Thị Hường Nguyễn", birth: "1950", identity: "000188110022" }),
              member({ name: "Lử Lèo", relation: "other", birth: "1970-05-06" }),
              member({ name: "Nguyễn Thị Hương", relation: "child", birth: "1988", identity: "000188000035" }),
            ],
          }),
        ],
        BY,
      ),
    );
  });
  afterAll(() => store.close());

  const find = async (typed: string, reach = COMMUNE) =>
    (await findByName(store.client, store, { typed, reach, titles, limit: 5 })).map(
      ({ householdCode, member: { name } }) => `${householdCode} ${name}`,
    );

  it.each([
    ["Vàng Seo Lử", "A Vàng Seo Lử"],
    ["vang seo lu", "A Vàng Seo Lử"],
    ["VÀNG LỬ SEO", "A Vàng Seo Lử"],
    ["ông Lử", "A Vàng Seo Lử"],
    ["nguyễn thị hường", "A Nguyễn Thị Hường"],
    ["chị Nguyễn Thị Hương", "B Nguyễn Thị Hương"],
    ["Hường", "A Nguyễn Thị Hường"],
  ])("are found by %j: first %j", async (typed, first) => {
    expect((await find(typed))[0]).toBe(first);
  });

  it("are found by what people call them, homonyms all of them", async () => {
    expect((await find("ong Lu Leo")).toSorted()).toEqual(["A Vàng Seo Lử", "C Lử Lèo"]);
    expect(await find("huong")).toHaveLength(4);
  });

  it("are never found from outside the given units, nor by a word that is nobody's", async () => {
    expect(await find("Nguyễn Thị Hường", OTHER_VILLAGE)).toEqual(["C Nguyễn Thị Hương", "C Thị Hường Nguyễn"]);
    expect(await find("Vàng Seo Lử", { ...OTHER_VILLAGE, villages: [] })).toEqual([]);
    expect(await find("Trương")).toEqual([]);
    expect(await find(" !? ")).toEqual([]);
  });

  it("are found by their identity number within the units", async () => {
    const by = (identity: string, reach = COMMUNE) => findByIdentity(store.client, store, { identity, reach });
    expect(await by("000175000017")).not.toBeNull();
    expect(await by("000175000017", OTHER_VILLAGE)).toBeNull();
    expect(await by("000175000002")).toBeNull();
  });

  it("are suggested as the same person for a reason, and only then", async () => {
    const households = await openHouseholds(store.client, store, await householdIds(store.client, COMMUNE), TODAY);
    const finder = duplicateFinder();
    for (const household of households) finder.add([household]);
    const pairs = finder
      .pairs()
      .map(({ first, second, reasons }) =>
        [
          `${first.household.code} ${first.member.name}`,
          `${second.household.code} ${second.member.name}`,
          ...reasons,
        ].join(" | "),
      );
    expect(pairs.toSorted()).toEqual([
      "A Vàng Seo Lử | C Lử Lèo | nickname | birth-year",
      "B Nguyễn Thị Hương | C Nguyễn Thị Hương | name | birth-year",
    ]);
  });

  it("are seen by the law as the registry knows them", async () => {
    const library = loadLibrary(KNOWLEDGE);
    const read = { household: { code: "A" }, reach: COMMUNE, on: TODAY };
    const poor = (await readHousehold(store.client, store, read))!;
    const known = <T>(value: T) => ({ value, origin: "registry" });
    expect(await householdForLaw(store.client, library, poor, TODAY)).toMatchObject({
      household: { hh_class: known("poor"), deprivations: known(["telecom", "toilet", "water"]) },
      members: [
        { key: poor.members[0]!.id, facts: { birth: known("1970"), sex: known("male"), ethnic: known(true) } },
        { facts: { birth: known("1950-09-02") } },
      ],
    });
    const off = { ...status({ status: "other", from: day("2026-06-15") }), householdId: poor.id };
    await recordStatus(store.client, off, { ...BY, now: new Date(BY.now.getTime() + 1) });
    const escaped = (await readHousehold(store.client, store, read))!;
    const situation = await householdForLaw(store.client, library, escaped, TODAY);
    expect(situation.household).toMatchObject({
      hh_class: known("other"),
      previously: known("poor"),
      exit_date: known("2026-06-15"),
    });
    expect(situation.household.area).toBeUndefined();
  });
});
