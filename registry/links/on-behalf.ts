// One answer for a relative, with the consent of somebody of the household: which rights it probably has, and no fact about it.
import { decide, results } from "../../knowledge/eligibility/decide.ts";
import { withObvious } from "../../knowledge/eligibility/obvious.ts";
import type { Words } from "../../knowledge/schema/words.ts";
import type { Desk } from "../desk.ts";
import { householdForLaw } from "../households/for-law.ts";
import { openHouseholds } from "../households/read.ts";
import { tell } from "./links.ts";

/** To whom the answer goes and what it may say; or the request is gone. */
export type Lent = { ok: true; accountId: string; rights: Words[] } | { refused: "no-right" };

/** Decides a relative's request about a household this account is linked to. The request is used up either way. */
export async function lendAnswer(desk: Desk, linkId: string, yes: boolean): Promise<Lent> {
  const { tx, actor, now } = desk;
  const householdId = { in: [...actor.households] };
  const link = await tx.householdLink.findFirst({
    where: { id: linkId, kind: "representative", state: "asked", householdId },
  });
  if (link === null) return { refused: "no-right" };
  const data = { state: yes ? "ended" : "refused", endedAt: now };
  const { count } = await tx.householdLink.updateMany({ where: { id: linkId, state: "asked" }, data });
  if (count === 0) return { refused: "no-right" }; // answered by another of the household this very moment
  await tell(desk, yes ? "answer_lent" : "answer_kept", link.householdId, {});
  return { ok: true, accountId: link.accountId, rights: yes ? await rightsOf(desk, link.householdId) : [] };
}

async function rightsOf({ tx, store, library, today }: Desk, householdId: string): Promise<Words[]> {
  const [household] = await openHouseholds(tx, store, [householdId], today);
  const situation = await householdForLaw(tx, library, household!, today);
  const { knowledge } = library;
  const decision = decide(knowledge, withObvious(knowledge, situation, today), today);
  const held = results(decision).filter(({ verdict }) => verdict === "yes");
  return [...new Map(held.map(({ policy }) => [policy.id, policy.name])).values()];
}
