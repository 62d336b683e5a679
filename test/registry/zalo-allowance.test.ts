// Many processes keep one pace: together they get what one would, at once and over time, and what one of them is told counts for all.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { day } from "../../foundation/day.ts";
import { sharedAllowance } from "../../registry/zalo-allowance.ts";
import { type OpenStore, openStore } from "../setup/open-store.ts";
import { STORE_KINDS } from "../setup/stores.ts";

const clock = { now: () => new Date(0), today: () => day("2026-11-21") };

// So few calls a minute that none is earned while the test runs.
describe.each(STORE_KINDS)("the allowance of several processes on the %s store", (kind) => {
  let store: OpenStore;
  beforeAll(async () => {
    store = await openStore(kind);
  });
  afterAll(() => store.close());

  const processes = (oa: string, perMinute: number) =>
    Promise.all([1, 2, 3, 4].map(() => sharedAllowance(store, oa, perMinute, clock)));
  /** As if so much time had passed. */
  const pass = (oa: string, seconds: number) =>
    store.client.$executeRaw`UPDATE zalo_allowance SET at = at - make_interval(secs => ${seconds}) WHERE oa_id = ${oa}`;
  const takeAll = async (from: Awaited<ReturnType<typeof processes>>, most: number) => {
    const got = await Promise.all(Array.from({ length: 12 }, (_, turn) => from[turn % from.length]!.take(most)));
    return got.reduce((sum, { taken }) => sum + taken, 0);
  };

  it("is one for all, whoever takes first", async () => {
    const four = await processes("one", 3);
    expect(await takeAll(four, 1)).toBe(3);
    const late = await sharedAllowance(store, "one", 3, clock); // a process that starts now finds what is left
    expect((await late.take(1)).taken).toBe(0);
  });

  it("is refilled evenly, up to a minute's worth, and says how long the next call waits", async () => {
    const four = await processes("refilled", 3);
    await takeAll(four, 1);
    await pass("refilled", 20);
    expect(await takeAll(four, 2)).toBe(1);
    const { taken, waitMs } = await four[0]!.take(1);
    expect(taken).toBe(0);
    expect(waitMs).toBeGreaterThan(0);
    expect(waitMs).toBeLessThanOrEqual(20_000);
    await pass("refilled", -86_400); // the store's clock was put back by a day
    expect((await four[0]!.take(1)).waitMs).toBeLessThanOrEqual(20_000);
    await pass("refilled", 3_600);
    expect(await takeAll(four, 2)).toBe(3);
  });

  it("follows what an answer announced to one of them: another limit, a smaller remainder", async () => {
    const [told, other] = await processes("told", 4_000);
    told!.observe({ limit: 6, remain: null });
    expect((await told!.take(2)).taken).toBe(2);
    expect((await other!.take(500)).taken).toBe(4);
    await pass("told", 60);
    other!.observe({ limit: 6, remain: 3 });
    expect((await other!.take(2)).taken).toBe(2);
    expect((await told!.take(50)).taken).toBe(1);
  });
});
