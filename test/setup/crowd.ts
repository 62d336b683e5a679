// Many people who write while the server under them dies and comes back; what each got is compared with what they wrote.
import { setTimeout as sleep } from "node:timers/promises";
import type { OutsideZalo } from "./outside-zalo.ts";
import { answersTo, deliver, type Script, settled, writeScripts } from "./traffic.ts";

/** Longer than the lease of a message whose process died (bot/deliver.ts). */
const PATIENCE = 60_000;

/** What the people got. */
export interface Heard {
  /** Answers of each person in the order of what they wrote. */
  wanted: string[][];
  /** Answers that came, in order, without what came twice in a row; the answers of one person differ from each other. */
  got: string[][];
  /** How many messages came more than once: one that was under way at two kills may come three times. */
  doubled: number;
  /** How many messages the server says may have come twice. */
  maybeTwice: number;
  /** The server's own figures at the end. */
  metrics: string;
}

export interface Crowd {
  /** Lets the next `count` people begin to write. */
  begin(count: number): void;
  /** Resolves when everybody who began has everything, or nothing new came for a minute. */
  heard(url: string): Promise<Heard>;
}

/** Gathers `people` persons with three things to say each. */
export async function gatherCrowd(
  zalo: OutsideZalo,
  { people, random }: { people: number; random: () => number },
): Promise<Crowd> {
  const { simulator } = zalo;
  const scripts = await writeScripts(zalo, { people, each: 3, random });
  const begun: Script[] = [];
  const talking: Promise<void>[] = [];

  /** One person: the next message when the one before was taken; one that was not taken is delivered again. */
  async function talk({ parcels }: Script): Promise<void> {
    for (const parcel of parcels) while (!(await deliver(simulator, parcel))) await sleep(100);
  }

  return {
    begin(count) {
      const next = scripts.slice(begun.length, begun.length + count);
      begun.push(...next);
      talking.push(...next.map(talk));
    },
    async heard(url) {
      await Promise.all(talking);
      await settled(simulator, begun, PATIENCE);
      const metrics = await (await fetch(`${url}/metrics`)).text();
      const came = begun.map(({ personId }) => answersTo(simulator, personId));
      return {
        wanted: begun.map(({ answers }) => answers),
        got: came.map((answers) => answers.filter((answer, index) => answer !== answers[index - 1])),
        doubled: came.map(again).reduce((sum, one) => sum + one, 0),
        maybeTwice: Number(/^ansinh_outbox_maybe_twice (\d+)/m.exec(metrics)![1]),
        metrics,
      };
    },
  };
}

function again(answers: string[]): number {
  return new Set(answers.filter((answer, index) => answer === answers[index - 1])).size;
}
