// Who is measured: An Sinh on each store and as two processes, the floor on each store, and the peers.
import { newStore } from "../test/setup/new-store.ts";
import { findBinaries, startServer } from "../test/setup/postgres-server.ts";
import { ACCOUNT } from "./account.ts";
import { type Measured, start } from "./processes.ts";

/** `floor` names the contender that does the least on the same store. */
export interface Contender {
  name: string;
  file: string;
  processes: number;
  store: "embedded" | "postgresql" | "none";
  floor?: string;
  /** What is left after a crash. */
  keeps: string;
}

const EVERYTHING = "every message, answered once";
const ROAD = { file: "main.ts", keeps: EVERYTHING };
const FLOOR = { file: "bench/floor.ts", processes: 1, keeps: "the event, not its answer" };
const PEER = { processes: 1, store: "none", keeps: "nothing" } as const;

export const CONTENDERS: readonly Contender[] = [
  { name: "An Sinh, embedded", ...ROAD, processes: 1, store: "embedded", floor: "floor, embedded" },
  { name: "floor, embedded", ...FLOOR, store: "embedded" },
  { name: "An Sinh, PostgreSQL", ...ROAD, processes: 1, store: "postgresql", floor: "floor, PostgreSQL" },
  { name: "An Sinh, PostgreSQL, 2 processes", ...ROAD, processes: 2, store: "postgresql", floor: "floor, PostgreSQL" },
  { name: "floor, PostgreSQL", ...FLOOR, store: "postgresql" },
  { name: "grammY + node-nlp", ...PEER, file: "bench/peer-grammy.ts" },
  { name: "botbuilder-core + node-nlp", ...PEER, file: "bench/peer-botbuilder.ts" },
];

/** A contender that runs: its processes, its Zalo, and how all of it ends. */
export interface Started {
  processes: Measured[];
  zalo: Measured;
  end(): Promise<void>;
}

/** The PostgreSQL of one run, and null where the machine has none. */
export async function openPostgres(): Promise<{ url: string; stop(): void } | null> {
  const binaries = findBinaries();
  return binaries === null ? null : startServer(binaries);
}

/** Starts a contender on a new, empty store. `BENCH_PROFILE`: a folder for processor profiles. */
export async function startContender(contender: Contender, postgres: string | null): Promise<Started> {
  const zalo = await start("bench/fake-zalo.ts");
  const store = contender.store === "none" ? null : await newStore(contender.store === "embedded" ? null : postgres);
  const env = { ...zaloEnvironment(zalo.url), ...store?.environment };
  const folder = process.env.BENCH_PROFILE;
  const flags = folder === undefined ? [] : ["--cpu-prof", `--cpu-prof-dir=${folder}`];
  const processes: Measured[] = [];
  for (let each = 0; each < contender.processes; each += 1) processes.push(await start(contender.file, { env, flags }));
  return {
    processes,
    zalo,
    async end() {
      for (const one of [...processes, zalo]) await one.end();
      await store?.remove();
    },
  };
}

/** The environment of a server that talks to this Zalo. */
export function zaloEnvironment(zaloUrl: string): Record<string, string> {
  return {
    SIMULATOR: "off",
    DEMONSTRATION: "off",
    ZALO_APP_ID: ACCOUNT.appId,
    ZALO_APP_SECRET: ACCOUNT.appSecret,
    ZALO_OA_ID: ACCOUNT.oaId,
    ZALO_OA_SECRET_KEY: ACCOUNT.secretKey,
    ZALO_ACCESS_TOKEN: ACCOUNT.accessToken,
    ZALO_API_BASE_URL: zaloUrl,
    ZALO_OAUTH_BASE_URL: zaloUrl,
    ZALO_RATE_PER_MINUTE: "1000000",
    LOG_LEVEL: "error",
  };
}
