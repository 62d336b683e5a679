// A token store in memory with a true lock: several keepers over one store stand for several processes.
import type { TokenPair, TokenStore } from "../../../bot/zalo/token-store.ts";

export interface MemoryStore extends TokenStore {
  pair: TokenPair | null;
  /** Makes this many next saves fail. */
  failingSaves: number;
}

/** A store that holds `pair`. */
export function memoryStore(pair: TokenPair | null): MemoryStore {
  let lock: Promise<unknown> = Promise.resolve();
  const store: MemoryStore = {
    pair,
    failingSaves: 0,
    read: async () => store.pair,
    underLock(work) {
      const turn = lock.then(() =>
        work(store.pair, async (next) => {
          if (store.failingSaves-- > 0) throw new Error("disk full");
          store.pair = next;
        }),
      );
      lock = turn.catch(() => undefined);
      return turn;
    },
  };
  return store;
}
