// Which roles somebody may give: those that the own role gives, in a unit of their level within the own reach.
import { type Desk, reachOf } from "../desk.ts";
import { runningOn } from "../role-terms.ts";

/** What an actor gives: these roles, in these units; null: in every unit. */
interface Giving {
  roles: readonly string[];
  units: ReadonlySet<string> | null;
}

/** What the actor gives. */
export async function givingOf(desk: Desk): Promise<Giving> {
  const roles = desk.library.roles.get(desk.actor.term?.role ?? "")?.invites ?? [];
  const { villages, communes, nation } = reachOf(desk, "person.invite");
  if (nation) return { roles, units: null };
  const village = { level: "village", OR: [{ code: { in: villages } }, { parentCode: { in: communes } }] };
  const found = await desk.tx.unit.findMany({
    where: { validTo: null, OR: [village, { code: { in: communes }, level: { not: "village" } }] },
    select: { code: true },
  });
  return { roles, units: new Set(found.map(({ code }) => code)) };
}

/** Whether a role in a unit is among what is given. */
export function gives({ roles, units }: Giving, role: string, unitCode: string): boolean {
  return roles.includes(role) && (units === null || units.has(unitCode));
}

/** Whether the actor gives every role that a person holds today: only then may a new telephone be bound to that person. */
export async function givesAll(desk: Desk, personId: string): Promise<boolean> {
  const held = await desk.tx.roleTerm.findMany({
    where: { personId, ...runningOn(desk.today) },
  });
  const giving = await givingOf(desk);
  return held.every(({ role, unitCode }) => gives(giving, role, unitCode));
}
