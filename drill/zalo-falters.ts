// Zalo is there but does not answer as it should.
import { gather } from "./crowd.ts";
import { type Drill, type Observation, saw, until } from "./drill.ts";
import { figure, type Ground } from "./ground.ts";

const SEND = "/oa/message/cs";
const SLOW_MS = 5000;

export const slow: Drill = {
  fault: "Zalo takes five seconds for every call",
  store: "embedded",
  promise: "acknowledgements of events do not wait for Zalo; every answer arrives once, in order",
  async run(ground) {
    const server = await ground.start();
    const crowd = await gather(ground, 40, 3);
    const quick = await crowd.write(server, crowd.scripts.slice(0, 20));
    ground.zalo.simulator.faults.inject({ kind: "slow", ms: SLOW_MS, path: SEND });
    const slowed = await crowd.write(server, crowd.scripts.slice(20));
    const [before, after] = [quick.slowestMs, slowed.slowestMs];
    return [
      saw(`slowest acknowledgement ${before} ms before, ${after} ms then`, after < before + SLOW_MS),
      ...(await crowd.judge()),
    ];
  },
};

export const fails: Drill = {
  fault: "Zalo answers 500 to every call for a while",
  store: "embedded",
  promise: "messages wait and go out when Zalo is back, once, in order; each is marked as one that may come twice",
  run: (ground) => spoiled(ground, "http-500"),
};

export const babbles: Drill = {
  fault: "Zalo answers with a page that is not JSON",
  store: "embedded",
  promise: "as with 500: what Zalo did is not known, so the message waits for its echo and goes out again",
  run: (ground) => spoiled(ground, "not-json"),
};

/** Nothing is done and nothing sensible answered, to the first message of each person. */
async function spoiled(ground: Ground, kind: "http-500" | "not-json"): Promise<Observation[]> {
  const people = 20;
  const server = await ground.start();
  const crowd = await gather(ground, people, 2);
  const fault = ground.zalo.simulator.faults.inject({ kind, next: people, path: SEND });
  await crowd.write(server);
  const seen = await crowd.judge();
  const marked = await figure(server, "ansinh_outbox_maybe_twice");
  return [
    saw(`${fault.hits} calls spoiled`, fault.hits === people),
    ...seen,
    saw(`${marked} messages marked`, marked > 0 && marked <= people),
  ];
}

export const answerLost: Drill = {
  fault: "Zalo sends the message but its answer is lost",
  store: "embedded",
  promise: "the echo tells that it arrived: it is not sent again, and the next one follows at once",
  async run(ground) {
    const server = await ground.start();
    const crowd = await gather(ground, 20, 3);
    const fault = ground.zalo.simulator.faults.inject({ kind: "reset", every: 3, afterwards: true, path: SEND });
    await crowd.write(server);
    const seen = await crowd.judge();
    return [saw(`${fault.hits} answers of Zalo lost`, fault.hits >= 20), ...seen];
  },
};

export const quotaUsedUp: Drill = {
  fault: "the account's quota is used up (-211)",
  store: "PostgreSQL",
  promise:
    "no message is thrown away: each lies with the dead letters, the operator is told, and puts it back in line once there is quota",
  async run(ground) {
    const { simulator } = ground.zalo;
    const server = await ground.start();
    const crowd = await gather(ground, 5, 1);
    const fault = simulator.faults.inject({ kind: "error", code: -211, path: SEND });
    await crowd.write(server);
    const listed = async () =>
      (await ground.ansinh("dead-letters list")).out.split("\n").filter((line) => line.includes("Zalo -211"));
    await until(20, async () => (await listed()).length === 5);
    const letters = await listed();
    const told = server.process.output().split("an operator is needed").length - 1;
    fault.remove();
    for (const line of letters) await ground.ansinh(`dead-letters requeue ${line.split(" ")[0]}`);
    return [
      saw(`${letters.length} of 5 with the dead letters`, letters.length === 5),
      saw(`${told} lines for the operator in the log`, told === 5),
      ...(await crowd.judge()),
    ];
  },
};
