// A citizen's side of a complaint: filing it, seeing what became of it, taking it back. No role is needed and none helps:
// everybody sees the own ones only.
import type { Day } from "../../foundation/day.ts";
import { addWorkingDays } from "../../knowledge/working-days.ts";
import { appendAudit } from "../audit.ts";
import { canBeNumber } from "../case-number.ts";
import { actorMark, type Desk } from "../desk.ts";
import { accountsThatMay } from "../recipients.ts";
import { type Complaint, openComplaint } from "./complaint.ts";

/** What is complained of. A receipt or a report that is not the person's own is as unknown as one that does not exist. */
export interface NewComplaint {
  text: string;
  communeCode: string;
  receiptCode: string | null;
  reportNumber: number | null;
}

export type Filed =
  | { ok: true; number: number; dueOn: Day; officers: string[] }
  | { refused: "too-many" | "unknown-receipt" | "unknown-report" };

/** Files a complaint. `officers` are the accounts to tell. */
export async function fileComplaint(desk: Desk, complaint: NewComplaint): Promise<Filed> {
  const { tx, store, library, actor, now, today } = desk;
  const { text, communeCode, receiptCode, reportNumber } = complaint;
  const open = await tx.complaint.count({ where: { accountId: actor.accountId, state: "open" } });
  if (open >= library.complaints.mostOpen) return { refused: "too-many" };
  if (receiptCode !== null && !(await ownReceipt(desk, receiptCode))) return { refused: "unknown-receipt" };
  if (reportNumber !== null && !(await ownReport(desk, reportNumber))) return { refused: "unknown-report" };
  const dueOn = addWorkingDays(today, library.complaints.complaintDays, library.holidays);
  const { id, number } = await tx.complaint.create({
    data: {
      accountId: actor.accountId,
      communeCode,
      receiptCode,
      reportNumber,
      textSealed: store.seal.seal(text),
      state: "open",
      dueOn: new Date(dueOn),
      createdAt: now,
    },
  });
  await appendAudit(
    tx,
    [
      {
        actor: actorMark(desk),
        action: "complaint_filed",
        subject: `complaint:${id}`,
        detail: { number, commune: communeCode, dueOn },
      },
    ],
    now,
  );
  const place = { villageCode: null, communeCode };
  const officers = await accountsThatMay(tx, library, { operation: "complaint.answer", place, today });
  return { ok: true, number, dueOn, officers };
}

async function ownReceipt({ tx, actor: { accountId } }: Desk, code: string): Promise<boolean> {
  return (await tx.decision.count({ where: { code, accountId } })) > 0;
}

/** Reports that this account filed or that are about a household it is linked to. */
async function ownReport({ tx, actor }: Desk, number: number): Promise<boolean> {
  if (!canBeNumber(number)) return false;
  const mine = [{ accountId: actor.accountId }, { householdId: { in: [...actor.households] } }];
  return (await tx.changeReport.count({ where: { number, OR: mine } })) > 0;
}

/** The person's own complaints, the latest first. */
export async function myComplaints({ tx, store, actor }: Desk): Promise<Complaint[]> {
  const rows = await tx.complaint.findMany({ where: { accountId: actor.accountId }, orderBy: { number: "desc" } });
  return rows.map((row) => openComplaint(store, row));
}

/** Takes an open complaint of one's own back. `officers` are the accounts to tell. */
export async function withdrawComplaint(
  desk: Desk,
  number: number,
): Promise<{ ok: true; officers: string[] } | { refused: "unknown" }> {
  const { tx, library, actor, now, today } = desk;
  const mine = { number, accountId: actor.accountId, state: "open" };
  const row = canBeNumber(number) ? await tx.complaint.findFirst({ where: mine }) : null;
  if (row === null) return { refused: "unknown" };
  const { count } = await tx.complaint.updateMany({
    where: { id: row.id, state: "open" },
    data: { state: "withdrawn" },
  });
  if (count === 0) return { refused: "unknown" }; // answered this very moment
  const entry = {
    actor: actorMark(desk),
    action: "complaint_withdrawn",
    subject: `complaint:${row.id}`,
    detail: { number },
  };
  await appendAudit(tx, [entry], now);
  const place = { villageCode: null, communeCode: row.communeCode };
  return { ok: true, officers: await accountsThatMay(tx, library, { operation: "complaint.answer", place, today }) };
}
