// Another day's law on today's households: every household is in exactly one move, each move is the one that the household's own
// explanation tells, small counts are hidden, nothing is written, and threads count what one counts.
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { day } from "../../foundation/day.ts";
import { loadLibrary } from "../../knowledge/library.ts";
import type { Desk } from "../../registry/desk.ts";
import { explainMove } from "../../registry/what-if/explain.ts";
import { type WhatIf, whatIf, whatIfEverywhere } from "../../registry/what-if/show.ts";
import { startTrial, trialOf } from "../../registry/what-if/trials.ts";
import { type Commune, commune } from "../setup/commune.ts";
import { type OpenStore, openStore } from "../setup/open-store.ts";
import { STORE_KINDS } from "../setup/stores.ts";

const library = loadLibrary(join(import.meta.dirname, "../../knowledge"));
const TODAY = day("2026-11-21");
const ON = day("2027-01-01");
const CHILD = { name: "Con", relation: "child", birth: "2015-05-01" } as const;

/** What each becomes on the first day of the standard of 2027, and why. */
const EXPECTED = {
  "three of today's indicators, income below today's line": "poor>poor",
  "two that stay and one that is gone": "poor>open",
  "none that was written down": "poor>open",
  "lacks nothing, by today's line near-poor": "near_poor>near_poor",
  "income of two million a head, three lacking": "none>poor",
  "income of two million a head, nothing lacking": "none>near_poor",
  "average by today's lines, no income written down": "none>open",
  "above today's lines and the new one": "none>none",
} as const;

