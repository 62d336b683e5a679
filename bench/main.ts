// `npm run bench`: how fast the road is, beside the least that any bot must do for a message (bench/floor.ts). Prints a
// table and writes bench/results/<version>.json. Figures of one machine compare with figures of the same machine only.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { findBinaries, startServer } from "../test/setup/postgres-server.ts";
import { ACCOUNT } from "./account.ts";
import { burst, makeEvents, steady } from "./load.ts";
import { type Measured, start } from "./processes.ts";

const MESSAGES = Number(process.env.BENCH_MESSAGES ?? 3000);
const PEOPLE = MESSAGES / 5;
const WARM_UP = 2000;
const AT_ONCE = 50;
const STEADY = { perSecond: 200, seconds: Number(process.env.BENCH_SECONDS ?? 15) };

/** Messages answered per second of time, and per second of the server's own processor time. */
interface Speed {
  perSecond: number;
  perCpuSecond: number | null;
}

interface StoreFigures {
  acknowledgedMs: { p50: number; p99: number };
  road: Speed;
  floor: Speed;
  ratio: number;
}

const results: Record<string, StoreFigures> = {};
results.embedded = await measure(null);
const bin = findBinaries();
if (bin === null) console.log("no PostgreSQL on this machine: the embedded store alone");
else {
  const postgres = await startServer(bin);
  try {
    results.postgresql = await measure(postgres.url);
  } finally {
    postgres.stop();
  }
}
console.table(Object.fromEntries(Object.entries(results).map(([store, figures]) => [store, row(figures)])));
save();

async function measure(databaseUrl: string | null): Promise<StoreFigures> {
  const zalo = await start("bench/fake-zalo.ts");
  const folder = mkdtempSync(join(tmpdir(), "an-sinh-bench-"));
  try {
    const road = await start("main.ts", {
      env: environment(zalo.url, databaseUrl, join(folder, "road")),
      ...profile(),
    });
    await answered(road, zalo, makeEvents(WARM_UP, WARM_UP / 5));
    const times = await steady(road.url, makeEvents(STEADY.perSecond * STEADY.seconds, PEOPLE), STEADY.perSecond);
    await counted(zalo, WARM_UP + times.length);
    const roadSpeed = await answered(road, zalo, makeEvents(MESSAGES, PEOPLE));
    await road.end();

    const floor = await start("bench/floor.ts", { args: [zalo.url, databaseUrl ?? "", join(folder, "floor")] });
    await answered(floor, zalo, makeEvents(WARM_UP, WARM_UP / 5));
    const floorSpeed = await answered(floor, zalo, makeEvents(MESSAGES, PEOPLE));
    await floor.end();
    const acknowledgedMs = { p50: quantile(times, 0.5), p99: quantile(times, 0.99) };
    return { acknowledgedMs, road: roadSpeed, floor: floorSpeed, ratio: roadSpeed.perSecond / floorSpeed.perSecond };
  } finally {
    await zalo.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

function environment(zaloUrl: string, databaseUrl: string | null, folder: string): Record<string, string> {
  return {
    DATA_DIR: folder,
    ...(databaseUrl === null ? {} : { DATABASE_URL: databaseUrl }),
    ENCRYPTION_KEY: "6b".repeat(32),
    SIMULATOR: "off",
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

/** Set BENCH_PROFILE to a folder to find out what holds the server back. */
function profile() {
  const folder = process.env.BENCH_PROFILE;
  return folder === undefined ? {} : { flags: ["--cpu-prof", `--cpu-prof-dir=${folder}`] };
}

/** From the first post to the last answer at Zalo. */
async function answered(server: Measured, zalo: Measured, events: Buffer[]): Promise<Speed> {
  const before = await countOf(zalo);
  const cpu = server.cpuSeconds();
  const began = performance.now();
  await burst(server.url, events, AT_ONCE);
  await counted(zalo, before + events.length);
  const seconds = (performance.now() - began) / 1000;
  const used = server.cpuSeconds();
  const perCpuSecond = cpu === null || used === null ? null : Math.round(events.length / (used - cpu));
  return { perSecond: Math.round(events.length / seconds), perCpuSecond };
}

async function counted(zalo: Measured, count: number): Promise<void> {
  const patience = performance.now() + 120_000;
  while ((await countOf(zalo)) < count) {
    if (performance.now() > patience) throw new Error(`${await countOf(zalo)} of ${count} answers came`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

async function countOf(zalo: Measured): Promise<number> {
  return Number(await (await fetch(zalo.url)).text());
}

function quantile(sorted: number[], part: number): number {
  return Number((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0).toFixed(1));
}

function row({ acknowledgedMs, road, floor, ratio }: StoreFigures) {
  return {
    [`webhook p50 ms at ${STEADY.perSecond}/s`]: acknowledgedMs.p50,
    "p99 ms": acknowledgedMs.p99,
    "answered/s": road.perSecond,
    "floor/s": floor.perSecond,
    ratio: Number(ratio.toFixed(2)),
    "answered/CPU s": road.perCpuSecond,
    "floor/CPU s": floor.perCpuSecond,
  };
}

function save(): void {
  const root = join(import.meta.dirname, "..");
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
  const folder = join(root, "bench", "results");
  mkdirSync(folder, { recursive: true });
  const machine = { processors: cpus().length, model: cpus()[0]?.model ?? "", node: process.version };
  const report = { version, machine, messages: MESSAGES, steady: STEADY, stores: results };
  writeFileSync(join(folder, `${version}.json`), `${JSON.stringify(report, null, 2)}\n`);
}
