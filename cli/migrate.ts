// `ansinh migrate`: brings the store to the newest schema. Every start does the same; this is for doing it beforehand.
import type { Command, Io } from "./command.ts";
import { withStore } from "./open-store.ts";

export const migrate: Command = {
  name: "migrate",
  forms: [
    {
      call: "migrate",
      example: "migrate",
      does: "bring the store to the newest schema and name the migrations that were applied",
      run: (_, io) => bringUpToDate(io),
    },
  ],
};

function bringUpToDate(io: Io): Promise<number> {
  return withStore(io.config(), async (_, { migrated }) => {
    for (const name of migrated) io.out(`applied ${name}`);
    if (migrated.length === 0) io.out("nothing to apply: the store is up to date");
    return 0;
  });
}
