// `ansinh audit verify`: recomputes the whole audit chain, and finds in it a head that was noted elsewhere: a chain whose end was cut
// off is whole in itself.
import { entryWithHash, verifyAudit } from "../registry/audit.ts";
import type { Call, Command, Io } from "./command.ts";
import { withStore } from "./open-store.ts";

export const audit: Command = {
  name: "audit",
  forms: [
    {
      call: "audit verify [--contains HEAD]",
      example: "audit verify --contains 5f0c2a9b71d4",
      does: "recompute the audit chain from its beginning; --contains: is a head that a digest printed still in it, so that nothing was cut off its end since",
      run: verify,
    },
  ],
};

function verify(call: Call, io: Io): Promise<number> {
  return withStore(io.config(), async ({ client }) => {
    const verdict = await verifyAudit(client);
    if (!verdict.intact) {
      io.err(`the audit chain is broken at entry ${verdict.brokenAt}: ${verdict.reason}`);
      return 1;
    }
    const head = call.value("contains");
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
}
