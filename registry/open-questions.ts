// Who left a question unanswered, found without opening what is sealed.
import type { Queries } from "./store.ts";

/** Accounts whose open question was asked between two instants and which agreed to a conversation; nobody who was erased. */
export async function openQuestions(
  tx: Queries,
  asked: { since: Date; until: Date; now: Date },
): Promise<{ accountId: string; openSince: Date }[]> {
  return tx.$queryRaw<{ accountId: string; openSince: Date }[]>`
    SELECT s.account_id AS "accountId", s.open_since AS "openSince" FROM session s JOIN account a ON a.id = s.account_id
    WHERE s.open_since BETWEEN ${asked.since} AND ${asked.until} AND a.erased_at IS NULL
      AND (a.paused_until IS NULL OR a.paused_until <= ${asked.now})
      AND (SELECT c.given FROM consent c WHERE c.account_id = a.id AND c.purpose = 'conversation' ORDER BY c.id DESC LIMIT 1)
    ORDER BY s.account_id`;
}
