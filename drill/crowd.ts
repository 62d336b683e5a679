// Many people who write, and what each of them got: was every message answered, once, in order?
import { seededRandom } from "../test/setup/random.ts";
import { answersTo, type Parcel, type Script, settled, writeScripts } from "../test/setup/traffic.ts";
import { type Observation, pause, saw } from "./drill.ts";
import type { Ground, RunningServer } from "./ground.ts";

/** A person's last answer may wait for the lease of a sender that died (30 s) and for the pause after a lost answer (15 s). */
const PATIENCE_MS = 60_000;

/** What the webhook said to those who wrote. */
export interface Taken {
  events: number;
  /** How often it answered 503, or not at all. */
  refused: number;
  slowestMs: number;
}

export interface Crowd {
  scripts: Script[];
  parcels: Parcel[];
  /**
   * Everybody writes, each the next message once the one before was taken; what was not taken is sent again until it is, or until
   * the server has ended: then it throws with what that said last.
   */
  write(server: RunningServer, scripts?: Script[]): Promise<Taken>;
  /** Waits for the answers and compares them with what was written. */
  judge(): Promise<Observation[]>;
  /** How many messages the account has sent to these people. */
  received(): number;
}

/** Prepares `people` persons with `each` messages (at most five) and delivers nothing yet. */
export async function gather({ zalo }: Ground, people: number, each: number): Promise<Crowd> {
  const { simulator } = zalo;
  const scripts = await writeScripts(zalo, { people, each, random: seededRandom(people) });
  return {
    scripts,
    parcels: scripts.flatMap((script) => script.parcels),
    async write({ url, process }, some = scripts) {
      const taken: Taken = { events: 0, refused: 0, slowestMs: 0 };
      simulator.webhookUrl = `${url}/webhook/zalo`;
      let ended = false;
      void process.exited.then(() => {
        ended = true;
      });
      const refused = async () => {
        if (ended) throw new Error(`the server ended: ${process.output().trim().split("\n").at(-1)}`);
        taken.refused += 1;
        await pause(200);
      };
      await Promise.all(some.map((script) => writeAll(script, taken, refused)));
      return taken;
    },
    async judge() {
      await settled(simulator, scripts, PATIENCE_MS);
      const got = scripts.map(({ personId }) => answersTo(simulator, personId));
      const lost = count(scripts, ({ answers }, index) => answers.filter((one) => !got[index]!.includes(one)).length);
      const twice = count(got, (answers) => answers.length - withoutRepeats(answers).length);
      const disordered = count(scripts, ({ answers }, index) =>
        withoutRepeats(got[index]!).join() === answers.join() ? 0 : 1,
      );
      return [
        saw(`${lost} of ${people * each} answers lost`, lost === 0),
        saw(`${disordered} of ${people} people out of order`, disordered === 0),
        saw(`${twice} twice`, twice === 0),
      ];
    },
    received: () => count(scripts, ({ personId }) => simulator.messagesTo(personId).length),
  };

  async function writeAll({ parcels }: Script, taken: Taken, refused: () => Promise<void>): Promise<void> {
    for (const { body, signature } of parcels) {
      for (;;) {
        const began = performance.now();
        const { outcome } = await simulator.webhook.sendRaw("scripted", body, signature);
        taken.slowestMs = Math.max(taken.slowestMs, Math.round(performance.now() - began));
        if (outcome === "delivered") break;
        await refused();
      }
      taken.events += 1;
    }
  }
}

/** What one person got, a message that came twice in a row counted once. */
function withoutRepeats(answers: string[]): string[] {
  return answers.filter((answer, index) => answer !== answers[index - 1]);
}

function count<T>(list: readonly T[], of: (one: T, index: number) => number): number {
  return list.reduce((sum, one, index) => sum + of(one, index), 0);
}
