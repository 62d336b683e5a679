// The same day on a server of its own that is killed again and again, with every webhook delivered twice.
import { setTimeout as sleep } from "node:timers/promises";
import { openDatabase } from "../../prisma/database.ts";
import { type AuditVerdict, verifyAudit } from "../../registry/audit.ts";
import { createSeal } from "../../registry/seal.ts";
import type { Store } from "../../registry/store.ts";
import { commune } from "../setup/commune.ts";
import { gatherCrowd, type Heard } from "../setup/crowd.ts";
import { type MortalServer, startMortal } from "../setup/mortal-server.ts";
import type { TestStore } from "../setup/new-store.ts";
import { startOutsideZalo } from "../setup/outside-zalo.ts";
import { booksOf } from "./books.ts";
import { households, PEOPLE, VILLAGES } from "./commune-of-the-day.ts";
import { liveThrough } from "./day.ts";

/** How a day is disturbed. */
export interface Disturbance {
  /** No more kills than this, and none when the day is over. */
  most: number;
  /** How long the server lives at most between two kills, in milliseconds. */
  longestLife: number;
  /** People beside those of the day who begin to write after each kill. */
  wave: number;
  random: () => number;
}

/** What is left of the day when it was over. */
export interface Survived {
  kills: number;
  books: Awaited<ReturnType<typeof booksOf>>;
  audit: AuditVerdict;
  /** The people beside those of the day. */
  heard: Heard;
}

/** Lives through the day on this empty store. */
export async function liveThroughKills(store: TestStore, disturbance: Disturbance): Promise<Survived> {
  const { most, longestLife, wave, random } = disturbance;
  const zalo = await startOutsideZalo({ quiet: { received: true, seen: true } });
  await inStore(store, (open) => commune(open, { villages: VILLAGES, people: PEOPLE, households: households() }));
  const crowd = await gatherCrowd(zalo, { people: most * wave, random });
  const server = await startMortal(zalo, store);
  try {
    let over = false;
    const day = liveThrough(zalo.simulator, { twice: true }).finally(() => {
      over = true;
    });
    await Promise.all([day, killing(server, () => over)]);
    const heard = await crowd.heard(server.url);
    await server.stop();
    const left = await inStore(store, async (open) => ({
      books: await booksOf(open),
      audit: await verifyAudit(open.client),
    }));
    return { kills: server.kills, heard, ...left };
  } finally {
    await server.stop();
    zalo.simulator.webhookUrl = null; // when the day failed, who still writes is not waited for
    await zalo.simulator.close();
  }

  async function killing({ kill }: MortalServer, over: () => boolean): Promise<void> {
    for (let kills = 0; kills < most && !over(); kills += 1) {
      crowd.begin(wave);
      await sleep(300 + random() * longestLife);
      await kill();
    }
  }
}

/** Opens the store of the server while no server is on it. */
async function inStore<T>({ environment }: TestStore, work: (open: Store) => Promise<T>): Promise<T> {
  const { DATA_DIR, DATABASE_URL, ENCRYPTION_KEY } = environment;
  const database = await openDatabase(DATABASE_URL === undefined ? { folder: DATA_DIR! } : { url: DATABASE_URL });
  try {
    return await work({ client: database.client, seal: createSeal(ENCRYPTION_KEY!) });
  } finally {
    await database.close();
  }
}
