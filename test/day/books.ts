// The registry after a day as one comparable value: no ids, no numbers that depend on who came first.
import type { Store } from "../../registry/store.ts";

/** Everything that a day may have changed, each as a line, sorted. */
export async function booksOf({ client, seal }: Store) {
  const households = await client.household.findMany({
    include: { members: true, statuses: { where: { supersededAt: null } }, reports: true },
  });
  const complaints = await client.complaint.findMany();
  return {
    households: households
      .map(({ villageCode, closedOn, closedReason, members, statuses, reports }) =>
        [
          villageCode,
          closedOn?.toISOString().slice(0, 10) ?? "open",
          closedReason,
          ...members.map((one) => `${seal.open(one.nameSealed)} ${one.relation} ${one.leftReason ?? ""}`).sort(),
          ...statuses.map((one) => `${one.status} ${one.from.toISOString().slice(0, 10)} ${one.decisionNumber}`).sort(),
          ...reports.map((one) => `${one.changeType} ${one.state}`).sort(),
        ].join(" | "),
      )
      .sort(),
    complaints: complaints
      .map(({ textSealed, state, clause }) => `${textSealed === null ? "" : seal.open(textSealed)} ${state} ${clause}`)
      .sort(),
  };
}