describe.each(STORE_KINDS)("what if, on the %s store", (kind) => {
  let store: OpenStore;
  let here: Commune;
  beforeAll(async () => {
    store = await openStore(kind);
    const lacking = ["water", "toilet", "employment"];
    const heads = Object.keys(EXPECTED);
    const of = (at: number) => ({ head: heads[at]!, members: [CHILD] });
    here = await commune(store, {
      people: {
        officer: "commune-officer",
        head: "village-head@Thôn Đông Phong",
        province: "province-officer",
        auditor: "auditor",
      },
      households: [
        { ...of(0), status: "poor", deprivations: lacking },
        { ...of(1), status: "poor", deprivations: ["water", "toilet", "information-assets"] },
        { ...of(2), status: "poor" },
        { ...of(3), status: "near_poor", facts: { income_per_head: 1_000_000 } },
        { ...of(4), status: "avg_living", facts: { income_per_head: 2_000_000 }, deprivations: lacking },
        { ...of(5), status: "avg_living", facts: { income_per_head: 2_000_000 } },
        { ...of(6), status: "avg_living" },
        { ...of(7), status: "other", village: "Thôn Đông Phong" },
      ],
    });
  });
  afterAll(() => store.close());

  const ROLES: Record<string, [string, string]> = {
    officer: ["commune-officer", "11074"],
    head: ["village-head", "11074-002"],
    province: ["province-officer", "31"],
    auditor: ["auditor", "31"],
  };
  const deskOf = (accountId: string): Desk => {
    const [role, unit] = ROLES[accountId]!;
    const term = { role, unit, until: null };
    const actor = { accountId, personId: here.people.get(accountId)!, term, terms: [term], households: [] };
    return { tx: store.client, store, library, actor, now: new Date("2026-11-21T03:00:00Z"), today: TODAY };
  };
  const codeOf = async (head: string) =>
    (await store.client.household.findUniqueOrThrow({ where: { id: here.households.get(head)! } })).code;

  it.each(Object.entries(EXPECTED))("%s: %s", async (head, move) => {
    const found = await explainMove(deskOf("officer"), { code: await codeOf(head), on: ON });
    expect(`${found!.was}>${found!.becomes}`).toBe(move);
    if (move === "none>poor") {
      expect(found!.other).toMatchObject({ income: { lowest: 2_000_000, highest: 2_000_000 } });
      expect(found!.gained.map(({ policy }) => policy)).toContain("credit-poor");
      expect(found!.gained[0]!.receipt).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    }
  });

  it("adds up to the same, tells how far it is, and writes nothing", async () => {
    const before = await counts();
    const told: [number, number][] = [];
    const found = await whatIf(deskOf("officer"), { on: ON, progress: (...step) => told.push(step) });
    const moves = Object.fromEntries(found!.total.map(({ was, becomes, count }) => [`${was}>${becomes}`, count]));
    const expected: Record<string, number> = {};
    for (const move of Object.values(EXPECTED)) expected[move] = (expected[move] ?? 0) + 1;
    expect(moves).toEqual(expected);
    expect(told.at(-1)).toEqual([8, 8]);
    const credit = found!.policies.find(({ policy }) => policy === "credit-poor")!;
    expect(credit).toMatchObject({ held: 3, holds: 2, gained: 1, lost: 0, open: 2 });
    expect(found!.reasons.find(({ becomes }) => becomes === "poor")).toMatchObject({
      income: "2000000-2000000",
      deprivations: "3-4",
    });
    expect(await counts()).toEqual(before);
  });

  it("of another day under the same standard moves nobody", async () => {
    const found = await whatIf(deskOf("officer"), { on: day("2026-12-15") });
    expect(found!.total.filter(({ was, becomes }) => was !== becomes)).toEqual([]);
    expect(found!.policies.filter(({ gained, lost }) => gained !== 0 || lost !== 0)).toEqual([]);
  });

  it("reaches the own place, hides small counts from above, and refuses whoever may not", async () => {
    expect((await whatIf(deskOf("head"), { on: ON }))!.households).toBe(1);
    const province = (await whatIf(deskOf("province"), { on: ON, place: "11074" }))!;
    expect(shownCounts(province).filter((count) => count !== null && count > 0 && count < 5)).toEqual([]);
    expect(await whatIf(deskOf("auditor"), { on: ON })).toBeNull();
    const code = await codeOf("none that was written down");
    for (const other of ["head", "province", "auditor"])
      expect(await explainMove(deskOf(other), { code, on: ON })).toBeNull();
    expect((await whatIfEverywhere({ store, library, today: TODAY }, { on: ON, unit: null }))[0]!.households).toBe(8);
  });

  it("counts in threads what one counts", async () => {
    const one = await whatIf(deskOf("officer"), { on: ON });
    expect(await whatIf(deskOf("officer"), { on: ON, threadsFrom: 1 })).toEqual(one);
  });

  it("is shown by whichever process is asked, to whoever asked for it alone, and tells when its own process is gone", async () => {
    const id = await startTrial(deskOf("officer"), { on: ON });
    const shown = () => trialOf(deskOf("officer"), id);
    await expect.poll(async () => (await shown())?.result).toEqual(await whatIf(deskOf("officer"), { on: ON }));
    expect(await trialOf(deskOf("province"), id)).toBeNull();
    await store.client.$executeRaw`UPDATE trial SET result = NULL, seen_at = now()`;
    expect(await shown()).toEqual({ done: 8, total: 8, result: null, fault: null });
    await store.client.$executeRaw`UPDATE trial SET seen_at = now() - interval '1 minute'`;
    expect((await shown())!.fault).toContain("gone");
  });

  async function counts(): Promise<number[]> {
    const { client } = store;
    return Promise.all([
      client.householdStatus.count(),
      client.decision.count(),
      client.auditEntry.count(),
      client.member.count(),
    ]);
  }
});

function shownCounts({ total, places, reasons, policies }: WhatIf): (number | null)[] {
  return [
    ...[...total, ...reasons, ...places.flatMap(({ moves }) => moves)].map(({ count }) => count),
    ...policies.flatMap(({ held, holds, gained, lost, open }) => [held, holds, gained, lost, open]),
  ];
}
