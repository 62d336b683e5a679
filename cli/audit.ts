// `ansinh audit verify`: recomputes the whole audit chain, and finds in it a head that was noted elsewhere: a chain whose end was cut
// off is whole in itself.
import { parseArgs } from "node:util";
import { entryWithHash, verifyAudit } from "../registry/audit.ts";
import { type Command, calledWrongly } from "./command.ts";
import { withStore } from "./open-store.ts";

export const audit: Command = {
  name: "audit",
  forms: [
    {
      call: "audit verify [--contains HEAD]",
      does: "recompute the audit chain from its beginning; --contains: is a head that a digest printed still in it, so that nothing was cut off its end since",
    },
  ],
  async run(args, io) {
    const asked = readArguments(args);
    if (asked === null) return calledWrongly(audit, io);
    return withStore(io.config(), async ({ client }) => {
      const verdict = await verifyAudit(client);
      if (!verdict.intact) {
        io.err(`the audit chain is broken at entry ${verdict.brokenAt}: ${verdict.reason}`);
        return 1;
      }
      const { head } = asked;
      const at = head === null ? null : await entryWithHash(client, head);
      if (head !== null && at === null) {
        io.err(
          `the head ${head} is not in the audit chain of ${verdict.entries} entries: its end was cut off, or it was written anew, after that head was printed`,
        );
        return 1;
      }
      io.out(`the audit chain is intact: entries ${verdict.entries}, last hash ${verdict.head}`);
      if (at !== null) io.out(`the head ${head} is entry ${at}: nothing up to it was cut off or changed`);
      return 0;
    });
  },
};

/** Twelve digits are what a digest prints; fewer could be in any chain by chance. */
const HEAD = /^[0-9a-f]{12,64}$/i;

function readArguments(args: readonly string[]): { head: string | null } | null {
  try {
    const options = { contains: { type: "string" } } as const;
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const { contains: head = null } = values;
    if (positionals.join(" ") !== "verify" || (head !== null && !HEAD.test(head))) return null;
    return { head };
  } catch {
    return null;
  }
}
