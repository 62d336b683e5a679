// Erasing an account reaches everything it left: words, receipts, voices, pictures, what waits to be sent. What the commune must be
// able to count stays without words and without the account.
import { vietnamDayOf } from "../../foundation/clock.ts";
import { appendAudit } from "../audit.ts";
import { forgetEvidence } from "../evidence/forget.ts";
import type { By } from "../households/household.ts";
import { leaveRegistry } from "../people/leave.ts";
import type { ReportContent } from "../reports/report.ts";
import type { Queries, Store } from "../store.ts";

/** Erases everything but the account itself, the proof of its consents, and what has become the commune's own case. */
export async function eraseAccount(tx: Queries, store: Store, accountId: string, by: By): Promise<void> {
  await tx.decision.deleteMany({ where: { accountId } });
  await tx.voiceMessage.deleteMany({ where: { accountId } });
  await endComplaints(tx, accountId);
  await endReports(tx, store, accountId, by);
  await tx.officerRequest.deleteMany({ where: { accountId } });
  await tx.subscription.deleteMany({ where: { accountId } });
  await tx.announcementRecipient.deleteMany({ where: { accountId } });
  await tx.$executeRaw`DELETE FROM said WHERE key LIKE '% ' || ${accountId} || ' %'`;
  await leaveRegistry(tx, accountId, vietnamDayOf(by.now), by);
  await tx.$executeRaw`UPDATE outbound_message SET state = 'dead', body_sealed = NULL, fault = 'erased'
    WHERE account_id = ${accountId} AND state IN ('waiting', 'held', 'dead')`;
  await tx.inboundEvent.updateMany({ where: { accountId, state: "dead" }, data: { eventSealed: null } });
  await tx.account.update({ where: { id: accountId }, data: { erasedAt: by.now } });
}

/** An open complaint whose words are gone is withdrawn: nobody could answer it. */
async function endComplaints(tx: Queries, accountId: string): Promise<void> {
  await tx.complaint.updateMany({ where: { accountId, state: "open" }, data: { state: "withdrawn" } });
  await tx.complaint.updateMany({
    where: { accountId },
    data: { accountId: null, textSealed: null, answerSealed: null, receiptCode: null },
  });
}

/** A report that no one of the commune has taken up yet is taken back, with all that was sent for it; the others are the commune's cases. */
async function endReports(tx: Queries, { seal }: Store, accountId: string, by: By): Promise<void> {
  const nothing: ReportContent = { head: null, fields: {}, members: {} };
  const ended = await tx.changeReport.updateManyAndReturn({
    where: { accountId, state: "unconfirmed" },
    data: { state: "undone", fieldsSealed: seal.seal(JSON.stringify(nothing)) },
  });
  const ids = ended.map(({ id }) => id);
  await forgetEvidence(tx, ids);
  await tx.reportStep.updateMany({ where: { reportId: { in: ids } }, data: { noteSealed: null } });
  await tx.reportStep.createMany({ data: ids.map((reportId) => ({ reportId, at: by.now, action: "undone" })) });
  const entries = ended.map(({ number, changeType: type }) => {
    const detail = { from: "unconfirmed", to: "undone", type };
    return { actor: by.actor, action: "report_undone", subject: `report:${number}`, detail };
  });
  await appendAudit(tx, entries, by.now);
  await tx.changeReport.updateMany({ where: { accountId }, data: { accountId: null } });
}
