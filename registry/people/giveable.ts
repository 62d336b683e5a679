// Which roles somebody may give: those that the own role gives, in a unit of their level within the own reach.
import { covers, type Desk, reachOf } from "../desk.ts";
import { runningOn } from "../role-terms.ts";

/** Whether the actor gives this role in this unit. */
export async function giveable(desk: Desk, role: string, unitCode: string): Promise<boolean> {
  const own = desk.library.roles.get(desk.actor.term?.role ?? "");
  if (!own?.invites.includes(role)) return false;
  const unit = await desk.tx.unit.findFirst({ where: { code: unitCode, validTo: null } });
  const place = {
    villageCode: unit?.level === "village" ? unit.code : null,
    communeCode: unit?.level === "village" ? unit.parentCode : (unit?.code ?? null),
  };
  return covers(reachOf(desk, "person.invite"), place);
}

/** Whether the actor gives every role that a person holds today: only then may a new telephone be bound to that person. */
export async function givesAll(desk: Desk, personId: string): Promise<boolean> {
  const held = await desk.tx.roleTerm.findMany({
    where: { personId, ...runningOn(desk.today) },
  });
  for (const { role, unitCode } of held) if (!(await giveable(desk, role, unitCode))) return false;
  return true;
}
