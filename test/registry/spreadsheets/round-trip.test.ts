// Export and import are each other's mirror: any registry that is written to a file and read from it again is the same registry.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addDays, day } from "../../../foundation/day.ts";
import type { FactValue } from "../../../knowledge/eligibility/facts.ts";
import { createHouseholds } from "../../../registry/households/create.ts";
import type { HouseholdRecord, MemberRecord, NewHousehold } from "../../../registry/households/household.ts";
import { householdIds, LAST_KNOWN, openHouseholds } from "../../../registry/households/read.ts";
import { createVillages, ensureCommune } from "../../../registry/households/villages.ts";
import { exportHouseholds } from "../../../registry/spreadsheets/export-households.ts";
import { importHouseholds } from "../../../registry/spreadsheets/import-households.ts";
import { openSpreadsheet } from "../../../registry/spreadsheets/open-file.ts";
import { type OpenStore, openStore } from "../../setup/open-store.ts";
import { BY } from "../households/records.ts";
import { knowledge, UNITS, words, workbook } from "./open-workbook.ts";

const VILLAGES = ["Thôn Đông", "Bản Nà Mèo", "Tổ 7"];
const COMMUNE = { villages: [], communes: [UNITS.commune.code], provinces: [], nation: false };
const orNull = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const anyDay = fc.integer({ min: 0, max: 20_000 }).map((count) => addDays(day("1970-01-01"), count));
const statusDay = fc.integer({ min: 0, max: 1500 }).map((count) => addDays(day("2022-01-01"), count));

function factsOf(level: "household" | "person"): fc.Arbitrary<Record<string, FactValue>> {
  const facts = knowledge.facts.facts.filter((fact) => fact.level === level && fact.id !== "birth");
  const value = (id: string): fc.Arbitrary<FactValue> => {
    const { type, choices } = facts.find((fact) => fact.id === id)!;
    if (type === "flag") return orNull(fc.boolean());
    if (type === "choice") return orNull(fc.constantFrom(...Object.keys(choices!)));
    if (type === "number") return orNull(fc.integer({ min: 0, max: 5_000_000 }));
    return type === "date" ? orNull(anyDay) : fc.constantFrom("Hải Phòng", "Hà Giang");
  };
  return fc
    .subarray(
      facts.map(({ id }) => id),
      { maxLength: 5 },
    )
    .chain((ids) => fc.record(Object.fromEntries(ids.map((id) => [id, value(id)]))))
    .map((record) => ({ ...record }));
}

const syllable = fc.constantFrom(
  "Lò",
  "Thị",
  "Xuân",
  "Vàng",
  "Seo",
  "Lử",
  "Nguyễn",
  "Hường",
  "Hương",
  "Y'",
  "Đỗ",
  "Ân",
);
const name = fc.array(syllable, { minLength: 2, maxLength: 4 }).map((list) => list.join(" "));
const ids = (list: "ethnicities" | "causes") => words.values.lists[list].map(({ id }) => id);

const member: fc.Arbitrary<MemberRecord> = fc.record({
  name,
  nickname: orNull(name),
  relation: fc.constantFrom("spouse", "child", "parent", "grandchild", "sibling", "other"),
  birth: orNull(fc.oneof(anyDay, fc.integer({ min: 1920, max: 2026 }).map(String))),
  sex: orNull(fc.constantFrom("male", "female")),
  identity: fc.constant(null),
  ethnicity: orNull(fc.constantFrom(...ids("ethnicities"))),
  phone: orNull(fc.integer({ min: 0, max: 9_999_999 }).map((rest) => `09${String(rest).padStart(8, "1")}`)),
  joinedOn: orNull(anyDay),
  facts: factsOf("person"),
});

const indicators = knowledge.standards.find(({ id }) => id === "std-2022-2026")!.indicators.map(({ id }) => id);
const address = orNull(
  fc
    .oneof(
      name,
      fc.string({ unit: "grapheme-ascii", maxLength: 30 }),
      fc.constantFrom("=1+1", "+84", "-x", "@a", "'=b", 'a;b,"c"'),
    )
    .map((text) => text.trim())
    .filter((text) => text !== ""),
);

