// `ansinh revoke`: takes a code back, ends roles, parts a person from a lost telephone. The running server then hands over the cases.
import { doorCodeIn } from "../foundation/digest.ts";
import { revokeInvitation } from "../registry/people/invitations.ts";
import { endRoles, partAccounts } from "../registry/people/leave.ts";
import type { Call, Command, Io } from "./command.ts";
import { unitMeant, withRegistry } from "./registry-work.ts";

export const revoke: Command = {
  name: "revoke",
  forms: [
    {
      call: "revoke --code CODE",
      example: "revoke --code 295M-47KP-TB7Y",
      does: "take back an invitation that was not used yet",
      run: takeBack,
    },
    {
      call: "revoke --person PERSON [--role ROLE] [--unit UNIT]",
      example: "revoke --person 6f1c1d7e-3b54-4b0e-9d3e-1a2b3c4d5e6f --role village-head",
      does: "end the roles of a person today, all or one; the running server hands over the open cases within a minute and tells the successor; without --role the Zalo accounts are parted too",
      run: end,
    },
    {
      call: "revoke --person PERSON --phone",
      example: "revoke --person 6f1c1d7e-3b54-4b0e-9d3e-1a2b3c4d5e6f --phone",
      does: "part a person from all Zalo accounts (a lost telephone); then ansinh invite --person",
      run: end,
    },
  ],
};

async function takeBack(call: Call, io: Io): Promise<number> {
  const typed = call.needed("code");
  const code = doorCodeIn(typed)!.code!;
  if (!(await withRegistry(io, ({ tx, store, by }) => revokeInvitation(tx, store, code, by))))
    return io.refuse("no-invitation", { value: typed });
  io.out("the invitation is revoked");
  return 0;
}

async function end(call: Call, io: Io): Promise<number> {
  const [personId, role, unit, phone] = [
    call.needed("person"),
    call.value("role"),
    call.value("unit"),
    call.has("phone"),
  ];
  const ended = await withRegistry(io, async (work) => {
    const { tx, by, today } = work;
    const unitCode = unit === null ? null : await unitMeant(work, io, unit);
    if (unit !== null && unitCode === null) return null;
    const roles = phone ? 0 : await endRoles(tx, { personId, role, unitCode, reason: "revoked", today }, by);
    const whole = phone || (role === null && unitCode === null);
    return { roles, accounts: whole ? await partAccounts(tx, personId, by) : 0 };
  });
  if (ended === null) return 2;
  if (ended.roles + ended.accounts === 0) return io.refuse("nothing-to-revoke", { value: personId });
  io.out(`roles ended: ${ended.roles}, Zalo accounts parted: ${ended.accounts}`);
  return 0;
}
