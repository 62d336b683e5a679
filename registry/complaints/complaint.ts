// A complaint as it is read: in the clear, for the one who filed it and the officers of the commune it went to.
import type { Day } from "../../foundation/day.ts";
import type { Complaint as Row } from "../../prisma/generated/client.ts";
import { dayOf } from "../households/sealed-rows.ts";
import type { Store } from "../store.ts";

export type ComplaintState = "open" | "answered" | "withdrawn";

export interface Complaint {
  id: string;
  number: number;
  /** Null after the person erased the account's data. */
  accountId: string | null;
  communeCode: string | null;
  /** The answer or the report that is complained of. */
  receiptCode: string | null;
  reportNumber: number | null;
  /** Null when it was erased. */
  text: string | null;
  state: ComplaintState;
  answer: string | null;
  clause: string | null;
  filedAt: Date;
  answeredAt: Date | null;
  dueOn: Day | null;
}

/** Opens a row of the table. */
export function openComplaint({ seal }: Store, row: Row): Complaint {
  const { id, number, accountId, communeCode, receiptCode, reportNumber, clause, answeredAt } = row;
  return {
    id,
    number,
    accountId,
    communeCode,
    receiptCode,
    reportNumber,
    text: row.textSealed === null ? null : seal.open(row.textSealed),
    state: row.state as ComplaintState,
    answer: row.answerSealed === null ? null : seal.open(row.answerSealed),
    clause,
    filedAt: row.createdAt,
    answeredAt,
    dueOn: dayOf(row.dueOn),
  };
}
