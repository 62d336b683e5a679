// 100,000 steps of random people (or as many as the argument says): every one answered, none a fault; and the slowest reading.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDatabase } from "../prisma/database.ts";
import { createSeal } from "../registry/seal.ts";
import { slowestReadings, walkRandomly } from "../test/setup/random-walk.ts";

const STEPS_A_WALK = 10;
const wanted = Number(process.argv[2] ?? 100_000);
const seed = Date.now() % 2 ** 31;

const folder = await mkdtemp(join(tmpdir(), "walk-"));
const database = await openDatabase({ folder });
const store = { client: database.client, seal: createSeal("0".repeat(64)) };
const walks = Math.ceil(wanted / STEPS_A_WALK);
const { steps, slowestMs } = await walkRandomly(store, { walks, steps: STEPS_A_WALK, seed });
await database.close();
await rm(folder, { recursive: true });
console.log(`seed ${seed}: ${steps} steps, every one answered; slowest step ${slowestMs.toFixed(1)} ms`);
const { met, cost } = slowestReadings(wanted, seed);
console.log(
  `${wanted} messages understood: the dearest costs ${cost.toFixed(1)} ms, the slowest took ${met.toFixed(1)} ms by the clock`,
);
process.exit(0);
