// The same day on a server of its own that is killed ten times, with every webhook delivered twice.
import { openDatabase } from "../../prisma/database.ts";
import { type AuditVerdict, verifyAudit } from "../../registry/audit.ts";
import { createSeal } from "../../registry/seal.ts";
import type { Store } from "../../registry/store.ts";
import { commune } from "../setup/commune.ts";
import { startOutsideZalo } from "../setup/outside-zalo.ts";
import { seededRandom } from "../setup/random.ts";
import { freePort, ready, spawnServer } from "../setup/server-process.ts";
import { createStore, type TestStore } from "../setup/stores.ts";
import { booksOf } from "./books.ts";
import { households, PEOPLE, VILLAGES } from "./commune-of-the-day.ts";
import { liveThrough } from "./day.ts";

const KILLS = 10;
/** How long the server lives at most between two kills, in milliseconds. */
const LONGEST_LIFE = 4000;

/** What is left of the day when it was over. */
export interface Survived {
  kills: number;
  books: Awaited<ReturnType<typeof booksOf>>;
  audit: AuditVerdict;
}

/** Lives through the day on an embedded store of its own. */
export async function liveThroughKills(): Promise<Survived> {
  const zalo = await startOutsideZalo({ quiet: { received: true, seen: true } });
  const store = await createStore("embedded");
  await inStore(store, (open) => commune(open, { villages: VILLAGES, people: PEOPLE, households: households() }));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  zalo.simulator.webhookUrl = `${url}/webhook/zalo`;
  const start = async () => {
    const server = spawnServer({ ...store.environment, ...zalo.environment, PORT: String(port) });
    await ready(server, url);
    return server;
  };
  let server = await start();
  try {
    const [kills] = await Promise.all([killing(), liveThrough(zalo.simulator, { twice: true })]);
    await server.end("SIGTERM");
    return {
      kills,
      ...(await inStore(store, async (open) => ({
        books: await booksOf(open),
        audit: await verifyAudit(open.client),
      }))),
    };
  } finally {
    await server.end("SIGKILL");
    await zalo.simulator.close();
    await store.remove();
  }

  async function killing(): Promise<number> {
    const random = seededRandom(21);
    let kills = 0;
    for (; kills < KILLS; kills += 1) {
      await new Promise((resolve) => setTimeout(resolve, 500 + random() * LONGEST_LIFE));
      await server.end("SIGKILL");
      server = await start();
    }
    return kills;
  }
}

/** Opens the store of the killed server while no server is on it. */
async function inStore<T>({ environment }: TestStore, work: (open: Store) => Promise<T>): Promise<T> {
  const { DATA_DIR, ENCRYPTION_KEY } = environment;
  const database = await openDatabase({ folder: DATA_DIR! });
  try {
    return await work({ client: database.client, seal: createSeal(ENCRYPTION_KEY!) });
  } finally {
    await database.close();
  }
}
