// The same notice to several people, each in the language of their own conversation, names of kinds and classes included.
import type { Library } from "../knowledge/library.ts";
import { readersOf } from "../registry/accounts.ts";
import type { Notice, Reply, Turn } from "./handler.ts";

/** What it takes to tell people what was done, at whatever door it was done: a turn of the chat has it, and so has the console. */
export type Telling = Pick<Turn, keyof Library | "desk" | "session" | "today" | "now">;

/** @param make says it in the language of the session of the turn it is given */
export async function noticeEach<T extends Telling>(
  turn: T,
  accounts: readonly string[],
  make: (turn: T) => Reply,
): Promise<Notice[]> {
  const readers = await readersOf(turn.desk.tx, turn.desk.store, [...accounts]);
  return accounts.map((accountId) => {
    const language = readers.get(accountId)?.language ?? "vi";
    return { accountId, replies: [make({ ...turn, session: { ...turn.session, language } })] };
  });
}
