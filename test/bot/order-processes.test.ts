// More than one process: an embedded folder belongs to the first; on PostgreSQL they share the work, and every person's
// messages still go out once and in order.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type OutsideZalo, startOutsideZalo } from "../setup/outside-zalo.ts";
import { seededRandom, shuffled } from "../setup/random.ts";
import { freePort, ready, type ServerProcess, spawnServer } from "../setup/server-process.ts";
import { createStore, STORE_KINDS, type TestStore } from "../setup/stores.ts";
import { answersTo, deliverAll, settled, writeScripts } from "../setup/traffic.ts";

describe("two processes on one embedded folder", () => {
  it("the second stops with one line that says what to do, and the first goes on", async () => {
    const store = await createStore("embedded");
    const ports = [await freePort(), await freePort()].map(String);
    const first = spawnServer({ ...store.environment, PORT: ports[0]! });
    await ready(first, `http://127.0.0.1:${ports[0]}`);
    const second = spawnServer({ ...store.environment, PORT: ports[1]! });
    expect(await second.exited).toBe(1);
    expect(second.output().trim().split("\n")).toHaveLength(1);
    expect(second.output()).toMatch(/could not start: store:in-use .* is in use by process \d+; stop that process/);
    expect((await fetch(`http://127.0.0.1:${ports[0]}/readyz`)).status).toBe(200);
    expect(await first.end("SIGTERM")).toBe(0);
    await store.remove();
  });
});

describe.runIf(STORE_KINDS.includes("postgresql"))("two processes on one PostgreSQL", () => {
  const servers: { process: ServerProcess; url: string }[] = [];
  let zalo: OutsideZalo;
  let store: TestStore;
  beforeAll(async () => {
    zalo = await startOutsideZalo({ quiet: { received: true, seen: true } });
    store = await createStore("postgresql");
    for (let count = 0; count < 2; count += 1) {
      const port = await freePort();
      const url = `http://127.0.0.1:${port}`;
      const environment = { ...store.environment, ...zalo.environment, PORT: String(port), SETTLE_MS: "5000" };
      servers.push({ process: spawnServer(environment), url });
    }
    await Promise.all(servers.map(({ process, url }) => ready(process, url))); // both migrate the same empty store
  });
  afterAll(async () => {
    await Promise.all(servers.map(({ process }) => process.end("SIGTERM")));
    await zalo.simulator.close();
    await store.remove();
  });

  it("answer every person once and in order, and renew the token once", async () => {
    const { simulator } = zalo;
    const random = seededRandom(7);
    const scripts = await writeScripts(zalo, { people: 60, each: 4, random });
    const renewals = simulator.faults.inject({ kind: "slow", ms: 0, path: "/access_token" });
    simulator.tokens.expireAccess();
    const parcels = shuffled(
      [...scripts, ...scripts].flatMap((script) => script.parcels),
      random,
    );
    const webhooks = servers.map(({ url }) => `${url}/webhook/zalo`);
    expect(await deliverAll(simulator, parcels, { atOnce: 20, webhooks })).toBe(0);
    await settled(simulator, scripts, 20_000);
    await simulator.webhook.idle();

    const got = scripts.map(({ personId }) => answersTo(simulator, personId));
    expect(got).toEqual(scripts.map(({ answers }) => answers));
    expect(renewals.hits).toBe(1);
    const metrics = await Promise.all(servers.map(async ({ url }) => (await fetch(`${url}/metrics`)).text()));
    const sent = metrics.map((text) =>
      Number(/^ansinh_deliveries_total\{outcome="sent"\} (\d+)/m.exec(text)?.[1] ?? 0),
    );
    expect(sent[0]! + sent[1]!).toBe(240);
    expect(Math.min(...sent)).toBeGreaterThan(0);
  });
});
