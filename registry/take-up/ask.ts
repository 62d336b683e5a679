// Whether households receive what they are entitled to: who is asked, and about what. Only rights that the law surely gives.
import { addDays, type Day } from "../../foundation/day.ts";
import { type Result, results } from "../../knowledge/eligibility/decide.ts";
import { appendAudit } from "../audit.ts";
import { refusesNotices } from "../consents.ts";
import { actorMark, type Desk } from "../desk.ts";
import { standingOf } from "../reports/consequences.ts";

/** A household whose people are asked today. */
export interface ToAsk {
  householdId: string;
  recognisedFrom: Day;
  accounts: string[];
}

/** Households on the list that were recognised long enough ago, with the linked accounts that did not say "dừng nhắn". */
export async function householdsToAsk({ tx, library, today }: Desk): Promise<ToAsk[]> {
  const { askAfterDays, askWithinDays } = library.service.takeUp;
  const until = addDays(today, -askAfterDays);
  const since = addDays(until, -askWithinDays);
  return tx.$queryRaw<ToAsk[]>`
    SELECT h.id::text AS "householdId", s."from"::text AS "recognisedFrom", array_agg(DISTINCT a.id ORDER BY a.id) AS accounts
    FROM household_status s JOIN household h ON h.id = s.household_id
    JOIN household_link l ON l.household_id = h.id AND l.state = 'linked' JOIN account a ON a.id = l.account_id
    WHERE s.superseded_at IS NULL AND s.status IN ('poor', 'near_poor') AND s."from" BETWEEN ${since}::date AND ${until}::date
      AND (s."to" IS NULL OR s."to" >= ${today}::date) AND h.closed_on IS NULL AND a.erased_at IS NULL
      AND NOT ${refusesNotices("a.id")}
    GROUP BY h.id, s."from" ORDER BY h.id`;
}

/** The next right to ask this household about, noted as asked; null when there is none left or enough was asked. */
export async function nextToAsk(desk: Desk, householdId: string): Promise<Result | null> {
  const { tx, library, now } = desk;
  const { atMost, fields } = library.service.takeUp;
  const before = await tx.takeUp.findMany({ where: { householdId } });
  if (before.length >= atMost) return null;
  const asked = new Set(before.map(({ policyId }) => policyId));
  const sure = (await sureRights(desk, householdId)).filter(({ policy }) => !asked.has(policy.id));
  const next = fields.flatMap((field) => sure.filter(({ policy }) => policy.domain === field))[0];
  if (next === undefined) return null;
  await tx.takeUp.create({ data: { householdId, policyId: next.policy.id, state: "asked", askedAt: now } });
  const subject = `household:${householdId}`;
  await appendAudit(
    tx,
    [{ actor: actorMark(desk), action: "take_up_asked", subject, detail: { policy: next.policy.id } }],
    now,
  );
  return next;
}

/** What the law surely gives a household today. By its own conditions: a better right of the same kind, if there is one, comes in its place. */
export async function sureRights(desk: Desk, householdId: string): Promise<Result[]> {
  const standing = await standingOf(desk, householdId, desk.today);
  if (standing === null) return [];
  return results(standing.decision).filter(
    ({ policy, version, own, verdict }) =>
      policy.kind === "entitlement" && version.confidence === "confirmed" && own === "yes" && verdict !== "no",
  );
}
