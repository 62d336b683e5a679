// The commune's side of a complaint: the open ones of the own commune, reading one, answering it with a clause.
import { addDays, type Day } from "../../foundation/day.ts";
import { appendAudit } from "../audit.ts";
import { canBeNumber } from "../case-number.ts";
import { actorMark, type Desk, type Reach, reachOf } from "../desk.ts";
import { dayOf } from "../households/sealed-rows.ts";
import { accountsThatMay } from "../recipients.ts";
import { type Complaint, openComplaint } from "./complaint.ts";

/** Communes whose complaints the actor answers; nobody above a commune does. */
function mine(desk: Desk): { communeCode: { in: Reach["communes"] } } {
  return { communeCode: { in: reachOf(desk, "complaint.answer").communes } };
}

/** Open complaints of the actor's communes, the one that is due first at the top. */
export async function openComplaints(desk: Desk): Promise<Complaint[]> {
  const rows = await desk.tx.complaint.findMany({
    where: { ...mine(desk), state: "open" },
    orderBy: [{ dueOn: "asc" }, { number: "asc" }],
  });
  return rows.map((row) => openComplaint(desk.store, row));
}

/** One complaint, with the receipt that it carries if that is still kept; null when the actor has none of this number. */
export async function readComplaint(
  desk: Desk,
  number: number,
): Promise<{ complaint: Complaint; receipt: unknown } | null> {
  const { tx, store } = desk;
  const row = canBeNumber(number) ? await tx.complaint.findFirst({ where: { ...mine(desk), number } }) : null;
  if (row === null) return null;
  const { accountId, receiptCode: code } = row;
  const decision =
    accountId === null || code === null
      ? null
      : await tx.decision.findUnique({ where: { code_accountId: { code, accountId } } });
  const receipt: unknown = decision === null ? null : JSON.parse(store.seal.open(decision.receiptSealed));
  return { complaint: openComplaint(store, row), receipt };
}

export type Answered = { ok: true; complaint: Complaint } | { refused: "unknown" | "closed" | "no-clause" };

/** Answers an open complaint: in words, and with the law that the answer rests on. */
export async function answerComplaint(
  desk: Desk,
  { number, answer, clause }: { number: number; answer: string; clause: string },
): Promise<Answered> {
  const { tx, store, library, actor, now } = desk;
  const row = canBeNumber(number) ? await tx.complaint.findFirst({ where: { ...mine(desk), number } }) : null;
  if (row === null) return { refused: "unknown" };
  if (row.state !== "open") return { refused: "closed" };
  if (!library.complaints.namesLaw(clause)) return { refused: "no-clause" };
  // The state is asked again in the writing: of two officers who answer at once, one is told that it was answered.
  const [answered] = await tx.complaint.updateManyAndReturn({
    where: { id: row.id, state: "open" },
    data: {
      state: "answered",
      answerSealed: store.seal.seal(answer),
      clause,
      answeredBy: actor.personId,
      answeredAt: now,
    },
  });
  if (answered === undefined) return { refused: "closed" };
  const entry = {
    actor: actorMark(desk),
    action: "complaint_answered",
    subject: `complaint:${row.id}`,
    detail: { number },
  };
  await appendAudit(tx, [entry], now);
  return { ok: true, complaint: openComplaint(store, answered) };
}

/** A complaint whose answer is due or overdue, and whom to tell. */
export interface ComplaintDue {
  id: string;
  number: number;
  dueOn: Day;
  overdue: boolean;
  accounts: string[];
}

/** For the reminders: complaints due today or tomorrow go to the officers, overdue ones to the leader as well. */
export async function complaintsDue({
  tx,
  library,
  today,
}: Pick<Desk, "tx" | "library" | "today">): Promise<ComplaintDue[]> {
  const rows = await tx.complaint.findMany({
    where: { state: "open", dueOn: { lte: new Date(addDays(today, 1)) } },
    orderBy: { number: "asc" },
  });
  const due: ComplaintDue[] = [];
  for (const { id, number, dueOn, communeCode } of rows) {
    const day = dayOf(dueOn)!;
    const overdue = day < today;
    const role = overdue ? { role: library.complaints.overdueRole } : {};
    const place = { villageCode: null, communeCode };
    const wanted = { operation: "complaint.answer" as const, place, today, ...role };
    due.push({ id, number, dueOn: day, overdue, accounts: await accountsThatMay(tx, library, wanted) });
  }
  return due;
}
