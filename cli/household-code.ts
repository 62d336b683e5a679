// `ansinh household-code`: the code on a household's slip, which links the Zalo account of whoever sends it. Alone on the last line.
import { parseArgs } from "node:util";
import { makeHouseholdCode } from "../registry/links/household-codes.ts";
import { writeCodePicture } from "./code-picture.ts";
import { type Command, calledWrongly } from "./command.ts";
import { withRegistry } from "./registry-work.ts";

const EVERYWHERE = { villages: [], communes: [], provinces: [], nation: true };

export const householdCode: Command = {
  name: "household-code",
  forms: [
    {
      call: "household-code HOUSEHOLD [--qr FILE.png]",
      does: "make a single-use linking code for a household by its code or id; the one before it stops working",
    },
  ],
  async run(args, io) {
    const asked = readArguments(args);
    if (asked === null) return calledWrongly(householdCode, io);
    const made = await withRegistry(io, ({ tx, store, joining, by }) => {
      const bounds = { household: asked.household, reach: EVERYWHERE, days: joining.householdCodeDays };
      return makeHouseholdCode(tx, store, bounds, by);
    });
    if ("refused" in made) {
      io.err(`there is no household "${asked.household}"`);
      return 1;
    }
    if (asked.qr !== null) await writeCodePicture(asked.qr, made.code);
    io.out(`household ${asked.household}, works once, until ${made.expiresAt.toISOString()}`);
    io.out(made.code);
    return 0;
  },
};

function readArguments(args: readonly string[]): { household: string; qr: string | null } | null {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { qr: { type: "string" } },
      allowPositionals: true,
    });
    const [household, ...rest] = positionals;
    return household === undefined || rest.length > 0 ? null : { household, qr: values.qr ?? null };
  } catch {
    return null;
  }
}
