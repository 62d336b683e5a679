// kill -9 in the middle of the work, again and again: nothing is lost, nothing is out of order, and only a message whose
// sending was under way at a kill may come twice, which is counted.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type OutsideZalo, startOutsideZalo } from "../setup/outside-zalo.ts";
import { seededRandom } from "../setup/random.ts";
import { freePort, ready, type ServerProcess, spawnServer } from "../setup/server-process.ts";
import { createStore, STORE_KINDS, type TestStore } from "../setup/stores.ts";
import { answersTo, deliver, type Script, settled, writeScripts } from "../setup/traffic.ts";

const KILLS = 20;
const PEOPLE = 300;
/** How long after a wave of messages begins the kill may come, in milliseconds. */
const LONGEST_LIFE = 700;
/** Longer than the lease of a message whose process died (bot/deliver.ts). */
const PATIENCE = 60_000;

describe.each(STORE_KINDS)("twenty kills under load on the %s store", (kind) => {
  let zalo: OutsideZalo;
  let store: TestStore;
  let environment: Record<string, string>;
  let url: string;
  let server: ServerProcess;
  beforeAll(async () => {
    zalo = await startOutsideZalo({ quiet: { received: true, seen: true } });
    store = await createStore(kind);
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    environment = { ...store.environment, ...zalo.environment, PORT: String(port) };
    zalo.simulator.webhookUrl = `${url}/webhook/zalo`;
    await start();
  });
  afterAll(async () => {
    await server.end("SIGTERM");
    await zalo.simulator.close();
    await store.remove();
  });

  it("lose nothing, keep every order, and double only what was being sent", async ({ annotate }) => {
    const random = seededRandom(kind === "embedded" ? 11 : 12);
    const { simulator } = zalo;
    const scripts = await writeScripts(zalo, { people: PEOPLE, each: 3, random });
    const waves = Array.from({ length: KILLS }, (_, wave) => scripts.filter((_, index) => index % KILLS === wave));
    const talking: Promise<void>[] = [];
    for (const wave of waves) {
      talking.push(...wave.map(talk));
      await pause(random() * LONGEST_LIFE);
      await server.end("SIGKILL");
      await start();
    }
    await Promise.all(talking);
    await settled(simulator, scripts, PATIENCE);
    const metrics = await (await fetch(`${url}/metrics`)).text();

    const got = scripts.map(({ personId }) => answersTo(simulator, personId));
    const doubled = got.map(cameAgain).reduce((sum, one) => sum + one, 0);
    await annotate(`${doubled} of ${got.flatMap(once).length} messages came more than once`);
    expect(got.map(once)).toEqual(scripts.map(({ answers }) => answers));
    expect(doubled).toBeLessThanOrEqual(Number(/^ansinh_outbox_maybe_twice (\d+)/m.exec(metrics)![1]));
    expect(metrics).toContain('ansinh_inbox_events{state="waiting"} 0');
    expect(metrics).toContain('ansinh_inbox_events{state="dead"} 0');
    expect(metrics).toContain('ansinh_outbox_messages{state="dead"} 0');
  }, 240_000);

  async function start(): Promise<void> {
    server = spawnServer(environment);
    await ready(server, url);
  }

  /** One person: the next message when the one before was taken; one that was not taken is delivered again. */
  async function talk({ parcels }: Script): Promise<void> {
    for (const parcel of parcels) while (!(await deliver(zalo.simulator, parcel))) await pause(100);
  }
});

/** How many messages came more than once: one that was under way at two kills may come three times. */
function cameAgain(answers: string[]): number {
  return new Set(answers.filter((answer, index) => answer === answers[index - 1])).size;
}

/** Without what came twice in a row; the answers of one person differ from each other. */
function once(answers: string[]): string[] {
  return answers.filter((answer, index) => answer !== answers[index - 1]);
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
