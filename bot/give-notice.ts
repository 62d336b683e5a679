// What is said to somebody who did not just write: each in the language of their own conversation, stored in the same
// transaction as what caused it. Zalo's window of seven days is minded by delivery: outside it the message is held.
import type { Notice } from "../handlers/handler.ts";
import { offerChoices, readersOf } from "../registry/accounts.ts";
import { addMessages, type DepartingMessage } from "../registry/outbox.ts";
import { withRoleToday } from "../registry/recipients.ts";
import type { Queries } from "../registry/store.ts";
import { letters } from "./letter.ts";
import type { Road } from "./road.ts";
import { speak } from "./speak.ts";

/** Stores the messages of these notices, in order. A number typed afterwards means a choice of the notice, unless a question of the person's own is open. */
export async function giveNotice(
  { store, texts, library, clock }: Pick<Road, "store" | "texts" | "library" | "clock">,
  tx: Queries,
  notices: readonly Notice[],
  now: Date,
): Promise<void> {
  if (notices.length === 0) return;
  const accounts = [...new Set(notices.map(({ accountId }) => accountId))];
  const readers = await readersOf(tx, store, accounts);
  const withRole = await withRoleToday(tx, accounts, clock.today());
  const messages: DepartingMessage[] = [];
  for (const { accountId, replies, topic, ofOpenQuestion = false } of notices) {
    const { language, address } = readers.get(accountId) ?? { language: "vi", address: null };
    const form = library.address.shownBy({ hasRole: withRole.has(accountId), age: null, text: "", before: address });
    const spoken = speak(texts, { language, you: library.address.you(form), replies });
    for (const body of letters(spoken.replies, "message"))
      messages.push({ accountId, inReplyTo: null, body, ...(topic && { topic }) });
    if (spoken.choices.length > 0)
      await offerChoices(tx, store, { accountId, choices: spoken.choices, ofOpenQuestion });
  }
  await addMessages(tx, store, messages, now);
}
