// The same notice to several people, each in the language of their own conversation, names of kinds and classes included.
import { readersOf } from "../registry/accounts.ts";
import type { Notice, Reply, Turn } from "./handler.ts";

/** @param make says it in the language of the session of the turn it is given */
export async function noticeEach(
  turn: Turn,
  accounts: readonly string[],
  make: (turn: Turn) => Reply,
): Promise<Notice[]> {
  const readers = await readersOf(turn.desk.tx, turn.desk.store, [...accounts]);
  return accounts.map((accountId) => {
    const language = readers.get(accountId)?.language ?? "vi";
    return { accountId, replies: [make({ ...turn, session: { ...turn.session, language } })] };
  });
}
