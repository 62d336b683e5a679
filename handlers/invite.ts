// "Mời trưởng thôn thôn An Lạc, Nguyễn Văn An": an officer makes a code for somebody of the own commune and passes it on.
import { fold } from "../foundation/vietnamese.ts";
import type { Role } from "../knowledge/roles.ts";
import { may } from "../registry/desk.ts";
import { inviteFrom } from "../registry/people/invitations.ts";
import { findUnit } from "../registry/units/find.ts";
import type { Handler, Outcome, Turn } from "./handler.ts";

/** Reached by the order "mời …" (knowledge/process/orders.yaml) with the role, the unit and, after a comma, the name. */
export const invite: Handler = {
  name: "invite",
  intents: [],
  async handle(turn) {
    const { desk, action, roles, session } = turn;
    if (!may(desk, "person.invite")) return { replies: [{ key: "invite:no-right" }], session };
    const [wanted = "", name = ""] = (action?.argument ?? "").split(",").map((part) => part.trim());
    const own = roles.get(desk.actor.term!.role)!;
    const offered = own.invites.flatMap((id) => roles.get(id) ?? []);
    const role = roleNamed(offered, wanted);
    if (role === null) return example(turn, offered);
    return makeFor(turn, role, { unitWords: wanted.slice(role.said.length).trim(), name });
  },
};

interface NamedRole extends Role {
  /** The words that named it. */
  said: string;
}

/** The role that the words begin with, by its Vietnamese or English name; the longest name wins. */
function roleNamed(offered: readonly Role[], words: string): NamedRole | null {
  const folded = fold(words);
  const named = offered
    .flatMap((role) => Object.values(role.name).map((said) => ({ ...role, said })))
    .filter(({ said }) => folded === fold(said) || folded.startsWith(`${fold(said)} `));
  return named.sort((a, b) => b.said.length - a.said.length)[0] ?? null;
}

async function makeFor(
  turn: Turn,
  role: Role,
  { unitWords, name }: { unitWords: string; name: string },
): Promise<Outcome> {
  const { desk, session, joining, unitKinds } = turn;
  const within = desk.actor.term!.unit;
  const units =
    role.level === "commune"
      ? [{ code: within, name: "" }]
      : await findUnit(desk.tx, unitKinds, unitWords, { within, level: "village" });
  const [unit, ...others] = units;
  if (unit === undefined || others.length > 0) return { replies: [{ key: "invite:which-unit" }], session };
  const invitation = { role: role.id, unitCode: unit.code, name: name || null, personId: null, until: null };
  const made = await inviteFrom(desk, invitation);
  if ("refused" in made) return { replies: [{ key: "invite:no-right" }], session };
  const values = {
    role: role.name[session.language],
    unit: unit.name,
    code: made.code,
    hours: joining.invitationHours,
  };
  // The code stands alone in its message: it is to be passed on as it is.
  return { replies: [{ key: "invite:made", values }, { text: made.code }], session };
}

function example({ session }: Turn, offered: readonly Role[]): Outcome {
  const roles = offered.map(({ name }) => name[session.language]).join(", ");
  return { replies: [{ key: "invite:example", values: { roles } }], session };
}
