// `npm run storm`: ten thousand people write three things each, at once, while Zalo answers one call in a hundred too late (half of
// these after it took the message), refuses one in a hundred as too fast, repeats one echo in a thousand half a minute later, and
// delivers one event in a hundred twice. Who got what, in which order, how near to the limit of calls the pace was, and what a message
// cost the server. STORM_PEOPLE and STORM_RATE (calls a minute) set other numbers, STORM_STORE takes one store alone.
import { setTimeout as sleep } from "node:timers/promises";
import { signature } from "../bot/zalo/signature.ts";
import { realClock } from "../simulator/clock.ts";
import { newStore } from "../test/setup/new-store.ts";
import { type OutsideZalo, startOutsideZalo } from "../test/setup/outside-zalo.ts";
import { findBinaries, startServer } from "../test/setup/postgres-server.ts";
import { seededRandom } from "../test/setup/random.ts";
import { answersTo, deliver, type Script, writeScripts } from "../test/setup/traffic.ts";
import { keep } from "./keep.ts";
import { start } from "./processes.ts";

const PEOPLE = Number(process.env.STORM_PEOPLE ?? 10_000);
const RATE = Number(process.env.STORM_RATE ?? 4000);
const EACH = 3;
const AT_ONCE = 50;
const SEND = "/oa/message/cs";
/** After this time Zalo repeats an event whose acknowledgement it did not see. */
const REPEATED_MS = 30_000;
/** From so many messages on each fault must have come about, or nothing was shown. */
const MANY = 10_000;
/** Nothing new for so long: what is missing then is lost. */
const PATIENCE_MS = 120_000;
/** Of the limit, in the minutes that were full of work; what was refused or came too late used calls as well. */
const LEAST_PACE = 0.95;

type Row = Awaited<ReturnType<typeof storm>>;

const only = process.env.STORM_STORE;
const binaries = only === "embedded" ? null : findBinaries();
const postgres = binaries === null ? null : await startServer(binaries);
const rows: Record<string, Row> = {};
try {
  if (only !== "postgresql") rows.embedded = await storm(null);
  if (postgres !== null) rows.postgresql = await storm(postgres.url);
} finally {
  postgres?.stop();
}
console.table(rows);
keep("storm", { people: PEOPLE, messages: PEOPLE * EACH, callsPerMinute: RATE, stores: rows });
process.exit(Object.values(rows).every(held) ? 0 : 1);

async function storm(database: string | null) {
  const zalo = await startOutsideZalo({
    clock: realClock(),
    ratePerMinute: RATE,
    quiet: { received: true, seen: true },
  });
  const { simulator } = zalo;
  const store = await newStore(database);
  const settings = { ZALO_RATE_PER_MINUTE: String(RATE), LOG_LEVEL: "fatal", SETTLE_MS: "0", DEMONSTRATION: "off" };
  const server = await start("main.ts", { env: { ...store.environment, ...zalo.environment, ...settings } });
  simulator.webhookUrl = `${server.url}/webhook/zalo`;
  const random = seededRandom(2026);
  const scripts = await writeScripts(zalo, { people: PEOPLE, each: EACH, random });
  const fault = (kind: "timeout" | "error", probability: number, seed: number, more: object) =>
    simulator.faults.inject({ kind, probability, seed, path: SEND, ...more });
  const faults = {
    unheard: fault("timeout", 0.005, 1, {}),
    unacknowledged: fault("timeout", 0.005, 2, { afterwards: true }),
    tooFast: fault("error", 0.01, 3, { code: -32 }),
  };
  const echoes = repeatEchoes(zalo, random);
  const before = server.cpuSeconds();
  const began = performance.now();
  const doubledEvents = await writeAll(zalo, scripts, random);
  const acknowledged = performance.now();
  await allAnswered(zalo, scripts);
  const ended = performance.now();
  const used = before === null ? null : server.cpuSeconds()! - before;
  const metrics = await (await fetch(`${server.url}/metrics`)).text();
  const row = {
    ...compare(zalo, scripts),
    "marked as maybe twice": Number(/^ansinh_outbox_maybe_twice (\d+)/m.exec(metrics)![1]),
    "never taken, no answer": faults.unheard.hits,
    "taken, no answer": faults.unacknowledged.hits,
    "refused as too fast": faults.tooFast.hits,
    "events delivered twice": doubledEvents,
    "echoes repeated": echoes.stop(),
    "all taken in s": Math.round((acknowledged - began) / 1000),
    "all answered in s": Math.round((ended - began) / 1000),
    "messages a full minute": paceOf(zalo, scripts),
    limit: RATE,
    "processor ms a message": used === null ? null : Number(((used * 1000) / (PEOPLE * EACH)).toFixed(1)),
  };
  await server.end();
  await simulator.close();
  await store.remove();
  return row;
}

