// What the bot answered people of a household about its rights, as far as they let officers read it: what was decided, by which clause,
// by the law of which day. The facts that they told stay out of it.
import type { Day } from "../../foundation/day.ts";
import type { Verdict } from "../../knowledge/eligibility/condition.ts";
import type { Receipt, ReceiptResult } from "../../knowledge/receipt.ts";
import { OFFICER_READS } from "../consents.ts";
import type { Desk } from "../desk.ts";

/** One answer, by its receipt. */
export interface AnswerTold {
  code: string;
  at: Date;
  /** The day whose law decided. */
  day: Day;
  results: { verdict: Verdict; name: ReceiptResult["name"]; version: Pick<ReceiptResult, "clause" | "confidence"> }[];
}

const MOST_ANSWERS = 50;

/** Answers to accounts that are linked and have agreed, by the words of today, that officers read them; the latest first. */
export async function answersTold({ tx, store, library }: Desk, householdId: string): Promise<AnswerTold[]> {
  const { version } = library.service.consent;
  const found = await tx.$queryRaw<{ sealed: string; at: Date }[]>`
    SELECT d.receipt_sealed AS sealed, d.created_at AS at FROM decision d
    WHERE d.household_id = ${householdId}::uuid
      AND EXISTS (SELECT 1 FROM household_link l WHERE l.account_id = d.account_id AND l.household_id = d.household_id AND l.state = 'linked')
      AND (SELECT c.given AND c.text_version = ${version} FROM consent c
        WHERE c.account_id = d.account_id AND c.purpose = ${OFFICER_READS} ORDER BY c.id DESC LIMIT 1)
    ORDER BY d.created_at DESC LIMIT ${MOST_ANSWERS}`;
  return found.map(({ sealed, at }) => {
    const { code, day, results } = JSON.parse(store.seal.open(sealed)) as Receipt;
    const told = results.map(({ own: verdict, name, clause, confidence }) => ({
      ...{ verdict, name },
      version: { clause, confidence },
    }));
    return { code, at, day, results: told };
  });
}
