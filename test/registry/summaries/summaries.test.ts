// The figures of summaries: against counts written another way, on registries made by chance, and never a movement too many.

import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addDays, type Day, day } from "../../../foundation/day.ts";
import { loadLibrary } from "../../../knowledge/library.ts";
import type { HouseholdClass } from "../../../knowledge/schema/standard.ts";
import { listDays } from "../../../knowledge/summaries.ts";
import { readDashboard } from "../../../registry/dashboard/read.ts";
import type { Desk } from "../../../registry/desk.ts";
import { closeHousehold } from "../../../registry/households/change.ts";
import { recordStatus, statusOn } from "../../../registry/households/statuses.ts";
import { causesByPlace } from "../../../registry/summaries/hardship.ts";
import { movementsOf, totals } from "../../../registry/summaries/movements.ts";
import { scopeOf } from "../../../registry/summaries/scope.ts";
import { hideSmall } from "../../../registry/summaries/small-counts.ts";
import { rateOf, standingOf, totalOf } from "../../../registry/summaries/standing.ts";
import { openWork, silentVillages } from "../../../registry/summaries/work.ts";
import { type Commune, commune } from "../../setup/commune.ts";
import { type OpenStore, openStore } from "../../setup/open-store.ts";
import { STORE_KINDS } from "../../setup/stores.ts";

const library = loadLibrary(join(import.meta.dirname, "../../../knowledge"));
const TODAY = day("2026-11-21");
const NOW = new Date("2026-11-21T08:00:00+07:00");
const CLASSES: HouseholdClass[] = ["poor", "near_poor", "avg_living", "other"];
const HOUSEHOLDS = 24;

