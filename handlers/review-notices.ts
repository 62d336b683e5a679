// Who hears what as a round of review goes on: reviewers when there are forms to fill, those who hold the next step when one is
// done, the leader when something waits for the signature, households when the leader has signed.
import type { Operation } from "../knowledge/roles.ts";
import type { Desk } from "../registry/desk.ts";
import { accountsOfHousehold, accountsThatMay } from "../registry/recipients.ts";
import type { Decided, ToSign } from "../registry/review/decision.ts";
import type { Choice, Line, Notice, Turn } from "./handler.ts";

type Placed = Pick<Desk, "tx" | "library" | "today">;

/** The reviewers of these villages; officers, who may fill too, know already. */
export async function tellReviewers(desk: Placed, villages: readonly string[]): Promise<Notice[]> {
  const accounts = new Set<string>();
  for (const villageCode of villages)
    for (const account of await accountsThatMay(desk.tx, desk.library, {
      operation: "review.fill",
      place: { villageCode, communeCode: null },
      today: desk.today,
    }))
      accounts.add(account);
  const choices: Choice[] = [{ key: "review-household:start", payload: "#review-household.start" }];
  return [...accounts].map((accountId) => ({ accountId, replies: [{ key: "review-household:told", choices }] }));
}

/** Those who record the next step of a village. */
export async function tellNext(
  desk: Placed & Pick<Desk, "actor">,
  { operation, villageCode, communeCode }: { operation: Operation; villageCode: string; communeCode: string },
  reply: Line & { choices: Choice[] },
): Promise<Notice[]> {
  const place = { villageCode, communeCode };
  const accounts = await accountsThatMay(desk.tx, desk.library, { operation, place, today: desk.today });
  return accounts
    .filter((accountId) => accountId !== desk.actor.accountId)
    .map((accountId) => ({ accountId, replies: [reply] }));
}

/** Those who sign, when the re-check of a village is closed. */
export async function tellSigners(
  desk: Parameters<typeof tellNext>[0],
  { roundId, ...place }: { roundId: string; villageCode: string; communeCode: string },
): Promise<Notice[]> {
  const choices: Choice[] = [{ key: "sign-decision:start", payload: `#sign-decision.start.${roundId}` }];
  return tellNext(desk, { operation: "decision.sign", ...place }, { key: "sign-decision:waits", choices });
}

/** The linked households with what they were recognised as, and the village heads with how many. */
export async function tellDecided(
  { desk }: Pick<Turn, "desk">,
  { waiting, households, number }: { waiting: ToSign; households: readonly Decided[]; number: string },
): Promise<Notice[]> {
  const notices: Notice[] = [];
  for (const { householdId, status, from, certificate } of households) {
    for (const accountId of await accountsOfHousehold(desk.tx, householdId)) {
      const values = { number, from, certificate: certificate ?? "–" };
      notices.push({ accountId, replies: [{ key: `sign-decision:told-${status}`, values, choices: AFTERWARDS }] });
    }
  }
  for (const { code, name } of waiting.villages) {
    const count = households.filter(({ villageCode }) => villageCode === code).length;
    const place = { villageCode: code, communeCode: null };
    for (const accountId of await accountsThatMay(desk.tx, desk.library, {
      operation: "meeting.record",
      place,
      today: desk.today,
    }))
      notices.push({
        accountId,
        replies: [{ key: "sign-decision:told-head", values: { village: name, number, count } }],
      });
  }
  return notices;
}

/** What a household does with the news: see its rights with their receipt, or object. */
const AFTERWARDS: Choice[] = [
  { key: "sign-decision:rights", payload: "#my-household.rights" },
  { key: "sign-decision:complain", payload: "#complaint.start" },
];
