// The whole registry of a place under another day's law: read page by page, decided by threads, added up. Nothing is saved.
import { once } from "node:events";
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { Day } from "../../foundation/day.ts";
import { lawOf } from "../../knowledge/compile.ts";
import type { Library } from "../../knowledge/library.ts";
import type { Store } from "../store.ts";
import type { Scope } from "../summaries/scope.ts";
import { countHouseholds, FIRST, readSealedPage, type SealedPage } from "./read-page.ts";
import { addTally, emptyTally, type Tally, type ThreadData, tallyPage } from "./tally.ts";

/** A trial to run. */
export interface Asked {
  scope: Scope;
  today: Day;
  on: Day;
  /** Told after every page. */
  progress?: (done: number, total: number) => void;
  /** From so many households on threads do it: below, starting them takes longer than the work. */
  threadsFrom?: number;
}

const WORTH_THREADS = 5000;

/** Runs it to the end. */
export async function runTrial(store: Store, library: Library, asked: Asked): Promise<Tally> {
  const { scope, today, on, progress, threadsFrom = WORTH_THREADS } = asked;
  const total = await countHouseholds(store.client, scope);
  const tally = emptyTally();
  const count = (page: Tally) => {
    addTally(tally, page);
    progress?.(tally.households, total);
  };
  if (total < threadsFrom) {
    const trial = { library, today, on, open: (sealed: string) => store.seal.open(sealed) };
    for await (const page of pagesOf(store, asked)) count(tallyPage(trial, page.households));
    return tally;
  }
  const { knowledge, spreadsheet } = library;
  await inThreads(pagesOf(store, asked), { key: store.seal.key, law: lawOf(knowledge), spreadsheet, today, on }, count);
  return tally;
}

/** While one page is decided the next one is read. */
async function* pagesOf({ client }: Store, { scope, today }: Asked): AsyncGenerator<SealedPage> {
  const read = (last: string) => readSealedPage(client, scope, { last, on: today });
  let coming = read(FIRST);
  for (;;) {
    const page = await coming;
    if (page.last === null) return;
    coming = read(page.last);
    coming.catch(() => undefined); // told when it is asked for, if it ever is
    yield page;
  }
}

/** Each thread takes the next page as soon as it is done with one. */
async function inThreads(
  pages: AsyncGenerator<SealedPage>,
  workerData: ThreadData,
  count: (page: Tally) => void,
): Promise<void> {
  const threads = Array.from(
    { length: availableParallelism() },
    () => new Worker(new URL("./thread.ts", import.meta.url), { workerData }),
  );
  try {
    await Promise.all(
      threads.map(async (thread) => {
        for (;;) {
          const next = await pages.next();
          if (next.done) return;
          count(await answerOf(thread, next.value));
        }
      }),
    );
  } finally {
    await Promise.all(threads.map((thread) => thread.terminate()));
  }
}

/** The thread's tally of a page. A fault there, or its end, is a fault here. */
async function answerOf(thread: Worker, page: SealedPage): Promise<Tally> {
  const over = new AbortController();
  const ended = once(thread, "exit", { signal: over.signal }).then(() => {
    throw new Error("a thread ended before its page was done");
  });
  const told = once(thread, "message", { signal: over.signal }) as Promise<[Tally]>;
  thread.postMessage(page.households);
  try {
    const [tally] = await Promise.race([told, ended]);
    return tally!;
  } finally {
    ended.catch(() => undefined);
    told.catch(() => undefined);
    over.abort();
  }
}
