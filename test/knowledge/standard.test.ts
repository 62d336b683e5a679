// Standards, review scores and derived statuses against the worked cases of the process data.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Day, day } from "../../foundation/day.ts";
import { b1Points, b2Points, childNutrition, classByScores, quickLook } from "../../knowledge/scoring.ts";
import { classify, standardOn } from "../../knowledge/standard.ts";
import { type Recognition, statusOn } from "../../knowledge/status.ts";
import { knowledge } from "./knowledge.ts";

const standard = (id: string) => knowledge.standards.find((one) => one.id === id)!;

describe("the standard of a day", () => {
  it.each([
    ["2016-01-01", "std-2016-2021"],
    ["2021-06-01", "std-2016-2021"],
    ["2021-12-31", "std-2016-2021"],
    ["2022-01-01", "std-2022-2026"],
    ["2026-11-21", "std-2022-2026"],
    ["2026-12-31", "std-2022-2026"],
    ["2027-01-01", "std-2027-2030"],
    ["2030-12-31", "std-2027-2030"],
  ])("on %s it is %s", (on, id) => expect(standardOn(knowledge.standards, day(on))?.id).toBe(id));

  it.each(["2015-12-31", "2031-01-01"])("on %s none is known", (on) =>
    expect(standardOn(knowledge.standards, day(on))).toBeNull(),
  );
});

describe("the class by income and deprivations", () => {
  it.each([
    ["std-2022-2026", "rural", 1_500_000, 3, ["poor"]],
    ["std-2022-2026", "rural", 1_500_000, 2, ["near_poor"]],
    ["std-2022-2026", "rural", 1_500_001, 12, ["avg_living"]],
    ["std-2022-2026", "rural", 0, 0, ["near_poor"]],
    ["std-2022-2026", "rural", 2_250_000, 0, ["avg_living"]],
    ["std-2022-2026", "rural", 2_250_001, 5, ["other"]],
    ["std-2022-2026", "urban", 2_000_000, 3, ["poor"]],
    ["std-2022-2026", "urban", 2_000_001, 3, ["avg_living"]],
    ["std-2022-2026", "urban", 1_999_999, 2, ["near_poor"]],
    ["std-2022-2026", "urban", 3_000_000, 1, ["avg_living"]],
    ["std-2022-2026", "urban", 3_000_001, 1, ["other"]],
    ["std-2016-2021", "rural", 700_000, 0, ["poor"]],
    ["std-2016-2021", "rural", 700_001, 2, ["near_poor"]],
    ["std-2016-2021", "rural", 1_000_000, 3, ["poor"]],
    ["std-2016-2021", "rural", 1_500_000, 3, ["avg_living"]],
    ["std-2016-2021", "rural", 1_500_001, 3, ["other"]],
    ["std-2016-2021", "urban", 900_000, 0, ["poor"]],
    ["std-2016-2021", "urban", 1_300_000, 2, ["near_poor"]],
    ["std-2016-2021", "urban", 1_300_001, 9, ["avg_living"]],
    ["std-2016-2021", "urban", 1_950_001, 9, ["other"]],
    ["std-2027-2030", "rural", 2_200_000, 3, ["poor"]],
    ["std-2027-2030", "urban", 2_800_000, 4, ["poor"]],
    ["std-2027-2030", "rural", 2_200_000, 2, ["near_poor"]],
    ["std-2027-2030", "urban", 2_800_000, 0, ["near_poor"]],
  ] as const)("%s, %s, %i đồng, %i deprivations: %j", (id, area, income, deprivations, classes) => {
    const found = classify(standard(id), area, income, deprivations);
    expect(found.classes).toEqual(classes);
    expect(found.undecided).toBe("nothing");
  });

  it("leaves the class open above the line of 2027, where the rule is switched off", () => {
    const found = classify(standard("std-2027-2030"), "rural", 2_200_001, 0);
    expect(found).toMatchObject({ classes: ["avg_living", "other"], undecided: "rule" });
  });

  it("leaves it open while deprivations are missing, and decides without them where they do not matter", () => {
    expect(classify(standard("std-2022-2026"), "rural", 900_000, null)).toMatchObject({
      classes: ["poor", "near_poor"],
      undecided: "facts",
    });
    expect(classify(standard("std-2022-2026"), "rural", 1_600_000, null)).toMatchObject({
      classes: ["avg_living"],
      undecided: "nothing",
    });
    expect(classify(standard("std-2016-2021"), "rural", 700_000, null)).toMatchObject({ classes: ["poor"] });
  });
});

