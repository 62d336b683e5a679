// `ansinh people`: who holds which role today, with the ids that invite and revoke want.
import { listPeople } from "../registry/people/list.ts";
import { type Command, calledWrongly } from "./command.ts";
import { unitMeant, withRegistry } from "./registry-work.ts";

export const people: Command = {
  name: "people",
  forms: [
    {
      call: "people [--unit CODE|NAME]",
      does: "list who holds which role today, in a unit and below it or everywhere",
    },
  ],
  async run([flag, ...words], io) {
    if (flag !== undefined && (flag !== "--unit" || words.length === 0)) return calledWrongly(people, io);
    const held = await withRegistry(io, async (work) => {
      const unit = flag === undefined ? null : await unitMeant(work, io, words.join(" "));
      return flag !== undefined && unit === null ? null : listPeople(work.tx, work.store, unit, work.today);
    });
    if (held === null) return 1;
    for (const { personId, name, role, unitCode, accounts } of held)
      io.out([personId, role, unitCode, name || "-", `Zalo accounts ${accounts}`].join("  "));
    if (held.length === 0) io.out("nobody holds a role there; ansinh invite makes a code");
    return 0;
  },
};
