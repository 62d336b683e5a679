// One holder at a time, and nobody waits for the dead.
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { underLease } from "../../registry/leases.ts";
import { createTokenStore } from "../../registry/tokens.ts";
import { type OpenStore, openStore } from "../setup/open-store.ts";
import { STORE_KINDS } from "../setup/stores.ts";

describe.each(STORE_KINDS)("a lease on the %s store", (kind) => {
  let store: OpenStore;
  beforeAll(async () => {
    store = await openStore(kind);
  });
  afterAll(() => store.close());

  const lease = (holder: string, waitMs = 10_000) => ({ name: "l", holder, seconds: 30, waitMs });

  it("lets one in at a time", async () => {
    let inside = 0;
    let most = 0;
    const work = async () => {
      inside += 1;
      most = Math.max(most, inside);
      await sleep(20);
      inside -= 1;
    };
    await Promise.all(["a", "b", "c", "d"].map((holder) => underLease(store, lease(holder), work)));
    expect(most).toBe(1);
  });

  it("is given back when the work fails", async () => {
    await expect(underLease(store, lease("a"), () => Promise.reject(new Error("work")))).rejects.toThrow("work");
    expect(await underLease(store, lease("b", 0), () => Promise.resolve("in"))).toBe("in");
  });

  it("is refused after the wait while another holds it, and ends by itself when the holder died", async () => {
    await store.client.$executeRaw`INSERT INTO lease VALUES ('l', 'dead', now() + interval '1 hour')`;
    await expect(underLease(store, lease("b", 100), () => Promise.resolve("in"))).rejects.toThrow("holds l");
    await store.client.$executeRaw`UPDATE lease SET until = now() - interval '1 second'`;
    expect(await underLease(store, lease("b", 0), () => Promise.resolve("in"))).toBe("in");
  });

  it("guards the tokens: what one saved under it, the next reads", async () => {
    const clock = { now: () => new Date(), today: () => "2026-11-21" as never };
    const processes = [1, 2, 3].map(() => createTokenStore<{ renewals: number }>(store, "oa", clock));
    const renew = (tokens: (typeof processes)[number]) =>
      tokens.underLock(async (pair, save) => save({ renewals: (pair?.renewals ?? 0) + 1 }));
    await Promise.all([...processes, ...processes].map(renew));
    expect(await processes[0]!.read()).toEqual({ renewals: 6 });
    const [row] = await store.client.zaloToken.findMany();
    expect(row?.pairSealed).not.toContain("renewals");
  });
});