/** Ethnicities, standards and reasons aside, anything a registry can hold of one household. */
const household: fc.Arbitrary<Omit<HouseholdRecord, "code">> = fc
  .record({
    villageCode: fc.constantFrom("11074-001", "11074-002", "11074-003"),
    address,
    facts: factsOf("household"),
    status: orNull(
      fc.record({
        status: fc.constantFrom("poor", "near_poor", "avg_living", "other"),
        standard: fc.constant("std-2022-2026"),
        from: statusDay,
        decisionNumber: orNull(fc.constantFrom("15/QĐ-UBND", "7", "-")),
        decidedOn: orNull(statusDay.map((one) => (one > "2026-11-21" ? day("2026-11-21") : one))),
        b1: orNull(fc.nat({ max: 300 })),
        b2: orNull(fc.nat({ max: 120 })),
        causes: fc.subarray(ids("causes")),
      }),
    ),
    deprivations: fc.subarray(indicators),
    members: fc.array(member, { minLength: 1, maxLength: 5 }),
    escaped: orNull(fc.constantFrom("poor", "near_poor")),
  })
  .map(({ escaped, ...one }) => {
    const [head, ...others] = one.members;
    const left = escaped !== null && one.status?.status === "other";
    const facts = left ? { ...one.facts, previously: escaped, exit_date: one.status!.from } : one.facts;
    const people = others.map((other, at) => ({ ...other, identity: at === 0 ? null : other.identity }));
    return { ...one, facts, members: [{ ...head!, relation: "head" }, ...people] };
  });

const registry = fc.array(household, { minLength: 1, maxLength: 5 }).map((list) =>
  list.map((one, at): NewHousehold => {
    const number = (index: number) => `000${String(at).padStart(4, "0")}${String(index).padStart(5, "0")}`;
    const members = distinct(one.members).map((person, index) => ({
      ...person,
      identity: index % 2 === 0 ? number(index) : null,
    }));
    return { ...one, members, code: `HN-${at}`, communeCode: UNITS.commune.code, provinceCode: UNITS.province.code };
  }),
);

/** Two people of one household with the same name and birth are one person to any reader. */
function distinct(members: readonly MemberRecord[]): MemberRecord[] {
  const seen = new Set<string>();
  return members.filter(({ name: own, birth }) => {
    const key = `${own.normalize("NFD").replace(/\p{Mn}/gu, "")} ${birth}`;
    return !seen.has(key) && seen.add(key);
  });
}

describe("a registry", () => {
  let store: OpenStore;
  const folder = mkdtempSync(join(tmpdir(), "an-sinh-sheets-"));
  beforeAll(async () => {
    store = await openStore("embedded");
  });
  afterAll(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });

  async function empty(): Promise<void> {
    await store.client.$executeRaw`TRUNCATE household, member, household_status, deprivation, unit CASCADE`;
    await ensureCommune(store.client, UNITS);
    await createVillages(store.client, { code: UNITS.commune.code, provinceCode: UNITS.province.code }, VILLAGES, BY);
  }

  /** All that is known, in an order of its own. */
  async function all(): Promise<unknown[]> {
    const list = await openHouseholds(store.client, store, await householdIds(store.client, COMMUNE), LAST_KNOWN);
    return list.map(({ code, villageCode, address: where, facts, status, deprivations, members }) => {
      const { id: _, householdId: __, to: ___, ...decided } = { id: 0, householdId: 0, to: 0, ...status };
      const people = members.map(({ id: ____, ...person }) => JSON.stringify(sortedKeys(person))).sort();
      return { code, villageCode, where, facts, decided, lacking: deprivations.toSorted(), people };
    });
  }

  const sortedKeys = (value: unknown): unknown =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(
          Object.entries(value)
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([key, one]) => [key, sortedKeys(one)]),
        )
      : value;

  it.each(["xlsx", "csv"])(
    "written as %s and read again is the same, and read twice changes nothing",
    async (kind) => {
      const file = join(folder, `registry.${kind}`);
      const options = { units: UNITS, createVillages: false, acceptValidRows: false, dryRun: false, by: BY };
      await fc.assert(
        fc.asyncProperty(registry, async (list) => {
          await empty();
          await store.client.$transaction((tx) => createHouseholds(tx, store, list, BY), { timeout: 60_000 });
          const before = await all();
          await exportHouseholds(store, workbook, {
            file,
            commune: UNITS.commune.code,
            language: "vi",
            now: new Date(),
          });
          expect(await store.client.householdView.count({ where: { role: "operator" } })).toBe(list.length);
          const again = await importHouseholds(store, workbook, await openSpreadsheet(file), options);
          expect(again.problems.filter(({ level }) => level === "error")).toEqual([]);
          expect(again).toMatchObject({ created: 0, changed: 0, unchanged: list.length, members: 0, absent: 0 });
          await empty();
          const fresh = await importHouseholds(store, workbook, await openSpreadsheet(file), options);
          expect(fresh).toMatchObject({ created: list.length, refused: 0, written: true });
          expect(await all()).toEqual(before);
        }),
        { numRuns: 12 },
      );
    },
    120_000,
  );
});
