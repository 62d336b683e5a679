// `ansinh sign-in`: a one-time link to the officers' pages, for whoever has no Zalo at hand. The link stands alone on the last line.
import { loadService } from "../knowledge/service.ts";
import { makeLink } from "../registry/console/links.ts";
import { listPeople } from "../registry/people/list.ts";
import type { Call, Command, Io } from "./command.ts";
import { KNOWLEDGE } from "./knowledge-folder.ts";
import { withRegistry } from "./registry-work.ts";

export const signIn: Command = {
  name: "sign-in",
  forms: [
    {
      call: "sign-in PERSON",
      example: "sign-in 6f1c1d7e-3b54-4b0e-9d3e-1a2b3c4d5e6f",
      does: "make a link to the officers' pages that works once, for somebody who holds a role (ansinh people)",
      run: makeSignInLink,
    },
  ],
};

async function makeSignInLink(call: Call, io: Io): Promise<number> {
  const personId = call.words[0]!;
  const minutes = loadService(KNOWLEDGE).console.linkMinutes;
  const made = await withRegistry(io, async ({ tx, store, by, today }) => {
    const held = await listPeople(tx, store, null, today);
    return held.some((one) => one.personId === personId) ? makeLink(tx, store, { personId, minutes }, by) : null;
  });
  if (made === null) return io.refuse("no-person", { value: personId });
  const { publicUrl, host, port } = io.config();
  const base = (publicUrl ?? `http://${host}:${port}`).replace(/\/$/, "");
  io.out(`works once, until ${made.expiresAt.toISOString()}`);
  io.out(`${base}/console/sign-in/${made.token}`);
  return 0;
}
