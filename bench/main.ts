// `npm run bench`: how fast the road is, beside the least that any bot must do for a message (bench/floor.ts) and beside bots
// built on what others use. Prints two tables and writes bench/results/<version>.json. Figures of one machine compare with figures
// of the same machine only. BENCH_MESSAGES and BENCH_SECONDS make it shorter, BENCH_ONLY measures those whose name has this text.
import { CONTENDERS, type Contender, openPostgres, startContender } from "./contenders.ts";
import { keep } from "./keep.ts";
import { ASKED, type Figures, measure } from "./levels.ts";

type Result = Figures & Pick<Contender, "keeps"> & { ratioToFloor?: number };

const only = process.env.BENCH_ONLY ?? "";
const results: Record<string, Result> = {};
const postgres = await openPostgres();
if (postgres === null) console.log("no PostgreSQL on this machine: the embedded store alone");
try {
  for (const contender of CONTENDERS) {
    if (!contender.name.includes(only) || (contender.store === "postgresql" && postgres === null)) continue;
    const started = await startContender(contender, postgres?.url ?? null);
    const figures = await measure(started, contender);
    await started.end();
    results[contender.name] = { ...figures, keeps: contender.keeps };
  }
} finally {
  postgres?.stop();
}
for (const { name, floor } of CONTENDERS) {
  const [own, least] = [results[name], floor === undefined ? undefined : results[floor]];
  if (own && least) own.ratioToFloor = Number((own.perSecond / least.perSecond).toFixed(2));
}
console.table(Object.fromEntries(Object.entries(results).map(([name, result]) => [name, most(result)])));
console.table(Object.entries(results).flatMap(([name, { levels }]) => levels.map((level) => row(name, level))));
if (only === "") keep("", { asked: ASKED, results });

function most({ perSecond, perCpuSecond, ratioToFloor, keeps }: Result) {
  return {
    "answered/s": perSecond,
    "per CPU second": perCpuSecond,
    "of the floor": ratioToFloor ?? "",
    "kept after a crash": keeps,
  };
}

function row(name: string, { share, perSecond, acknowledgedMs, answeredMs, memoryMb }: Figures["levels"][number]) {
  return {
    name,
    load: `${share * 100} %, ${perSecond}/s`,
    "200 p50 ms": acknowledgedMs.p50,
    "200 p99 ms": acknowledgedMs.p99,
    "answer p50 ms": answeredMs.p50,
    "answer p99 ms": answeredMs.p99,
    "memory MB": memoryMb,
  };
}
