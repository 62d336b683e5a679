// The same day with every webhook delivered twice and the server killed ten times ends in the same registry as a quiet one.
import { afterAll, beforeAll, expect, it } from "vitest";
import { openDatabase } from "../../prisma/database.ts";
import { verifyAudit } from "../../registry/audit.ts";
import { createSeal } from "../../registry/seal.ts";
import type { Store } from "../../registry/store.ts";
import { commune } from "../setup/commune.ts";
import { type Installation, startInstallation } from "../setup/installation.ts";
import { type OutsideZalo, startOutsideZalo } from "../setup/outside-zalo.ts";
import { seededRandom } from "../setup/random.ts";
import { freePort, ready, type ServerProcess, spawnServer } from "../setup/server-process.ts";
import { createStore, type TestStore } from "../setup/stores.ts";
import { quiet } from "../setup/talk.ts";
import { booksOf } from "./books.ts";
import { households, PEOPLE, VILLAGES } from "./commune-of-the-day.ts";
import { liveThrough } from "./day.ts";

const KILLS = 10;
/** How long the server lives at most between two kills, in milliseconds. */
const LONGEST_LIFE = 4000;

let calm: Installation;
let zalo: OutsideZalo;
let store: TestStore;
let server: ServerProcess;
let kills = 0;

beforeAll(async () => {
  calm = await startInstallation();
  zalo = await startOutsideZalo({ quiet: { received: true, seen: true } });
  store = await createStore("embedded");
});
afterAll(async () => {
  await server.end("SIGKILL");
  await calm.stop();
  await zalo.simulator.close();
  await store.remove();
});

it("ends in the same registry, with a clean audit chain", async () => {
  await settle(calm.store);
  await inStore(settle);
  const random = seededRandom(21);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const start = async () => {
    server = spawnServer({ ...store.environment, ...zalo.environment, PORT: String(port) });
    await ready(server, url);
  };
  zalo.simulator.webhookUrl = `${url}/webhook/zalo`;
  await start();
  const killing = (async () => {
    for (; kills < KILLS; kills += 1) {
      await new Promise((resolve) => setTimeout(resolve, 500 + random() * LONGEST_LIFE));
      await server.end("SIGKILL");
      await start();
    }
  })();
  await Promise.all([
    liveThrough(zalo.simulator, { twice: true }),
    killing,
    liveThrough(calm.simulator, { twice: false }),
  ]);
  await quiet(calm);
  await server.end("SIGTERM");

  const wanted = await booksOf(calm.store);
  const [books, audit] = await inStore(async (open) => [await booksOf(open), await verifyAudit(open.client)] as const);
  expect(kills).toBe(KILLS);
  expect(books).toEqual(wanted);
  expect(audit).toMatchObject({ intact: true });
}, 400_000);

async function settle(open: Store): Promise<void> {
  await commune(open, { villages: VILLAGES, people: PEOPLE, households: households() });
}

/** Opens the store of the killed server while no server is on it. */
async function inStore<T>(work: (open: Store) => Promise<T>): Promise<T> {
  const { DATA_DIR, ENCRYPTION_KEY } = store.environment;
  const database = await openDatabase({ folder: DATA_DIR! });
  try {
    return await work({ client: database.client, seal: createSeal(ENCRYPTION_KEY!) });
  } finally {
    await database.close();
  }
}
