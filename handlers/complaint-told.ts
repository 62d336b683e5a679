// What the one who complained hears when the commune has answered, wherever the answer was written.
import type { Complaint } from "../registry/complaints/complaint.ts";
import type { Notice } from "./handler.ts";

/** The answer with its clause, and the ways to go on; nobody is told after the account's data was erased. */
export function answeredNotices({ accountId, number, answer, clause }: Complaint): Notice[] {
  if (accountId === null) return [];
  const told = {
    lines: [
      { key: "complaint:answered", values: { number } },
      { key: "complaint:answer", values: { answer: answer ?? "", clause: clause ?? "" } },
      { key: "complaint:not-content" },
    ],
    choices: [
      { key: "complaint:see", values: { number }, payload: `#complaint.show.${number}` as const },
      { key: "menu:officer", payload: "#talk-to-officer" as const },
    ],
  };
  return [{ accountId, replies: [told] }];
}
