// `ansinh revoke`: takes a code back, ends roles, parts a person from a lost telephone. The running server then hands over the cases.
import { parseArgs } from "node:util";
import { doorCodeIn } from "../foundation/digest.ts";
import { revokeInvitation } from "../registry/people/invitations.ts";
import { endRoles, partAccounts } from "../registry/people/leave.ts";
import { type Command, calledWrongly } from "./command.ts";
import { type RegistryWork, withRegistry } from "./registry-work.ts";

export const revoke: Command = {
  name: "revoke",
  forms: [
    { call: "revoke --code CODE", does: "take back an invitation that was not used yet" },
    {
      call: "revoke --person ID [--role ROLE] [--unit CODE]",
      does: "end the roles of a person today, all or one; the running server hands over the open cases within a minute and tells the successor; without --role the Zalo accounts are parted too",
    },
    {
      call: "revoke --person ID --phone",
      does: "part a person from all Zalo accounts (a lost telephone); then ansinh invite --person",
    },
  ],
  async run(args, io) {
    const asked = readArguments(args);
    if (asked === null) return calledWrongly(revoke, io);
    const done = await withRegistry(io, (work) => ("code" in asked ? takeBack(work, asked.code) : end(work, asked)));
    if (done === null)
      io.err(
        `nothing to revoke: ${"code" in asked ? "the code was used, revoked or never made" : "no such role or telephone"}`,
      );
    else io.out(done);
    return done === null ? 1 : 0;
  },
};

interface Ending {
  personId: string;
  role: string | null;
  unitCode: string | null;
  phone: boolean;
}

async function takeBack({ tx, store, by }: RegistryWork, code: string): Promise<string | null> {
  return (await revokeInvitation(tx, store, code, by)) ? "the invitation is revoked" : null;
}

async function end(
  { tx, by, today }: RegistryWork,
  { personId, role, unitCode, phone }: Ending,
): Promise<string | null> {
  const roles = phone ? 0 : await endRoles(tx, { personId, role, unitCode, reason: "revoked", today }, by);
  const whole = phone || (role === null && unitCode === null);
  const accounts = whole ? await partAccounts(tx, personId, by) : 0;
  return roles + accounts === 0 ? null : `roles ended: ${roles}, Zalo accounts parted: ${accounts}`;
}

function readArguments(args: readonly string[]): { code: string } | Ending | null {
  const text = { type: "string" } as const;
  const options = {
    code: text,
    person: text,
    role: text,
    unit: text,
    phone: { type: "boolean", default: false },
  } as const;
  try {
    const { code, person, role = null, unit = null, phone } = parseArgs({ args: [...args], options }).values;
    if (code !== undefined) {
      const read = doorCodeIn(code)?.code ?? null;
      return read === null || person !== undefined ? null : { code: read };
    }
    if (person === undefined || !/^[0-9a-f-]{36}$/.test(person) || (phone && (role ?? unit) !== null)) return null;
    return { personId: person, role, unitCode: unit, phone };
  } catch {
    return null;
  }
}
