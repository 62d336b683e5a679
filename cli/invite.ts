// `ansinh invite`: a single-use code that binds the Zalo account of whoever sends it to a role. The code stands alone on the last line.
import { parseArgs } from "node:util";
import { type Day, isDay } from "../foundation/day.ts";
import { invite as makeInvitation, type NewInvitation } from "../registry/people/invitations.ts";
import { writeCodePicture } from "./code-picture.ts";
import { type Command, calledWrongly } from "./command.ts";
import { unitMeant, withRegistry } from "./registry-work.ts";

export const invite: Command = {
  name: "invite",
  forms: [
    {
      call: "invite --role ROLE --unit CODE|NAME [--name NAME] [--until YYYY-MM-DD] [--person ID] [--qr FILE.png]",
      does: "make a single-use code for a role; --person for a second role or a new telephone of somebody known (ansinh people)",
    },
  ],
  async run(args, io) {
    const asked = readArguments(args);
    if (asked === null) return calledWrongly(invite, io);
    const made = await withRegistry(io, async (work) => {
      const { tx, store, roles, joining, by } = work;
      const nationwide = roles.get(asked.role)?.level === "nation";
      const unitCode = nationwide ? asked.unit : await unitMeant(work, io, asked.unit);
      if (unitCode === null) return null;
      const made = await makeInvitation(tx, store, { roles, joining }, { ...asked, unitCode }, by);
      if ("code" in made) return made;
      io.err(REFUSED[made.refused]!(asked, [...roles.keys()]));
      return null;
    });
    if (made === null) return 1;
    if (asked.qr !== null) await writeCodePicture(asked.qr, made.code);
    io.out(`${asked.role} of ${asked.unit}, works once, until ${made.expiresAt.toISOString()}`);
    io.out(made.code);
    return 0;
  },
};

interface Asked extends Omit<NewInvitation, "unitCode"> {
  unit: string;
  qr: string | null;
}

const REFUSED: Record<string, (asked: Asked, roles: string[]) => string> = {
  "no-role": ({ role }, roles) => `there is no role "${role}"; roles: ${roles.join(", ")}`,
  "no-unit": ({ unit }) => `there is no unit "${unit}"`,
  "wrong-level": ({ role, unit }) => `the role ${role} is not given for a unit like ${unit}: another level`,
  "no-person": ({ personId }) => `there is no person ${personId}; see ansinh people`,
};

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function readArguments(args: readonly string[]): Asked | null {
  const text = { type: "string" } as const;
  const options = { role: text, unit: text, name: text, until: text, person: text, qr: text };
  try {
    const {
      role,
      unit,
      name = null,
      until = null,
      person: personId = null,
      qr = null,
    } = parseArgs({ args: [...args], options }).values;
    if (role === undefined || unit === undefined || (until !== null && !isDay(until))) return null;
    if (personId !== null && !UUID.test(personId)) return null;
    return { role, unit, name, until: until as Day | null, personId, qr };
  } catch {
    return null;
  }
}
