// `ansinh audit verify`: recomputes the whole audit chain.
import { verifyAudit } from "../registry/audit.ts";
import { type Command, calledWrongly } from "./command.ts";
import { withStore } from "./open-store.ts";

export const audit: Command = {
  name: "audit",
  forms: [
    {
      call: "audit verify",
      does: "recompute the audit chain from its beginning; note the last hash elsewhere to notice a cut end",
    },
  ],
  async run(args, io) {
    if (args.length !== 1 || args[0] !== "verify") return calledWrongly(audit, io);
    return withStore(io.config(), async ({ client }) => {
      const verdict = await verifyAudit(client);
      if (!verdict.intact) {
        io.err(`the audit chain is broken at entry ${verdict.brokenAt}: ${verdict.reason}`);
        return 1;
      }
      io.out(`the audit chain is intact: entries ${verdict.entries}, last hash ${verdict.head}`);
      return 0;
    });
  },
};
