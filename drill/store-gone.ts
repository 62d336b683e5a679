// The store is gone for a while, or a connection to it is cut.
import { gather } from "./crowd.ts";
import { type Drill, pause, saw, until } from "./drill.ts";
import { figure, statusOf } from "./ground.ts";

/** How long the store is away. A minute would show nothing more: every wait of the road is shorter than this. */
const AWAY_MS = 20_000;
const CUTTING_MS = 6_000;
const APPLICATION = "pid <> pg_backend_pid() AND backend_type = 'client backend'";

export const stopped: Drill = {
  fault: `PostgreSQL is stopped for ${AWAY_MS / 1000} s and started again; meanwhile the access token ends`,
  store: "PostgreSQL",
  promise:
    "the process lives and says that it is not ready; events are answered 503, so that Zalo sends them again; nothing is lost, each answer arrives once",
  async run(ground) {
    const server = await ground.start();
    const crowd = await gather(ground, 60, 4);
    const [early, late] = [crowd.scripts.slice(0, 30), crowd.scripts.slice(30)];
    const { faults, tokens } = ground.zalo.simulator;
    const calls = faults.inject({ kind: "slow", ms: 2000, path: "/oa/message/cs", next: 10 });
    const before = crowd.write(server, early);
    await until(30, () => calls.hits === 10);
    tokens.expireAccess(); // to be renewed for the calls under way, while there is no store to keep the new one
    await ground.postgres!.halt();
    const meanwhile = crowd.write(server, late);
    await pause(AWAY_MS / 2);
    const [alive, readiness] = [await statusOf(server, "/healthz"), await statusOf(server, "/readyz")];
    await pause(AWAY_MS / 2);
    await ground.postgres!.resume();
    const refused = (await before).refused + (await meanwhile).refused;
    const seen = await crowd.judge();
    const dead = await figure(server, 'ansinh_outbox_messages{state="dead"}');
    return [
      saw(`/healthz ${alive}, /readyz ${readiness} meanwhile`, alive === 200 && readiness === 503),
      saw(`${refused} times an event was not taken and sent again`, refused > 0),
      ...seen,
      saw(`${dead} dead letters`, dead === 0),
    ];
  },
};

export const cut: Drill = {
  fault: "connections to PostgreSQL are cut in the middle of transactions (pg_terminate_backend)",
  store: "PostgreSQL",
  promise: "what was under way is rolled back and done again: nothing is lost, each answer arrives once, in order",
  async run(ground) {
    const server = await ground.start();
    const crowd = await gather(ground, 60, 5);
    const writing = crowd.write(server);
    let [cuts, within] = [0, 0];
    for (const end = performance.now() + CUTTING_MS; performance.now() < end; await pause(100)) {
      const gone = await ground.rows<{ open: boolean }>(
        `SELECT xact_start IS NOT NULL AS open, pg_terminate_backend(pid) FROM pg_stat_activity WHERE ${APPLICATION}`,
      );
      cuts += gone.length;
      within += gone.filter(({ open }) => open).length;
    }
    await writing;
    const seen = await crowd.judge();
    const dead = await figure(server, 'ansinh_inbox_events{state="dead"}');
    return [
      saw(`${cuts} connections cut, ${within} of them in a transaction`, within > 0),
      ...seen,
      saw(`${dead} dead letters`, dead === 0),
    ];
  },
};
