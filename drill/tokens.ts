// The right to write to people: a token that ends, and one whose successor is lost on the way.
import { gather } from "./crowd.ts";
import { type Drill, saw, until } from "./drill.ts";
import { statusOf } from "./ground.ts";

const RENEWAL = "/access_token";

export const expired: Drill = {
  fault: "the access token ends while everybody writes",
  store: "embedded",
  promise: "it is renewed once, and nobody notices",
  async run(ground) {
    const { simulator } = ground.zalo;
    const server = await ground.start();
    const crowd = await gather(ground, 40, 3);
    const renewals = simulator.faults.inject({ kind: "slow", ms: 0, path: RENEWAL });
    const writing = crowd.write(server);
    await until(30, () => crowd.received() > 20);
    simulator.tokens.expireAccess();
    await writing;
    const seen = await crowd.judge();
    return [saw(`${renewals.hits} renewal`, renewals.hits === 1), ...seen];
  },
};

export const lostInRotation: Drill = {
  fault: "the process is killed after Zalo has spent the refresh token and before the new pair has come",
  store: "embedded",
  promise:
    "nothing can renew it: the operator is told to consent again; until then events are taken and answers wait, then all go out",
  async run(ground) {
    const { simulator } = ground.zalo;
    const first = await ground.start();
    const crowd = await gather(ground, 10, 2);
    const lost = simulator.faults.inject({ kind: "timeout", afterwards: true, next: 1, path: RENEWAL });
    simulator.tokens.expireAccess();
    await crowd.write(first, crowd.scripts.slice(0, 5));
    await until(20, () => lost.hits === 1);
    await first.process.end("SIGKILL");

    const second = await ground.start({ ZALO_CODE_VERIFIER: "v".repeat(43) });
    await crowd.write(second, crowd.scripts.slice(5));
    const told = await until(90, () => second.process.output().includes("consent again or paste a new pair"));
    const [received, ready] = [crowd.received(), await statusOf(second, "/readyz")];
    const code = simulator.tokens.issueCode(null);
    const consent = await statusOf(second, `/oauth/callback?code=${code}&oa_id=${simulator.settings.oaId}`);
    return [
      saw(`the operator is ${told ? "" : "not "}told`, told),
      saw(`/readyz ${ready} and ${received} answers out meanwhile`, ready === 200 && received === 0),
      saw(`consent given: ${consent}`, consent === 200),
      ...(await crowd.judge()),
    ];
  },
};
