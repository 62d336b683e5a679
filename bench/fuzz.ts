// `npm run fuzz [CASES]`: a million hostile webhooks and messages (test/setup/fuzz.ts). Prints the memory after each slice, what became of
// the cases and the slowest of each stage; ends with 1 when memory grows or anything breaks.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readConfig } from "../config.ts";
import { createLog } from "../foundation/log.ts";
import { startServer } from "../server.ts";
import { fuzz } from "../test/setup/fuzz.ts";
import { newStore } from "../test/setup/new-store.ts";

const CASES = Number(process.argv[2] ?? 1_000_000);
const SLICE = Math.min(CASES, Math.max(1000, CASES / 40));
/** From so many cases on a run is kept with those before it. */
const KEPT_FROM = 500_000;
/** More than this above the first slices is growth. */
const MOST_GROWTH_MB = 40;

let unhandled = 0;
process.on("unhandledRejection", () => {
  unhandled += 1;
});
const kept = await newStore(null);
const settings = { PORT: "0", TODAY: "2026-11-23", SETTLE_MS: "0", SIMULATOR: "on", DEMONSTRATION: "off" };
const here = await startServer(readConfig({ ...settings, ...kept.environment }), createLog("silent"));
const seed = Number(process.argv[3] ?? Date.now() % 2 ** 30);
console.log(`seed ${seed}`);
const began = performance.now();
const slices = await fuzz(here, {
  cases: CASES,
  slice: SLICE,
  seed,
  stepEvery: 300,
  postEvery: 1000,
  done: ({ cases, heap, memory }) => console.log(`${cases} cases: heap ${heap} MB, memory ${memory} MB`),
});
await here.stop();
await kept.remove();

const third = Math.ceil(slices.length / 3);
const most = (some: typeof slices) => Math.max(...some.map(({ heap }) => heap));
const growth = most(slices.slice(-third)) - most(slices.slice(0, third));
const { outcomes, slowest } = slices.at(-1)!.seen;
console.table(outcomes);
for (const [stage, { ms, input }] of Object.entries(slowest))
  console.log(`slowest ${stage}: ${ms.toFixed(1)} ms for ${input}`);
console.log(
  `${CASES} cases in ${Math.round((performance.now() - began) / 1000)} s; heap grew by ${growth} MB; ${unhandled} unhandled rejections`,
);
const slow = Object.fromEntries(Object.entries(slowest).map(([stage, { ms }]) => [stage, Math.round(ms)]));
const heaps = slices.map(({ heap }) => heap);
const report = { cases: CASES, seed, outcomes, slowestMs: slow, heaps, growth, unhandled };
const { version } = JSON.parse(readFileSync(join(import.meta.dirname, "../package.json"), "utf8")) as {
  version: string;
};
const file = join(import.meta.dirname, `results/fuzz-${version}.json`);
const before = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as object[]) : [];
if (CASES >= KEPT_FROM) writeFileSync(file, `${JSON.stringify([...before, report], null, 2)}\n`);
process.exit(growth > MOST_GROWTH_MB || unhandled > 0 ? 1 : 0);
