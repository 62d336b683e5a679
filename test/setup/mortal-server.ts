// A server that is killed and comes back: kill -9, then a new process on the same store, the same port and the same Zalo.
import { Client } from "pg";
import type { TestStore } from "./new-store.ts";
import type { OutsideZalo } from "./outside-zalo.ts";
import { freePort, ready, spawnServer } from "./server-process.ts";

export interface MortalServer {
  url: string;
  /** How often it was killed. */
  readonly kills: number;
  /** Ends it as a power cut does, and starts the next one; resolves when that one is ready. */
  kill(): Promise<void>;
  /** Ends it as an operator does. */
  stop(): Promise<void>;
}

/** Starts the first one. */
export async function startMortal(zalo: OutsideZalo, store: TestStore): Promise<MortalServer> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const { DATABASE_URL } = store.environment;
  zalo.simulator.webhookUrl = `${url}/webhook/zalo`;
  let kills = 0;
  let server = await start();
  return {
    url,
    get kills() {
      return kills;
    },
    async kill() {
      await server.end("SIGKILL");
      kills += 1;
      if (DATABASE_URL !== undefined) await passLeases(DATABASE_URL);
      server = await start();
    },
    async stop() {
      await server.end("SIGTERM");
    },
  };

  async function start() {
    const started = spawnServer({ ...store.environment, ...zalo.environment, PORT: String(port) });
    await ready(started, url);
    return started;
  }
}

/**
 * The half minute for which a message stays with the process that died sending it is over at once: nothing is learnt from
 * waiting (the embedded store's next process ends these leases itself).
 */
async function passLeases(connectionString: string): Promise<void> {
  const client = new Client({ connectionString });
  await client.connect();
  await client.query("UPDATE outbound_message SET lease_until = now() WHERE state = 'sending'");
  await client.end();
}
