// `npm run bench:hour`: does memory grow with the messages handled? An hour's worth of messages as fast as they are taken, in sixty
// slices: resident memory and, after a collection, the heap at the end of each. An hour is the worst one of a commune's channel: three
// thousand people, each of whom writes every three minutes, sixty thousand messages. BENCH_PER_MINUTE (1000) is a slice, BENCH_MINUTES
// (60) how many there are; BENCH_STORE=postgresql takes that store instead of the embedded one.
import { newStore } from "../test/setup/new-store.ts";
import { openPostgres, zaloEnvironment } from "./contenders.ts";
import { keep } from "./keep.ts";
import { answeredAll, makeEvents } from "./load.ts";
import { REPORTS_HEAP, start } from "./processes.ts";

const MINUTES = Number(process.env.BENCH_MINUTES ?? 60);
const PER_MINUTE = Number(process.env.BENCH_PER_MINUTE ?? 1000);
const PEOPLE = 3000;
const kind = process.env.BENCH_STORE ?? "embedded";

const postgres = kind === "postgresql" ? await openPostgres() : null;
const store = await newStore(postgres?.url ?? null);
const zalo = await start("bench/fake-zalo.ts");
const server = await start("main.ts", {
  env: { ...zaloEnvironment(zalo.url), ...store.environment },
  flags: REPORTS_HEAP,
});
const slices: { residentMb: number | null; heapMb: number }[] = [];
try {
  for (let minute = 1; minute <= MINUTES; minute += 1) {
    await answeredAll([server.url], zalo.url, makeEvents(PER_MINUTE, PEOPLE));
    await (await fetch(`${zalo.url}/answers`)).arrayBuffer(); // what the fake Zalo remembers is not measured
    const slice = { residentMb: server.memory(), heapMb: await server.heap() };
    slices.push(slice);
    if (minute % 10 === 0 || minute === MINUTES)
      console.log(`minute ${minute}: ${slice.residentMb} MB resident, ${slice.heapMb} MB heap`);
  }
} finally {
  for (const one of [server, zalo]) await one.end();
  await store.remove();
  postgres?.stop();
}
// The first sixth warms up; the second and the last sixth are compared.
const sixth = Math.max(1, Math.floor(MINUTES / 6));
const mean = (part: typeof slices, of: "residentMb" | "heapMb") =>
  Math.round(part.reduce((sum, slice) => sum + (slice[of] ?? 0), 0) / part.length);
const summary = {
  store: kind,
  messages: MINUTES * PER_MINUTE,
  early: {
    residentMb: mean(slices.slice(sixth, 2 * sixth), "residentMb"),
    heapMb: mean(slices.slice(sixth, 2 * sixth), "heapMb"),
  },
  late: { residentMb: mean(slices.slice(-sixth), "residentMb"), heapMb: mean(slices.slice(-sixth), "heapMb") },
};
console.log(summary);
keep("hour", { ...summary, slices });
