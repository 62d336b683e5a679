// Whom an announcement is for: accounts linked to households of a unit, of some classes, or that hold a policy's right today.
import { z } from "zod";
import type { Day } from "../../foundation/day.ts";
import { results } from "../../knowledge/eligibility/decide.ts";
import type { Library } from "../../knowledge/library.ts";
import type { Policy } from "../../knowledge/schema/policy.ts";
import { householdClassSchema } from "../../knowledge/schema/standard.ts";
import { statusOn } from "../../knowledge/status.ts";
import { refusesNotices } from "../consents.ts";
import { covers, type Desk, reachOf } from "../desk.ts";
import { currentStatuses } from "../households/statuses.ts";
import { standingOf } from "../reports/consequences.ts";

export const audienceSchema = z.strictObject({
  /** Classes of today; empty: whatever the class. */
  classes: z.array(householdClassSchema),
  /** A policy whose right somebody of the household holds today, or may hold for all that is known; null: whatever the rights. */
  policy: z.string().nullable(),
});
export type Audience = z.infer<typeof audienceSchema>;

/** One who gets it, or would if it were not refused ("dừng nhắn"). */
export interface Recipient {
  accountId: string;
  householdId: string;
  optedOut: boolean;
  lastInteractionAt: Date | null;
}

/** Rights that can be written about today: in force, and with a way to them that hangs on nothing private. */
export function policiesToTell({ knowledge }: Pick<Library, "knowledge">, today: Day): Policy[] {
  const { household, person } = knowledge.rules.on(today);
  const told = [...household, ...person].filter(
    ({ standing, alternatives }) =>
      standing === "right" && alternatives.some((way) => way.every(({ slot }) => !slot.fact.private)),
  );
  return [...new Set(told.map(({ policy }) => policy))];
}

/** Everyone it is for, an account once. Null when the unit does not lie within what the actor may write to. */
export async function recipientsOf(desk: Desk, unitCode: string, audience: Audience): Promise<Recipient[] | null> {
  const { tx } = desk;
  const unit = await tx.unit.findFirst({
    where: { code: unitCode, validTo: null, level: { in: ["village", "commune"] } },
  });
  if (unit === null) return null;
  const village = unit.level === "village";
  const place = { villageCode: village ? unit.code : null, communeCode: village ? unit.parentCode : unit.code };
  if (!covers(reachOf(desk, "notice.draft"), place) && !covers(reachOf(desk, "notice.approve"), place)) return null;
  const linked = await tx.$queryRaw<Recipient[]>`
    SELECT DISTINCT ON (a.id) a.id AS "accountId", h.id::text AS "householdId", a.last_interaction_at AS "lastInteractionAt",
      ${refusesNotices("a.id")} AS "optedOut"
    FROM household_link l JOIN household h ON h.id = l.household_id JOIN account a ON a.id = l.account_id
    WHERE l.state = 'linked' AND a.erased_at IS NULL AND h.closed_on IS NULL
      AND (h.village_code = ${unitCode} OR h.commune_code = ${unitCode})
    ORDER BY a.id, l.at`;
  const households = [...new Set(linked.map(({ householdId }) => householdId))];
  const meant = new Set(await holding(desk, await ofClasses(desk, households, audience.classes), audience.policy));
  return linked.filter(({ householdId }) => meant.has(householdId));
}

async function ofClasses({ tx, library, today }: Desk, ids: string[], classes: Audience["classes"]): Promise<string[]> {
  if (classes.length === 0) return ids;
  const histories = Map.groupBy(await currentStatuses(tx, ids), ({ householdId }) => householdId);
  return ids.filter((id) => {
    const recognitions = (histories.get(id) ?? []).map(({ from, status }) => ({ from, class: status }));
    const now = statusOn(library.knowledge, recognitions, today)?.class;
    return now !== undefined && classes.includes(now);
  });
}

async function holding(desk: Desk, ids: string[], policy: string | null): Promise<string[]> {
  if (policy === null) return ids;
  const held: string[] = [];
  for (const id of ids) {
    const decision = (await standingOf(desk, id, desk.today))?.decision;
    if (decision === undefined) continue;
    const meant = [...results(decision, "yes"), ...results(decision, "unknown")];
    if (meant.some((result) => result.policy.id === policy)) held.push(id);
  }
  return held;
}
