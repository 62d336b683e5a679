// Why one household would move: the bounds from which the class was worked out, the clause, and the receipts of what is gained and
// lost. For those who may read the household; the look is noted like any other.
import type { Day } from "../../foundation/day.ts";
import { type Decision, results } from "../../knowledge/eligibility/decide.ts";
import { receiptCode } from "../../knowledge/receipt.ts";
import { type Desk, reachOf } from "../desk.ts";
import { LAST_KNOWN, readHousehold } from "../households/read.ts";
import { noteViews } from "../links/views.ts";
import { scopeOf } from "../summaries/scope.ts";
import { type Compared, compare, householdsOf } from "./household.ts";
import { FIRST, readSealedPage } from "./read-page.ts";

/** One household on both days. A receipt's code is the same wherever the same is computed. */
export interface Explained extends Pick<Compared, "was" | "becomes" | "other"> {
  code: string;
  gained: { policy: string; receipt: string }[];
  lost: { policy: string; receipt: string }[];
}

/** Explains the household of this code; null where it is not within reach. */
export async function explainMove(desk: Desk, { code, on }: { code: string; on: Day }): Promise<Explained | null> {
  const { tx, store, library, today } = desk;
  const reach = reachOf(desk, "household.read");
  const scope = await scopeOf(desk);
  const found = await readHousehold(tx, store, { household: { code }, reach, on: LAST_KNOWN });
  if (found === null || scope === null) return null;
  const page = await readSealedPage(tx, scope, { last: FIRST, on: today, code });
  const [row] = householdsOf(page.households);
  if (row === undefined) return null;
  await noteViews(desk, [found.id], "what-if");
  const trial = { library, today, on, open: (sealed: string) => store.seal.open(sealed) };
  const { before, after, was, becomes, other } = compare(trial, row);
  return { code, was, becomes, other, gained: only(after, before), lost: only(before, after) };
}

/** What holds by `one` and not by the other, each policy once, with the code of its receipt. */
function only(one: Decision, other: Decision): Explained["gained"] {
  const held = new Set(results(other, "yes").map(({ who, policy }) => `${who} ${policy.id}`));
  const fresh = results(one, "yes").filter(({ who, policy }) => !held.has(`${who} ${policy.id}`));
  return [...Map.groupBy(fresh, ({ policy }) => policy.id)].map(([policy, chosen]) => ({
    policy,
    receipt: receiptCode(one, chosen),
  }));
}
