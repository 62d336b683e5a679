// `ansinh people`: who holds which role today, with the ids that invite and revoke want.
import { listPeople } from "../registry/people/list.ts";
import type { Call, Command, Io } from "./command.ts";
import { unitMeant, withRegistry } from "./registry-work.ts";

export const people: Command = {
  name: "people",
  forms: [
    {
      call: "people [--unit UNIT]",
      example: "people --unit 11074",
      does: "list who holds which role today, in a unit and below it or everywhere",
      run: listHolders,
    },
  ],
};

async function listHolders(call: Call, io: Io): Promise<number> {
  const words = call.value("unit");
  const held = await withRegistry(io, async (work) => {
    const unit = words === null ? null : await unitMeant(work, io, words);
    return words !== null && unit === null ? null : listPeople(work.tx, work.store, unit, work.today);
  });
  if (held === null) return 2;
  for (const { personId, name, role, unitCode, accounts } of held)
    io.out([personId, role, unitCode, name || "-", `Zalo accounts ${accounts}`].join("  "));
  if (held.length === 0) io.out("nobody holds a role there; ansinh invite makes a code");
  return 0;
}