describe.each(STORE_KINDS)("summaries on the %s store", (kind) => {
  let store: OpenStore;
  let here: Commune;
  beforeAll(async () => {
    store = await openStore(kind);
    here = await commune(store, {
      people: {
        officer: "commune-officer",
        head: "village-head@Thôn An Lạc",
        province: "province-officer",
        auditor: "auditor",
      },
      households: Array.from({ length: HOUSEHOLDS }, (_, at) => ({
        head: `Người ${at}`,
        village: at % 3 === 0 ? "Thôn Đông Phong" : "Thôn An Lạc",
        status: CLASSES[at % 4]!,
        members: at % 2 === 0 ? [{ name: `Con ${at}` }] : [],
      })),
    });
  });
  afterAll(() => store.close());

  const deskOf = (accountId: string, now = NOW): Desk => {
    const [role, unit] = ROLES[accountId]!;
    const term = { role, unit, until: null };
    const actor = { accountId, personId: here.people.get(accountId)!, term, terms: [term], households: [] };
    return { tx: store.client, store, library, actor, now, today: TODAY };
  };
  const ROLES: Record<string, [string, string]> = {
    officer: ["commune-officer", "11074"],
    head: ["village-head", "11074-001"],
    province: ["province-officer", "31"],
    auditor: ["auditor", "31"],
  };

  it("are about the own unit or one below it, and about nothing without the right", async () => {
    expect(await scopeOf(deskOf("officer"))).toMatchObject({ code: "11074", level: "commune", hidesSmall: false });
    expect(await scopeOf(deskOf("officer"), "so lieu thon dong phong thang 10")).toMatchObject({ code: "11074-002" });
    expect(await scopeOf(deskOf("officer"), "Đông Phong tuần này")).toMatchObject({ code: "11074-002" });
    expect(await scopeOf(deskOf("head"), "thôn Đông Phong")).toMatchObject({ code: "11074-001", named: false });
    expect(await scopeOf(deskOf("province"), "11074")).toMatchObject({ code: "11074", hidesSmall: true });
    expect(await scopeOf(deskOf("auditor"))).toBeNull();
  });

  it("agree with a count written another way, through random histories", async () => {
    const change = fc.record({
      household: fc.nat(HOUSEHOLDS - 1),
      status: fc.constantFrom(...CLASSES),
      after: fc.integer({ min: 1, max: 320 }),
      closes: fc.boolean(),
    });
    const ids = [...here.households.values()];
    const desk = deskOf("officer");
    const scope = (await scopeOf(desk))!;
    let tick = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 8 }), fc.nat(300), fc.nat(60), async (changes, start, length) => {
        for (const { household, status, after, closes } of changes) {
          tick += 1;
          const on = addDays(day("2026-01-01"), after);
          const by = { actor: "test", now: new Date(NOW.getTime() - 1_000_000 + tick) };
          if (closes && household % 5 === 0)
            await closeHousehold(store.client, { householdId: ids[household]!, on, reason: "moved" }, by);
          else
            await recordStatus(
              store.client,
              {
                householdId: ids[household]!,
                status,
                standard: "std-2022-2026",
                from: on,
                decisionNumber: `${tick}/QĐ`,
                decidedOn: on,
                b1: null,
                b2: null,
                causes: ["land"],
              },
              by,
            );
        }
        const first = addDays(day("2026-01-02"), start);
        const last = addDays(first, length);
        const moved = await movementsOf(desk, scope, { first, last, knownAt: NOW });
        const total = totalOf(scope, await standingOf(desk, scope, { on: last, knownAt: NOW }));
        const before = await countedOneByOne(store, ids, addDays(first, -1));
        const after = await countedOneByOne(store, ids, last);
        for (const name of ["poor", "near_poor"] as const) {
          const m = moved[name];
          expect(m.begin).toBe(before[name]);
          expect(m.end).toBe(after[name]);
          const [ins, outs] = totals(m);
          const { begin, end, ...moves } = m;
          expect(begin - outs + ins).toBe(end);
          expect(ins + outs).toBe(Object.values(moves).reduce((sum, one) => sum + one, 0));
        }
        expect(moved.poor.toOther).toBe(moved.near_poor.fromOther);
        expect(moved.near_poor.toOther).toBe(moved.poor.fromOther);
        expect([total.poor, total.nearPoor, total.households]).toEqual([after.poor, after.near_poor, after.open]);
        const dashboard = (await readDashboard(desk))!;
        for (const at of [0, 4, 9, 11]) {
          const day = dashboard.days[at]!;
          const on = day < TODAY ? listDays({ first: day, last: day }).end : day;
          const { households, poor, nearPoor } = totalOf(scope, await standingOf(desk, scope, { on, knownAt: NOW }));
          expect(dashboard.totals[at]).toMatchObject({ households, poor, nearPoor });
        }
      }),
      { numRuns: 12, seed: 4 },
    );
  });

  it("tell what was known then: a decision recorded later changes nothing said before", async () => {
    const desk = deskOf("officer");
    const scope = (await scopeOf(desk))!;
    const on = day("2026-01-01");
    const poorKnownAt = async (knownAt: Date) => totalOf(scope, await standingOf(desk, scope, { on, knownAt })).poor;
    const early = new Date("2026-01-06T00:00:00Z");
    expect(totalOf(scope, await standingOf(desk, scope, { on, knownAt: early }))).toMatchObject({
      households: HOUSEHOLDS,
      poor: HOUSEHOLDS / 4,
      poorPeople: HOUSEHOLDS / 2,
      nearPoor: HOUSEHOLDS / 4,
    });
    const householdId = here.households.get("Người 0")!; // poor since that day
    const corrected = { householdId, status: "other" as const, standard: "std-2022-2026", from: on };
    const decision = { decisionNumber: "99/QĐ", decidedOn: TODAY, b1: null, b2: null, causes: [] };
    await recordStatus(store.client, { ...corrected, ...decision }, { actor: "test", now: NOW });
    expect(await poorKnownAt(NOW)).toBe(HOUSEHOLDS / 4 - 1);
    expect(await poorKnownAt(early)).toBe(HOUSEHOLDS / 4);
    const tooEarly = totalOf(scope, await standingOf(desk, scope, { on, knownAt: new Date("2026-01-01T00:00:00Z") }));
    expect(tooEarly.households).toBe(0);
  });

  it("count causes, open and overdue work, and name silent villages", async () => {
    const desk = deskOf("officer");
    const scope = (await scopeOf(desk))!;
    const causes = await causesByPlace(desk, scope, { on: TODAY, knownAt: NOW });
    expect(causes.every(({ id, count }) => id === "land" && count > 0)).toBe(true);
    expect(await silentVillages(desk, scope)).toEqual(["Thôn An Lạc", "Thôn Đông Phong"]);
    const report = { changeType: "birth", fieldsSealed: "", communeCode: "11074", createdAt: NOW };
    await store.client.changeReport.create({
      data: { ...report, villageCode: "11074-001", state: "open", dueOn: new Date("2026-11-20") },
    });
    await store.client.changeReport.create({
      data: { ...report, villageCode: "11074-002", state: "undone", dueOn: new Date("2026-11-20") },
    });
    await store.client.complaint.create({
      data: { communeCode: "11074", state: "open", dueOn: new Date("2026-11-25") },
    });
    await store.client.complaint.create({
      data: { communeCode: "11075", state: "open", dueOn: new Date("2026-11-25") },
    });
    expect(await openWork(desk, scope)).toEqual({ open: 2, overdue: 1, dueSoon: 1 });
    expect(await silentVillages(desk, scope)).toEqual(["Thôn Đông Phong"]);
    const head = deskOf("head");
    expect(await openWork(head, (await scopeOf(head))!)).toEqual({ open: 1, overdue: 1, dueSoon: 0 });
  });
});

