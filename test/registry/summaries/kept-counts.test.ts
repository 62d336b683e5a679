// A province's dashboard keeps its counts from one look to the next: they are those that counting anew gives, whatever changed meanwhile.
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addDays, type Day, day } from "../../../foundation/day.ts";
import type { HouseholdClass } from "../../../knowledge/schema/standard.ts";
import { type CountsByPlace, countByPlace } from "../../../registry/dashboard/by-place.ts";
import { provinceCounts } from "../../../registry/dashboard/kept-counts.ts";
import { readDashboard } from "../../../registry/dashboard/read.ts";
import type { Desk } from "../../../registry/desk.ts";
import { closeHousehold } from "../../../registry/households/change.ts";
import { createHouseholds } from "../../../registry/households/create.ts";
import { recordDeprivations } from "../../../registry/households/deprivations.ts";
import { UNKNOWN_MEMBER } from "../../../registry/households/household.ts";
import { recordStatus } from "../../../registry/households/statuses.ts";
import type { Queries } from "../../../registry/store.ts";
import { answerTakeUp } from "../../../registry/take-up/answer.ts";
import { nextToAsk } from "../../../registry/take-up/ask.ts";
import { type Commune, commune } from "../../setup/commune.ts";
import { type As, desksOf } from "../../setup/desks.ts";
import { type OpenStore, openStore } from "../../setup/open-store.ts";
import { STORE_KINDS } from "../../setup/stores.ts";

const TODAY = day("2026-11-23");
const CODES = Array.from({ length: 14 }, (_, at) => String(11_074 + at));
const CLASSES: HouseholdClass[] = ["poor", "near_poor", "avg_living", "other"];
const province = { code: "31", level: "province" } as const;

function asked(on: Day, months = 3) {
  const days = [day("2025-12-31"), ...Array.from({ length: months }, (_, at) => addDays(on, at - months + 1))];
  return { days, period: { first: day("2026-01-01"), last: on }, knownAt: new Date("2026-11-24T00:00:00+07:00") };
}

