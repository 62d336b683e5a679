// kill -9 in the middle of the work, again and again: nothing is lost, nothing is out of order, and only a message whose
// sending was under way at a kill may come twice, which is counted. `npm run kills` does it two hundred times.
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { gatherCrowd } from "../setup/crowd.ts";
import { type MortalServer, startMortal } from "../setup/mortal-server.ts";
import { type OutsideZalo, startOutsideZalo } from "../setup/outside-zalo.ts";
import { seededRandom } from "../setup/random.ts";
import { createStore, STORE_KINDS, type TestStore } from "../setup/stores.ts";

/** On PostgreSQL a kill puts the process to the proof, not the store's files: fewer are enough here. */
const KILLS = { embedded: 20, postgresql: 6 };
/** People who begin to write before each kill. */
const WAVE = 15;
/** How long after that the kill may come, in milliseconds. */
const LONGEST_LIFE = 700;

describe.each(STORE_KINDS)("kills under load on the %s store", (kind) => {
  let zalo: OutsideZalo;
  let store: TestStore;
  let server: MortalServer;
  beforeAll(async () => {
    zalo = await startOutsideZalo({ quiet: { received: true, seen: true } });
    store = await createStore(kind);
    server = await startMortal(zalo, store);
  });
  afterAll(async () => {
    await server.stop();
    await zalo.simulator.close();
    await store.remove();
  });

  it("lose nothing, keep every order, and double only what was being sent", async ({ annotate }) => {
    const random = seededRandom(kind === "embedded" ? 11 : 12);
    const crowd = await gatherCrowd(zalo, { people: KILLS[kind] * WAVE, random });
    while (server.kills < KILLS[kind]) {
      crowd.begin(WAVE);
      await sleep(random() * LONGEST_LIFE);
      await server.kill();
    }
    const { wanted, got, doubled, maybeTwice, metrics } = await crowd.heard(server.url);
    await annotate(`${doubled} of ${got.flat().length} messages came more than once after ${server.kills} kills`);
    expect(wanted).toHaveLength(KILLS[kind] * WAVE);
    expect(got).toEqual(wanted);
    expect(doubled).toBeLessThanOrEqual(maybeTwice);
    expect(metrics).toContain('ansinh_inbox_events{state="waiting"} 0');
    expect(metrics).toContain('ansinh_inbox_events{state="dead"} 0');
    expect(metrics).toContain('ansinh_outbox_messages{state="dead"} 0');
  }, 400_000);
});
