// Everything delivered twice, in any order, fifty at a time: everything answered once, each person's answers in their order.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Installation, startInstallation } from "../setup/installation.ts";
import { type OutsideZalo, startOutsideZalo } from "../setup/outside-zalo.ts";
import { seededRandom, shuffled } from "../setup/random.ts";
import { STORE_KINDS } from "../setup/stores.ts";
import { answersTo, deliverAll, settled, writeScripts } from "../setup/traffic.ts";

describe.each(STORE_KINDS)("1,000 events of 200 people on the %s store", (kind) => {
  let zalo: OutsideZalo;
  let here: Installation;
  beforeAll(async () => {
    zalo = await startOutsideZalo({ quiet: { received: true, seen: true } });
    // A person's five messages and their copies, spread over the whole delivery, must arrive before the quiet ends.
    here = await startInstallation(kind, { ...zalo.environment, SETTLE_MS: "10000" });
  });
  afterAll(async () => {
    await here.stop();
    await zalo.simulator.close();
  });

  it("are answered once each and in order, though delivered twice and shuffled", async () => {
    const random = seededRandom(2026);
    const { simulator } = zalo;
    const scripts = await writeScripts(zalo, { people: 200, each: 5, random });
    const parcels = shuffled(
      [...scripts, ...scripts].flatMap((script) => script.parcels),
      random,
    );
    expect(parcels).toHaveLength(2000);

    expect(await deliverAll(simulator, parcels, { atOnce: 50, webhooks: [`${here.url}/webhook/zalo`] })).toBe(0);
    await settled(simulator, scripts, 40_000);
    await simulator.webhook.idle();

    const got = scripts.map(({ personId }) => answersTo(simulator, personId));
    expect(got).toEqual(scripts.map(({ answers }) => answers));
    const metrics = await (await fetch(`${here.url}/metrics`)).text();
    expect(metrics).toContain('ansinh_webhook_total{outcome="stored"} 1000');
    expect(metrics).toContain('ansinh_webhook_total{outcome="duplicate"} 1000');
    expect(metrics).toContain("ansinh_outbox_maybe_twice 0");
  }, 120_000);
});