describe("the class by B1 and B2", () => {
  it.each([
    ["std-2022-2026", "rural", 140, 30, "poor"],
    ["std-2022-2026", "rural", 140, 20, "near_poor"],
    ["std-2022-2026", "rural", 141, 120, "out"],
    ["std-2022-2026", "urban", 175, 30, "poor"],
    ["std-2022-2026", "urban", 175, 0, "near_poor"],
    ["std-2022-2026", "urban", 176, 60, "out"],
    ["std-2016-2021", "rural", 120, 0, "poor"],
    ["std-2016-2021", "rural", 121, 20, "near_poor"],
    ["std-2016-2021", "rural", 150, 30, "poor"],
    ["std-2016-2021", "rural", 151, 120, "out"],
    ["std-2027-2030", "rural", 100, 30, null],
  ] as const)("%s, %s, B1 %i, B2 %i: %s", (id, area, b1, b2, expected) =>
    expect(classByScores(knowledge, id, area, b1, b2)).toBe(expected),
  );

  it("adds B1 as the sum of its lines, one line of an exclusive group at most", () => {
    const ids = knowledge.points.items.map((item) => item.id);
    const provinces = Object.values(knowledge.points.regions).flat();
    fc.assert(
      fc.property(
        fc.constantFrom("rural" as const, "urban" as const),
        fc.constantFrom(...provinces),
        fc.subarray(ids),
        (area, province, items) => {
          const found = b1Points(knowledge, { area, province, items });
          const groups = items.flatMap((id) => knowledge.points.items.find((item) => item.id === id)?.exclusive ?? []);
          if (new Set(groups).size < groups.length) return found.kind === "conflict";
          if (found.kind !== "points") return false;
          const sum = found.lines.reduce((total, line) => total + line.points, 0);
          return found.total === sum && found.lines.length === items.length + (area === "urban" ? 1 : 0);
        },
      ),
    );
  });

  it("gives the table's points in the region's column, and the region's bonus in towns", () => {
    const items = ["members_4", "working_age_2", "motorbike_1", "fridge"];
    expect(b1Points(knowledge, { area: "rural", province: "Hà Nam", items })).toMatchObject({
      total: 60 + 25 + 15 + 15,
    });
    expect(b1Points(knowledge, { area: "rural", province: "Hà Giang", items })).toMatchObject({
      total: 45 + 10 + 10 + 10,
    });
    expect(b1Points(knowledge, { area: "urban", province: "Hà Nội", items })).toMatchObject({
      total: 75 + 20 + 15 + 5 + 25,
    });
    expect(b1Points(knowledge, { area: "rural", province: "Hà Nội", items })).toMatchObject({
      column: "r_red_river_delta",
    });
    expect(b1Points(knowledge, { area: "rural", province: "Atlantis", items })).toMatchObject({
      kind: "unknown-province",
    });
    expect(b1Points(knowledge, { area: "rural", province: "Hà Nam", items: ["yacht"] })).toMatchObject({
      kind: "unknown-item",
    });
  });

  it("is poor exactly when B1 is at or under the line and B2 at least 30", () => {
    const indicators = knowledge.forms.b2.indicators;
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 }), fc.subarray([...indicators]), (b1, deprived) => {
        const b2 = b2Points(knowledge, [...deprived, ...deprived, "waste"]);
        expect(b2).toBe(deprived.length * 10);
        expect(classByScores(knowledge, "std-2022-2026", "rural", b1, b2) === "poor").toBe(b1 <= 140 && b2 >= 30);
      }),
    );
  });
});

