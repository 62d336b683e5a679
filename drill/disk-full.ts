// The disk under the store fills up and is emptied again.
import { gather } from "./crowd.ts";
import { type Drill, type Observation, pause, saw } from "./drill.ts";
import { figure, type Ground, statusOf } from "./ground.ts";

const FULL_MS = 6_000;

export const embeddedDiskFull: Drill = {
  fault: "the disk under the embedded store is full for a while",
  store: "embedded",
  promise:
    "the process lives and answers events 503, so that Zalo sends them again; what was accepted is kept; when there is room it goes on by itself",
  disk: 200,
  run: (ground) => fillAndEmpty(ground, async () => []),
};

export const serverDiskFull: Drill = {
  fault:
    "the disk under PostgreSQL is full, so that its log finds no room and it stops; then there is room and it is started",
  store: "PostgreSQL",
  promise: embeddedDiskFull.promise,
  disk: 400,
  run: (ground) =>
    fillAndEmpty(ground, async () => {
      // Its log is written in files of 16 MB: the end of one is brought about here instead of waited for.
      const before = await statusOfServer(ground);
      for (let files = 0; files < 20; files += 1) await ground.rows("SELECT pg_switch_wal()").catch(() => null);
      return [saw(`PostgreSQL ${before}, then ${await statusOfServer(ground)}`, true)];
    }),
};

async function fillAndEmpty(ground: Ground, whileFull: () => Promise<Observation[]>): Promise<Observation[]> {
  const server = await ground.start();
  const crowd = await gather(ground, 60, 4);
  const [early, late] = [crowd.scripts.slice(0, 20), crowd.scripts.slice(20)];
  await crowd.write(server, early);
  ground.disk!.fill();
  const writing = crowd.write(server, late);
  const more = await whileFull();
  await pause(FULL_MS);
  const alive = await statusOf(server, "/healthz");
  ground.disk!.empty();
  await ground.postgres?.halt();
  await ground.postgres?.resume();
  const { refused } = await writing;
  const seen = await crowd.judge();
  const dead = await figure(server, 'ansinh_outbox_messages{state="dead"}');
  return [
    saw(`/healthz ${alive}`, alive === 200),
    ...more,
    saw(`${refused} times an event was not taken and sent again`, refused > 0),
    ...seen,
    saw(`${dead} dead letters`, dead === 0),
  ];
}

async function statusOfServer(ground: Ground): Promise<string> {
  return ground.rows("SELECT 1").then(
    () => "answers",
    () => "does not answer",
  );
}
