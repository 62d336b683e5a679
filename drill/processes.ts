// Two processes on one PostgreSQL reach for the same thing at the same moment.
import { seededRandom, shuffled } from "../test/setup/random.ts";
import { deliverAll } from "../test/setup/traffic.ts";
import { gather } from "./crowd.ts";
import { type Drill, pause, saw, until } from "./drill.ts";
import { type Ground, joinByCode, type RunningServer } from "./ground.ts";
import { shiftedClock } from "./shifted-clock.ts";

/** Everybody's events are gathered this long, so that both processes find the same people waiting. */
const GATHERED = { SETTLE_MS: "3000" };

export const onePerson: Drill = {
  fault: "two processes find the same people's messages, each event sent to both",
  store: "PostgreSQL",
  promise: "one of them handles a person at a time: every answer once, in order",
  async run(ground) {
    const servers = await startTwo(ground, GATHERED);
    const crowd = await gather(ground, 50, 4);
    const parcels = shuffled([...crowd.parcels, ...crowd.parcels], seededRandom(3));
    const webhooks = servers.map(({ url }) => `${url}/webhook/zalo`);
    const refused = await deliverAll(ground.zalo.simulator, parcels, { atOnce: 20, webhooks });
    return [
      saw(`${parcels.length - refused} of ${parcels.length} events taken`, refused === 0),
      ...(await crowd.judge()),
    ];
  },
};

export const oneToken: Drill = {
  fault: "two processes find the access token ended at the same moment",
  store: "PostgreSQL",
  promise: "it is renewed once; the other takes the new one",
  async run(ground) {
    const { simulator } = ground.zalo;
    const servers = await startTwo(ground, GATHERED);
    const crowd = await gather(ground, 40, 2);
    const renewals = simulator.faults.inject({ kind: "slow", ms: 1000, path: "/access_token" });
    simulator.tokens.expireAccess();
    await Promise.all(
      servers.map((server, index) =>
        crowd.write(
          server,
          crowd.scripts.filter((_, one) => one % 2 === index),
        ),
      ),
    );
    const seen = await crowd.judge();
    return [saw(`${renewals.hits} renewal`, renewals.hits === 1), ...seen];
  },
};

const COMMUNE = "11074";
/** An hour at which all notices of the morning are due, in Vietnam. */
const MORNING = "T09:00:00+07:00";

export const oneSchedule: Drill = {
  fault: "two processes start in the morning, when digests and reminders are due",
  store: "PostgreSQL",
  promise: "every notice is said once, by whichever process comes first",
  async run(ground) {
    const { simulator } = ground.zalo;
    await ground.ansinh("demo");
    const evening = await ground.start();
    const roles = ["commune-officer", "commune-leader"];
    for (const role of roles) await joinByCode(ground, role, COMMUNE);
    await evening.process.end("SIGTERM");
    const before = roles.map((id) => simulator.messagesTo(id).length);

    const clock = shiftedClock();
    const tomorrow = new Date(Date.now() + 24 * 3_600_000).toISOString().slice(0, 10);
    await startTwo(ground, clock.startingAt(Date.parse(`${tomorrow}${MORNING}`) - Date.now()));
    const news = () =>
      roles.map((id, index) =>
        simulator
          .messagesTo(id)
          .slice(before[index])
          .map(({ text }) => text),
      );
    const came = await until(60, () => news().every((texts) => texts.length > 0));
    await pause(5_000);
    const twice = news().filter((texts) => new Set(texts).size < texts.length).length;
    return [
      saw(
        `${news()
          .map((texts) => texts.length)
          .join(" and ")} notices to two people`,
        came,
      ),
      saw(`${twice} of them told the same twice`, twice === 0),
    ];
  },
};

async function startTwo(ground: Ground, more: Record<string, string>): Promise<RunningServer[]> {
  return Promise.all([ground.start(more), ground.start(more)]);
}
