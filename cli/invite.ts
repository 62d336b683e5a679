// `ansinh invite`: a single-use code that binds the Zalo account of whoever sends it to a role. The code stands alone on the last line.
import type { Day } from "../foundation/day.ts";
import { invite as makeInvitation } from "../registry/people/invitations.ts";
import { writeCodePicture } from "./code-picture.ts";
import type { Call, Command, Io } from "./command.ts";
import { unitMeant, withRegistry } from "./registry-work.ts";

export const invite: Command = {
  name: "invite",
  forms: [
    {
      call: "invite --role ROLE --unit UNIT [--name NAME] [--until YYYY-MM-DD] [--person PERSON] [--qr NEW.png]",
      example: 'invite --role village-head --unit 11074-001 --name "Lê Văn An" --until 2027-12-31',
      does: "make a single-use code for a role; --person for a second role or a new telephone of somebody known (ansinh people)",
      run: makeCode,
    },
  ],
};

async function makeCode(call: Call, io: Io): Promise<number> {
  const [role, unit, qr] = [call.needed("role"), call.needed("unit"), call.value("qr")];
  const personId = call.value("person");
  const made = await withRegistry(io, async (work) => {
    const { tx, store, roles, joining, by } = work;
    const nationwide = roles.get(role)?.level === "nation";
    const unitCode = nationwide ? unit : await unitMeant(work, io, unit);
    if (unitCode === null) return null;
    const until = call.value("until") as Day | null;
    const asked = { role, unitCode, name: call.value("name"), until, personId };
    const made = await makeInvitation(tx, store, { roles, joining }, asked, by);
    if ("code" in made) return made;
    io.refuse(made.refused, { value: made.refused === "no-person" ? personId! : unit, role });
    return null;
  });
  if (made === null) return 2;
  if (qr !== null) await writeCodePicture(qr, made.code);
  io.out(`${role} of ${unit}, works once, until ${made.expiresAt.toISOString()}`);
  io.out(made.code);
  return 0;
}
