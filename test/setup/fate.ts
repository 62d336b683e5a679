// Where the world ends for a running road: at the chosen one of its calls to what lies outside it, before it was carried out or
// after, the process dies (nothing of it ever goes on) or the call fails.

/** The end: at call number `at` (from 1). */
export interface Doom {
  at: number;
  when: "before" | "after";
  how: "dies" | "fails";
}

export interface Fate {
  /** What each call was, in order. */
  readonly calls: readonly string[];
  /** The call that was struck; null when it never came so far. */
  readonly struck: string | null;
  /** Resolves when the process died. */
  readonly death: Promise<void>;
  readonly dead: boolean;
  /** Calls that went out and have not ended. */
  readonly underway: ReadonlySet<Promise<unknown>>;
  /** Lets a call through, or not; one that fails throws CallFailed, after `undo` where it was not carried out. */
  pass<T>(name: string, call: () => Promise<T>, undo?: () => Promise<void>): Promise<T>;
}

/** What a struck call throws. */
export class CallFailed extends Error {}

const NEVER = new Promise<never>(() => {});

/** @param doom null: nothing happens, calls are only counted */
export function createFate(doom: Doom | null): Fate {
  const calls: string[] = [];
  const underway = new Set<Promise<unknown>>();
  const { promise: death, resolve: die } = Promise.withResolvers<void>();
  let dead = false;
  let struck: string | null = null;

  async function carryOut<T>(call: () => Promise<T>): Promise<T> {
    const work = call();
    underway.add(work);
    return work.finally(() => underway.delete(work));
  }

  async function strike(name: string, { when, how }: Doom, call: () => Promise<unknown>, undo: () => Promise<void>) {
    struck = name;
    if (when === "after") await carryOut(call);
    if (how === "dies") {
      dead = true;
      die();
      return NEVER;
    }
    if (when === "before") await undo();
    throw new CallFailed(`${name} failed`);
  }

  return {
    calls,
    underway,
    death,
    get dead() {
      return dead;
    },
    get struck() {
      return struck;
    },
    async pass(name, call, undo = async () => {}) {
      if (dead) return NEVER;
      calls.push(name);
      if (doom !== null && calls.length === doom.at) return strike(name, doom, call, undo);
      const result = await carryOut(call);
      return dead ? NEVER : result;
    },
  };
}
