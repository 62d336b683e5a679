// The ground of one drill: an empty store, a Zalo outside, and servers as an operator runs them. All of it ends with the drill.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { openDatabase } from "../prisma/database.ts";
import { commandLine } from "../test/setup/command-line.ts";
import { type OutsideZalo, startOutsideZalo } from "../test/setup/outside-zalo.ts";
import { findBinaries, type PostgresServer, startServer } from "../test/setup/postgres-server.ts";
import { freePort, ready, type ServerProcess, spawnServer } from "../test/setup/server-process.ts";
import type { SmallDisk } from "./small-disk.ts";

export type StoreKind = "embedded" | "PostgreSQL";

/** A server that answers. */
export interface RunningServer {
  url: string;
  process: ServerProcess;
}

export interface Ground {
  zalo: OutsideZalo;
  /** The PostgreSQL of this drill; null on the embedded store. */
  postgres: PostgresServer | null;
  disk: SmallDisk | null;
  /** The variables every server of this drill gets. */
  environment: Record<string, string>;
  /** Starts a server, makes it Zalo's webhook and waits until it is ready. */
  start(more?: Record<string, string>): Promise<RunningServer>;
  /** What a statement finds in the store. The embedded one is opened for it: its server must have ended. */
  rows<Row>(statement: string): Promise<Row[]>;
  /** A command of `ansinh`; on the embedded store its server must have ended. */
  ansinh: ReturnType<typeof commandLine>;
  leave(): Promise<void>;
}

/** Where the drills' PostgreSQL binaries are; null: those drills cannot be run here. */
export const POSTGRES_BINARIES = findBinaries();

/** Makes the ground. `disk`: a small disk to put all data on, instead of the system's own. */
export async function prepareGround(store: StoreKind, disk: SmallDisk | null): Promise<Ground> {
  const place = disk?.folder ?? tmpdir();
  const zalo = await startOutsideZalo({ quiet: { received: true, seen: true } });
  const folder = mkdtempSync(join(place, "an-sinh-drill-"));
  const postgres = store === "PostgreSQL" ? await startServer(POSTGRES_BINARIES!, place) : null;
  const environment: Record<string, string> = {
    ...zalo.environment,
    LOG_LEVEL: "error",
    TODAY: "", // the calendar goes with the clock
    DATA_DIR: folder,
    ENCRYPTION_KEY: "7c".repeat(32),
    ...(postgres !== null && { DATABASE_URL: postgres.url }),
  };
  const started: ServerProcess[] = [];
  return {
    zalo,
    postgres,
    disk,
    environment,
    async start(more = {}) {
      const port = await freePort();
      const server = spawnServer({ ...environment, PORT: String(port), ...more });
      started.push(server);
      const url = `http://127.0.0.1:${port}`;
      await ready(server, url);
      zalo.simulator.webhookUrl = `${url}/webhook/zalo`;
      return { url, process: server };
    },
    rows: <Row>(statement: string) =>
      postgres === null ? ofFolder<Row>(folder, statement) : ofServer<Row>(postgres.url, statement),
    ansinh: commandLine(environment),
    async leave() {
      await Promise.all(started.map((server) => server.end("SIGKILL")));
      await zalo.simulator.close();
      await postgres?.halt();
      postgres?.stop();
      rmSync(folder, { recursive: true, force: true });
      disk?.remove();
    },
  };
}

async function ofServer<Row>(url: string, statement: string): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  client.on("error", () => {}); // told by the statement under way
  await client.connect();
  try {
    return (await client.query(statement)).rows as Row[];
  } finally {
    await client.end();
  }
}

async function ofFolder<Row>(folder: string, statement: string): Promise<Row[]> {
  const database = await openDatabase({ folder });
  try {
    return await database.client.$queryRawUnsafe<Row[]>(statement);
  } finally {
    await database.close();
  }
}

/** One figure of a server's /metrics, "name" or 'name{label="value"}'; 0 when it was never counted. */
export async function figure({ url }: RunningServer, name: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const line = text.split("\n").find((one) => one.startsWith(`${name} `));
  return Number(line?.slice(name.length) ?? 0);
}

/** What a page of a server answers; null: nothing within five seconds. */
export async function statusOf({ url }: RunningServer, path: string): Promise<number | null> {
  return fetch(`${url}${path}`, { signal: AbortSignal.timeout(5000) }).then(
    ({ status }) => status,
    () => null,
  );
}

/** Invites somebody to a role, who joins by chat; their Zalo id is the role's name. */
export async function joinByCode({ zalo, ansinh }: Ground, role: string, unit: string): Promise<void> {
  const invited = await ansinh(`invite --role ${role} --unit ${unit} --name Somebody`);
  if (invited.code !== 0) throw new Error(invited.err);
  await zalo.simulator.person(role).text(invited.out.trim().split("\n").at(-1)!);
  await zalo.simulator.waitForMessages(role, 1, 30_000);
}
