// Erasing an account reaches everything it left: words of complaints, requests for an officer, subscriptions. What the commune
// must be able to count stays without words and without the account.
import type { Queries } from "../store.ts";

/** Erases what lies beside the conversation. An open complaint whose words are gone is withdrawn: nobody could answer it. */
export async function eraseBeside(tx: Queries, accountId: string): Promise<void> {
  await tx.complaint.updateMany({ where: { accountId, state: "open" }, data: { state: "withdrawn" } });
  await tx.complaint.updateMany({
    where: { accountId },
    data: { accountId: null, textSealed: null, answerSealed: null, receiptCode: null },
  });
  await tx.changeReport.updateMany({ where: { accountId }, data: { accountId: null } });
  await tx.officerRequest.deleteMany({ where: { accountId } });
  await tx.subscription.deleteMany({ where: { accountId } });
  await tx.$executeRaw`DELETE FROM said WHERE key LIKE '% ' || ${accountId} || ' %'`;
}