describe.each(STORE_KINDS)("counts of a province on the %s store", (kind) => {
  let store: OpenStore;
  let communes: Commune[];
  let as: As;
  beforeAll(async () => {
    store = await openStore(kind);
    communes = [];
    for (const [at, code] of CODES.entries())
      communes.push(
        await commune(store, {
          code,
          people: at === 0 ? { officer: "province-officer" } : {},
          households: CLASSES.map((status, n) => ({
            head: `Người ${n}`,
            status,
            members: [
              { name: "Trần Thị Hoa", birth: "1978", facts: { labour_contract: false, ethnic: true, pregnant: false } },
            ],
            deprivations: n === 0 ? ["water", "toilet"] : [],
          })),
        }),
      );
    as = desksOf(store, communes[0]!, TODAY);
  });
  afterAll(() => store.close());

  const householdOf = (at: number, n: number) => communes[at]!.households.get(`Người ${n}`)!;
  const kept = (on = TODAY) => as("officer", async (desk) => inOrder(await provinceCounts(desk, province, asked(on))));
  const anew = (on = TODAY) => as("officer", async (desk) => inOrder(await countByPlace(desk, province, asked(on))));

  let come = 0;
  const by = { actor: "test", now: new Date("2026-11-23T09:00:00+07:00") };
  const changes: Record<string, (tx: Queries, household: string, n: number) => Promise<unknown>> = {
    class: (tx, householdId, n) => {
      const decision = { decisionNumber: "9/QĐ", decidedOn: TODAY, b1: null, b2: null, causes: n % 2 ? ["land"] : [] };
      const from = addDays(TODAY, -n);
      return recordStatus(
        tx,
        { householdId, status: CLASSES[n % 4]!, standard: "std-2022-2026", from, ...decision },
        by,
      );
    },
    deprivations: (tx, householdId, n) =>
      recordDeprivations(tx, { householdId, indicators: n % 2 ? ["telecom"] : [], from: TODAY, source: "report" }, by),
    closing: (tx, householdId) => closeHousehold(tx, { householdId, on: TODAY, reason: "moved" }, by),
    coming: (tx, _, n) => {
      come += 1;
      const { code, villages } = communes[n % CODES.length]!;
      const place = { villageCode: [...villages.values()][0]!, communeCode: code, provinceCode: "31" };
      const members = [{ ...UNKNOWN_MEMBER, name: "Lò Thị Nhàn", relation: "head" as const }];
      const one = {
        code: `M${come}`,
        ...place,
        address: null,
        facts: {},
        members,
        status: null,
        deprivations: [],
      };
      return createHouseholds(tx, store, [one], { ...by, source: "report" });
    },
  };
  it("tell at once who was asked about a right and what was answered", async () => {
    const before = (await kept()).takeUp;
    const family = householdOf(1, 0);
    const told: unknown[] = [];
    await as("family", async (desk) => told.push(await nextToAsk(desk, family)), [family]);
    const afterAsking = (await kept()).takeUp;
    expect(afterAsking.length).toBe(before.length + 1);
    const { policy } = told[0] as { policy: { id: string } };
    await as("family", (desk) => answerTakeUp(desk, { policyId: policy.id, taken: "received" }), [family]);
    expect((await kept()).takeUp.find(({ place }) => place === CODES[1])).toMatchObject({ asked: 1, received: 1 });
    expect(await kept()).toEqual(await anew());
  });

  it("are those of counting anew, after any changes", async () => {
    const change = fc.record({
      what: fc.constantFrom(...Object.keys(changes)),
      commune: fc.nat(CODES.length - 1),
      household: fc.nat(3),
      n: fc.nat(40),
    });
    const round = fc.array(change, { maxLength: 14 });
    await fc.assert(
      fc.asyncProperty(fc.array(round, { minLength: 1, maxLength: 3 }), async (rounds) => {
        for (const several of rounds) {
          for (const { what, commune, household, n } of several)
            await store.client.$transaction((tx) => changes[what]!(tx, householdOf(commune, household), n));
          expect(await kept()).toEqual(await anew());
        }
      }),
      { numRuns: 12, seed: 7 },
    );
  });

  it("are those of counting anew on another day", async () => {
    expect(await kept(addDays(TODAY, 1))).toEqual(await anew(addDays(TODAY, 1)));
    expect(await kept()).toEqual(await anew());
  });

  it("miss no change that was still being written while they were counted", async () => {
    await kept();
    const looked = Promise.withResolvers<void>();
    const written = Promise.withResolvers<void>();
    const writing = store.client.$transaction(async (tx) => {
      await changes.deprivations!(tx, householdOf(2, 3), 1);
      await changes.class!(tx, householdOf(2, 3), 4);
      written.resolve();
      if (kind === "postgresql") await looked.promise; // the embedded store takes one transaction after the other
    });
    await written.promise;
    await kept();
    looked.resolve();
    await writing;
    expect(await kept()).toEqual(await anew());
  });

  it("reach the dashboard: a household more is poor", async () => {
    const poor = async () => (await as("officer", (desk: Desk) => readDashboard(desk)))!.totals.at(-1)!.poor;
    await store.client.$transaction((tx) => changes.class!(tx, householdOf(3, 3), 3));
    const before = await poor();
    await store.client.$transaction((tx) => changes.class!(tx, householdOf(3, 3), 0));
    expect(await poor()).toBe(before + 1);
  });
});

it("nothing writes what is counted without telling the audit chain", () => {
  const writes =
    /(?:INSERT INTO|UPDATE|DELETE FROM) (?:household|household_status|deprivation|take_up)\b|\.(?:household|householdStatus|deprivation|takeUp)\.(?:create|update|delete|upsert)/;
  const registry = join(import.meta.dirname, "../../../registry");
  const writing = globSync("**/*.ts", { cwd: registry })
    .map((file) => ({ file, code: readFileSync(join(registry, file), "utf8") }))
    .filter(({ code }) => writes.test(code));
  const silent = writing.filter(({ code }) => !code.includes("appendAudit(")).map(({ file }) => file);
  expect(writing.length).toBeGreaterThan(5);
  expect(silent).toEqual(["privacy/expired.ts"]); // households closed long ago: they are in no count
});

function inOrder(counts: CountsByPlace) {
  const sorted = (rows: readonly object[]) => rows.map((row) => JSON.stringify(row)).sort();
  const parsed = (rows: readonly object[]) => sorted(rows).map((row) => JSON.parse(row));
  const { alike, lacking, causes, takeUp } = counts;
  return { alike: parsed(alike), lacking: parsed(lacking), causes: parsed(causes), takeUp: parsed(takeUp) };
}