/** Everybody's messages in their order, fifty people at a time; returns how many events were delivered twice. */
async function writeAll({ simulator }: OutsideZalo, scripts: readonly Script[], random: () => number): Promise<number> {
  const queue = [...scripts];
  let doubled = 0;
  const lane = async () => {
    for (let script = queue.pop(); script !== undefined; script = queue.pop()) {
      for (const parcel of script.parcels) {
        while (!(await deliver(simulator, parcel))) await sleep(100);
        if (random() >= 0.01) continue;
        doubled += 1;
        await deliver(simulator, parcel);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return doubled;
}

/** Posts one echo in a thousand a second time, half a minute after the first. */
function repeatEchoes({ simulator, environment }: OutsideZalo, random: () => number) {
  const { ZALO_APP_ID, ZALO_OA_SECRET_KEY } = environment as { ZALO_APP_ID: string; ZALO_OA_SECRET_KEY: string };
  let seen = simulator.webhook.attempts.at(-1);
  let repeated = 0;
  const again = (body: Buffer) => {
    const { timestamp } = JSON.parse(body.toString("utf8")) as { timestamp: string };
    const seal = signature(ZALO_APP_ID, body, String(timestamp), ZALO_OA_SECRET_KEY);
    repeated += 1;
    void simulator.webhook.sendRaw("again", body, seal);
  };
  const timer = setInterval(() => {
    const { attempts } = simulator.webhook;
    const fresh = attempts.slice(seen === undefined ? 0 : attempts.lastIndexOf(seen) + 1);
    seen = attempts.at(-1);
    for (const { eventName, body } of fresh)
      if (eventName.startsWith("oa_send_") && random() < 0.001) setTimeout(again, REPEATED_MS, body).unref();
  }, 50);
  return {
    stop() {
      clearInterval(timer);
      return repeated;
    },
  };
}

/** Resolves when everybody has an answer to each thing, or nothing new came for a while. */
async function allAnswered({ simulator }: OutsideZalo, scripts: readonly Script[]): Promise<void> {
  const got = () => scripts.reduce((sum, one) => sum + new Set(answersTo(simulator, one.personId)).size, 0);
  let [last, since] = [-1, performance.now()];
  while (last < scripts.length * EACH && performance.now() - since < PATIENCE_MS) {
    const now = got();
    if (now !== last) [last, since] = [now, performance.now()];
    await sleep(1000);
  }
}

function compare({ simulator }: OutsideZalo, scripts: readonly Script[]) {
  const sums = { messages: 0, lost: 0, "people out of order": 0, "came twice": 0 };
  for (const { personId, answers } of scripts) {
    const came = answersTo(simulator, personId);
    const got = came.filter((answer, at) => answer !== came[at - 1]);
    const missing = answers.filter((answer) => !got.includes(answer)).length;
    sums.messages += answers.length;
    sums.lost += missing;
    sums["people out of order"] += missing === 0 && String(got) !== String(answers) ? 1 : 0;
    sums["came twice"] += came.length - got.length;
  }
  return sums;
}

/** Messages that arrived in an average minute of the clock, without the first and the last one; 0 when there are none between. */
function paceOf({ simulator }: OutsideZalo, scripts: readonly Script[]): number {
  const minutes = new Map<number, number>();
  for (const { personId } of scripts)
    for (const { at } of simulator.messagesTo(personId)) {
      const minute = Math.floor(at / 60_000);
      minutes.set(minute, (minutes.get(minute) ?? 0) + 1);
    }
  const full = [...minutes].sort(([a], [b]) => a - b).slice(1, -1);
  return full.length === 0 ? 0 : Math.round(full.reduce((sum, [, count]) => sum + count, 0) / full.length);
}

function held(row: Row): boolean {
  const kept = row.lost + row["people out of order"] === 0 && row["came twice"] <= row["marked as maybe twice"];
  const faults = ["never taken, no answer", "taken, no answer", "refused as too fast", "echoes repeated"] as const;
  const shown = row.messages < MANY || faults.every((fault) => row[fault] > 0);
  const pace = row["messages a full minute"];
  return kept && shown && (pace === 0 || (pace >= RATE * LEAST_PACE && pace <= RATE));
}
