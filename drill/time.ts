// The clock of the machine jumps, and what an earlier day sent comes again.
import { gather } from "./crowd.ts";
import { type Drill, type Observation, pause, saw, until } from "./drill.ts";
import { figure, type Ground } from "./ground.ts";
import { shiftedClock } from "./shifted-clock.ts";

const DAY_MS = 24 * 3_600_000;
/** What people write is gathered this long before it is handled: the jump comes in between. */
const GATHERED_MS = 10_000;

export const forward: Drill = {
  fault: "the server's clock jumps a day ahead while events and messages wait",
  store: "embedded",
  promise: "what waits is handled at once; nothing is lost, each answer arrives once",
  run: (ground) => jump(ground, DAY_MS),
};

export const back: Drill = {
  fault: "the server's clock is put back by a day while events and messages wait",
  store: "embedded",
  promise:
    "what was stored by the clock that was wrong does not wait for a day; nothing is lost, each answer arrives once; only who wrote on both sides of the jump may be answered in another order",
  run: (ground) => jump(ground, -DAY_MS),
};

async function jump(ground: Ground, milliseconds: number): Promise<Observation[]> {
  const clock = shiftedClock();
  const server = await ground.start({ ...clock.environment, SETTLE_MS: String(GATHERED_MS) });
  const crowd = await gather(ground, 30, 3);
  // Some messages wait for their next try when the clock jumps, some events for their turn.
  const refusals = ground.zalo.simulator.faults.inject({ kind: "error", code: -32, next: 15, path: "/oa/message/cs" });
  await crowd.write(server, crowd.scripts.slice(0, 15));
  await pause(GATHERED_MS + 500);
  const writing = crowd.write(server, crowd.scripts.slice(15));
  let waiting = 0;
  await until(60, async () => {
    waiting = await figure(server, 'ansinh_inbox_events{state="waiting"}');
    return waiting > 0;
  });
  clock.shift(server.process, milliseconds);
  await writing;
  const began = performance.now();
  const [lost, order, twice] = await crowd.judge();
  const seconds = Math.round((performance.now() - began) / 1000);
  return [
    saw(`${waiting} events waited and ${refusals.hits} messages had been put off`, waiting > 0 && refusals.hits > 0),
    lost!,
    { ...order!, kept: order!.kept || milliseconds < 0 },
    twice!,
    saw(`all answered ${seconds} s after the jump`, seconds < 60),
  ];
}

export const replayed: Drill = {
  fault: "Zalo's events come again, all of them, on each of the three days that follow",
  store: "embedded",
  promise: "each is answered 200 and nothing is done twice, although the server was started anew and has cleaned up",
  async run(ground) {
    const clock = shiftedClock();
    let server = await ground.start(clock.environment);
    const crowd = await gather(ground, 30, 3);
    await crowd.write(server);
    const seen = await crowd.judge();
    const before = crowd.received();
    let [copies, known] = [0, 0];
    for (let days = 1; days <= 3; days += 1) {
      await server.process.end("SIGTERM");
      server = await ground.start(clock.startingAt(days * DAY_MS));
      copies += (await crowd.write(server)).events;
      known += await figure(server, 'ansinh_webhook_total{outcome="duplicate"}');
    }
    await pause(2000);
    const more = crowd.received() - before;
    return [
      ...seen,
      saw(`${copies} copies taken, ${known} known for copies`, copies === known),
      saw(`${more} more answers`, more === 0),
    ];
  },
};
