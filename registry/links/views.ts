// Every look at a household by somebody with a role is noted, and the household may ask who looked.
import type { Desk } from "../desk.ts";

/** One look: by whom (a role in a unit, never a name), what for, when. */
export interface View {
  role: string;
  purpose: string;
  at: Date;
}

/** Looking again within this time is the same look: a form is opened once, however many questions it has. */
const SITTING_MS = 3_600_000;

/**
 * Notes that the actor, in the active role, was shown something of these households. A citizen sees only the own one: nothing is noted.
 * Whatever reads households at a desk notes it here (test/registry/rights/views.test.ts).
 */
export async function noteViews(
  { tx, actor: { personId, term }, now }: Pick<Desk, "tx" | "actor" | "now">,
  households: readonly string[],
  purpose: string,
): Promise<void> {
  if (term === null || households.length === 0) return;
  const sitting = new Date(now.getTime() - SITTING_MS);
  await tx.$executeRaw`
    INSERT INTO household_view (household_id, person_id, role, purpose, at)
    SELECT DISTINCT seen.id, ${personId}::uuid, ${term.role}, ${purpose}, ${now}::timestamptz
    FROM unnest(${[...households]}::uuid[]) AS seen(id)
    WHERE NOT EXISTS (SELECT 1 FROM household_view v WHERE v.household_id = seen.id AND v.at > ${sitting}
      AND v.person_id IS NOT DISTINCT FROM ${personId}::uuid AND v.role = ${term.role} AND v.purpose = ${purpose})`;
}

/** As `noteViews`, of one household; null: nothing of any was shown. */
export async function noteView(desk: Desk, household: string | null, purpose: string): Promise<void> {
  if (household !== null) await noteViews(desk, [household], purpose);
}

/** The latest looks at the households this account is linked to. */
export async function viewsOfOwn({ tx, actor, library }: Desk): Promise<View[]> {
  const found = await tx.householdView.findMany({
    where: { householdId: { in: [...actor.households] } },
    orderBy: { at: "desc" },
    take: library.joining.viewsShown,
  });
  return found.map(({ role, purpose, at }) => ({ role, purpose, at }));
}
