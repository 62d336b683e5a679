// "Vai trò": in which role somebody with several acts now, and changing it. A village head who asks for the own family is a citizen.
import { activeTerm, CITIZEN, type Term, termKey } from "../registry/actor.ts";
import { unitTitle } from "../registry/units/find.ts";
import type { Choice, Handler, Line, Outcome, Turn } from "./handler.ts";

/** Lists the roles held today as choices; action "choose" takes one. */
export const role: Handler = {
  name: "role",
  intents: [],
  async handle(turn) {
    const { desk, action, session } = turn;
    const { terms } = desk.actor;
    if (terms.length === 0) return { replies: [{ key: "role:none" }], session };
    if (action?.name !== "choose") return { replies: [await listed(turn, desk.actor.term)], session };
    const known = action.argument === CITIZEN || terms.some((term) => termKey(term) === action.argument);
    if (!known) return { replies: [await listed(turn, desk.actor.term)], session };
    return chosen(turn, action.argument);
  },
};

async function chosen(turn: Turn, key: string): Promise<Outcome> {
  const term = activeTerm(turn.desk.actor.terms, key);
  const choices: Choice[] = [{ key: "role:what-now", payload: "#menu" }];
  return {
    replies: [{ ...(await inRole(turn, term)), choices }],
    session: { ...turn.session, role: key, form: null },
  };
}

async function listed(turn: Turn, active: Term | null) {
  const { terms } = turn.desk.actor;
  const choices: Choice[] = [];
  for (const term of terms) {
    if (active !== null && termKey(term) === termKey(active)) continue;
    const { role, unit } = await titleOf(turn, term);
    choices.push({ title: `${role}: ${unit}`, payload: `#role.choose.${termKey(term)}` });
  }
  if (active !== null) choices.push({ key: "role:citizen", payload: `#role.choose.${CITIZEN}` });
  return { ...(await inRole(turn, active)), choices };
}

async function inRole(turn: Turn, term: Term | null): Promise<Line> {
  return term === null ? { key: "role:as-citizen" } : { key: "role:as", values: await titleOf(turn, term) };
}

/** A term in words: the role's name and the unit's. */
export async function titleOf({ desk, roles, session }: Turn, term: Term): Promise<{ role: string; unit: string }> {
  const role = roles.get(term.role)?.name[session.language] ?? term.role;
  return { role, unit: await unitTitle(desk.tx, term.unit) };
}
