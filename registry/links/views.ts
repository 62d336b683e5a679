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

/** Notes that the actor, in the active role, looked at a household. A citizen looks only at the own one: nothing is noted. */
export async function noteView({ tx, actor, now }: Desk, householdId: string, purpose: string): Promise<void> {
  if (actor.term === null) return;
  const { personId, term } = actor;
  const view = { householdId, personId, role: term.role, purpose };
  const known = await tx.householdView.count({ where: { ...view, at: { gt: new Date(now.getTime() - SITTING_MS) } } });
  if (known === 0) await tx.householdView.create({ data: { ...view, at: now } });
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
