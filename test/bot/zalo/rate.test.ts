import { describe, expect, it } from "vitest";
import { createRateLimiter, ownAllowance } from "../../../bot/zalo/rate.ts";
import { day } from "../../../foundation/day.ts";

/** A limiter in a world where sleeping moves the clock. */
function limiter(perMinute: number) {
  let now = 0;
  const clock = { now: () => new Date(now), today: () => day("2026-11-21") };
  const rate = createRateLimiter(ownAllowance(perMinute, clock), async (milliseconds) => {
    now += milliseconds;
  });
  const spend = async (calls: number) => {
    const before = now;
    for (let call = 0; call < calls; call += 1) await rate.acquire();
    return now - before;
  };
  return { rate, spend, wait: (milliseconds: number) => (now += milliseconds) };
}

describe("the allowance", () => {
  it("is whole at the start, then one call each part of a minute", async () => {
    const { spend } = limiter(60);
    expect(await spend(60)).toBe(0);
    expect(await spend(3)).toBe(3_000);
  });

  it("never grows beyond one minute's worth", async () => {
    const { spend, wait } = limiter(60);
    wait(3_600_000);
    expect(await spend(61)).toBe(1_000);
  });

  it("lets callers go in the order they asked", async () => {
    const { rate } = limiter(1);
    const order: number[] = [];
    await Promise.all([1, 2, 3, 4].map((caller) => rate.acquire().then(() => order.push(caller))));
    expect(order).toEqual([1, 2, 3, 4]);
  });
});

describe("calls kept beforehand", () => {
  it("go out without waiting, and no more of them than there are", async () => {
    const { rate, spend } = limiter(10);
    expect(await rate.reserve(4)).toBe(4);
    expect(await rate.reserve(64)).toBe(10);
    expect(await spend(10)).toBe(0);
    expect(await rate.reserve(1)).toBe(0);
    expect(await spend(1)).toBe(6_000);
  });
});

describe("what answers announce wins", () => {
  it("a lower limit", async () => {
    const { rate, spend } = limiter(600);
    rate.observe({ limit: 60, remain: null });
    expect(await spend(10)).toBe(0);
    expect(await spend(60)).toBeGreaterThan(8_000);
  });

  it("a higher limit", async () => {
    const { rate, spend } = limiter(60);
    await spend(60);
    rate.observe({ limit: 600, remain: null });
    expect(await spend(540)).toBe(0);
    expect(await spend(10)).toBe(1_000);
  });

  it("a smaller remainder", async () => {
    const { rate, spend } = limiter(60);
    rate.observe({ limit: 60, remain: 0 });
    expect(await spend(2)).toBe(2_000);
  });

  it("but neither a remainder larger than our own count nor a limit of zero", async () => {
    const { rate, spend } = limiter(60);
    await spend(60);
    rate.observe({ limit: 0, remain: 4_000 });
    expect(await spend(1)).toBe(1_000);
  });
});