describe("form A", () => {
  const items = knowledge.forms.quick_look.items.map((item) => item.id);
  const noExclusion = Object.fromEntries(knowledge.forms.quick_look.exclusions.map((one) => [one.id, false]));
  const yes = (count: number, rest: boolean | undefined) => ({
    ...noExclusion,
    ...Object.fromEntries(items.map((id, index) => [id, index < count ? true : rest])),
  });

  it("stops at four yes answers, reviews at three, waits while an answer can still decide", () => {
    expect(quickLook(knowledge, yes(4, false))).toMatchObject({ verdict: "stop", because: "count" });
    expect(quickLook(knowledge, yes(3, false))).toMatchObject({ verdict: "review", count: 3 });
    expect(quickLook(knowledge, yes(3, undefined))).toMatchObject({ verdict: "unknown" });
    expect(quickLook(knowledge, yes(4, undefined))).toMatchObject({ verdict: "stop" });
    expect(quickLook(knowledge, { villa: true })).toMatchObject({ verdict: "stop", because: "exclusion" });
  });
});

describe("the nutrition table", () => {
  it("counts a child below the figure, not one at the figure", () => {
    expect(childNutrition(knowledge, { months: 0, sex: "boy", weightKg: 2.5, heightCm: 46 })).toEqual({
      underweight: false,
      stunted: true,
    });
    expect(childNutrition(knowledge, { months: 29, sex: "girl", weightKg: 8.9 })).toEqual({
      underweight: true,
      stunted: null,
    });
    expect(childNutrition(knowledge, { months: 150, sex: "girl", heightCm: 140.1, weightKg: 20 })).toEqual({
      underweight: null,
      stunted: true,
    });
    expect(childNutrition(knowledge, { months: 192, sex: "boy", heightCm: 100 }).stunted).toBeNull();
  });
});

describe("derived statuses", () => {
  const history = (...steps: [string, Recognition["class"]][]) =>
    steps.map(([from, name]) => ({ from: day(from), class: name }));
  const at = (on: string, ...steps: [string, Recognition["class"]][]) =>
    statusOn(knowledge, history(...steps), day(on));

  it("is newly escaped for 36 months, the anniversary day inside", () => {
    const steps: [string, Recognition["class"]][] = [
      ["2022-01-01", "poor"],
      ["2023-11-21", "avg_living"],
    ];
    expect(at("2023-11-20", ...steps)).toMatchObject({ class: "poor", newlyEscapedUntil: null });
    expect(at("2023-11-21", ...steps)).toMatchObject({
      exitDate: "2023-11-21",
      newlyEscapedUntil: "2026-11-21" as Day,
    });
    expect(at("2026-11-21", ...steps)).toMatchObject({ newlyEscapedUntil: "2026-11-21" });
    expect(at("2026-11-22", ...steps)).toMatchObject({ exitDate: "2023-11-21", newlyEscapedUntil: null });
  });

  it("does not call the step from poor to near-poor an escape", () => {
    expect(at("2026-01-01", ["2022-01-01", "poor"], ["2025-12-20", "near_poor"])).toMatchObject({
      exitDate: null,
      relapsed: false,
      arising: false,
      since: "2025-12-20",
    });
  });

  it("tells relapsed from newly arising", () => {
    const relapsed = at("2026-01-01", ["2020-01-01", "poor"], ["2022-01-01", "other"], ["2025-06-01", "poor"]);
    expect(relapsed).toMatchObject({ relapsed: true, arising: false });
    expect(at("2026-01-01", ["2020-01-01", "other"], ["2025-06-01", "near_poor"])).toMatchObject({
      relapsed: false,
      arising: true,
    });
    expect(at("2026-01-01", ["2020-01-01", "poor"])).toMatchObject({ relapsed: false, arising: false });
    expect(at("2019-01-01", ["2020-01-01", "poor"])).toBeNull();
  });
});