/** Counts of a day by asking each household for itself. */
async function countedOneByOne(store: OpenStore, ids: readonly string[], on: Day) {
  const counts = { poor: 0, near_poor: 0, open: 0 };
  for (const id of ids) {
    const { closedOn } = await store.client.household.findUniqueOrThrow({ where: { id } });
    if (closedOn !== null && closedOn.toISOString().slice(0, 10) <= on) continue;
    counts.open += 1;
    const status = (await statusOn(store.client, id, on, { knownAt: NOW }))?.status;
    if (status === "poor" || status === "near_poor") counts[status] += 1;
  }
  return counts;
}

describe("small counts", () => {
  it("are hidden, and one alone never stands against a known sum", () => {
    expect(hideSmall([12, 3, 2, 0], 5)).toEqual([12, null, null, 0]);
    expect(hideSmall([12, 7, 3, 0], 5)).toEqual([12, null, null, 0]);
    expect(hideSmall([12, 7, 0], 5)).toEqual([12, 7, 0]);
    expect(hideSmall([3], 5)).toEqual([null]);
  });

  it("never show what is small, and never change what is shown", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(40)), (counts) => {
        const shown = hideSmall(counts, 5);
        for (const [at, count] of shown.entries())
          expect(count === null || (count === counts[at] && (count === 0 || count >= 5))).toBe(true);
        expect(shown.filter((count) => count === null).length === 1 && counts.some((c) => c >= 5)).toBe(false);
      }),
    );
  });
});

it("no rate is told among the listed alone", () => {
  const village = { code: "a", name: "a", poor: 2, nearPoor: 3, poorPeople: 0, nearPoorPeople: 0 };
  const listed = { ...village, households: 9, unlisted: 0 };
  const whole = { ...village, households: 100, unlisted: 90 };
  const [commune, province] = [{ level: "commune" }, { level: "province" }] as const;
  expect(rateOf(2, totalOf(commune, [listed]))).toBeNull();
  expect(rateOf(2, totalOf(commune, [whole]))).toBe(2);
  expect(rateOf(4, totalOf(commune, [whole, { ...listed, households: 5 }]))).toBeCloseTo((4 / 105) * 100);
  expect(rateOf(4, totalOf(province, [whole, listed]))).toBeNull();
});

describe("a period in words", () => {
  it.each([
    ["tuần này", "2026-11-16", "2026-11-22"],
    ["tuan truoc the nao", "2026-11-09", "2026-11-15"],
    ["xã Tứ Kỳ tháng 10", "2026-10-01", "2026-10-31"],
    ["tháng 12", "2025-12-01", "2025-12-31"],
    ["tổng hợp tháng 2/2024", "2024-02-01", "2024-02-29"],
    ["số liệu quý 3", "2026-07-01", "2026-09-30"],
    ["quý này", "2026-10-01", "2026-12-31"],
    ["năm 2025", "2025-01-01", "2025-12-31"],
    ["tháng trước", "2026-10-01", "2026-10-31"],
    ["this month", "2026-11-01", "2026-11-30"],
  ])("%s", (words, first, last) => {
    expect(library.summaries.periodIn(words, TODAY)).toEqual({ first, last });
  });

  it.each(["tổng hợp", "tháng 13", "quý 5", "thôn 7"])("none in: %s", (words) => {
    expect(library.summaries.periodIn(words, TODAY)).toBeNull();
  });
});
