// `npm run drill [WORD]`: brings about every fault of the table, or those whose name holds WORD, against the real server and the
// simulator's wire, and says beside each promise what was seen, here, in bench/results and in docs/operations.md. Exit code 1 when a promise was not
// kept.
import { describeFault } from "../foundation/errors.ts";
import { type Drill, type Observation, saw } from "./drill.ts";
import { DRILLS } from "./drills.ts";
import { type Ground, POSTGRES_BINARIES, prepareGround } from "./ground.ts";
import { keep, type Result } from "./results.ts";
import { mountSmallDisk } from "./small-disk.ts";

const [word = ""] = process.argv.slice(2);
const chosen = DRILLS.filter(({ fault }) => fault.includes(word));
const results: Result[] = [];
let under: Ground | null = null;
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => {
    setTimeout(() => process.exit(1), 5000); // those who write in the drill may go on trying
    void (under?.leave() ?? Promise.resolve()).finally(() => process.exit(1));
  });

for (const drill of chosen) {
  const began = performance.now();
  const seen = await carryOut(drill);
  const { fault, store, promise } = drill;
  if (typeof seen === "string") {
    console.log(`\nnot run, ${seen}: ${fault}`);
    continue;
  }
  const kept = seen.every((one) => one.kept);
  const text = seen.map((one) => (one.kept ? one.seen : `NOT AS PROMISED: ${one.seen}`)).join("; ");
  const result = { fault, store, promise, seen: text, kept };
  results.push(result);
  keep(result, DRILLS);
  const seconds = Math.round((performance.now() - began) / 1000);
  console.log(
    `\n${kept ? "kept" : "BROKEN"}: ${fault} (${store}, ${seconds} s)\n  promise: ${promise}\n  seen: ${text}`,
  );
}
const broken = results.filter(({ kept }) => !kept).length;
console.log(
  `\n${results.length - broken} promises kept, ${broken} broken, ${chosen.length - results.length} not tried`,
);
process.exitCode = broken === 0 ? 0 : 1;

/** What was seen, or why the drill cannot be run on this machine. */
async function carryOut(drill: Drill): Promise<Observation[] | string> {
  if (drill.store === "PostgreSQL" && POSTGRES_BINARIES === null) return "no PostgreSQL here";
  const disk = drill.disk === undefined ? null : mountSmallDisk(drill.disk);
  if (drill.disk !== undefined && disk === null) return "no right to mount a small disk here";
  const ground = await prepareGround(drill.store, disk);
  under = ground;
  try {
    return await drill.run(ground);
  } catch (fault) {
    return [saw(`the drill itself failed: ${describeFault(fault)}`, false)];
  } finally {
    under = null;
    await ground.leave();
  }
}
