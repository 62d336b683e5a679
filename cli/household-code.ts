// `ansinh household-code`: the code on a household's slip, which links the Zalo account of whoever sends it. Alone on the last line.
import { makeHouseholdCode } from "../registry/links/household-codes.ts";
import { writeCodePicture } from "./code-picture.ts";
import type { Call, Command, Io } from "./command.ts";
import { withRegistry } from "./registry-work.ts";

const EVERYWHERE = { villages: [], communes: [], provinces: [], nation: true };

export const householdCode: Command = {
  name: "household-code",
  forms: [
    {
      call: "household-code HOUSEHOLD [--qr NEW.png]",
      example: "household-code 11074-00001",
      does: "make a single-use linking code for a household by its code or id; the one before it stops working",
      run: makeCode,
    },
  ],
};

async function makeCode(call: Call, io: Io): Promise<number> {
  const [household, qr] = [call.words[0]!, call.value("qr")];
  const made = await withRegistry(io, ({ tx, store, joining, by }) => {
    const bounds = { household, reach: EVERYWHERE, days: joining.householdCodeDays };
    return makeHouseholdCode(tx, store, bounds, by);
  });
  if ("refused" in made) return io.refuse("no-household", { value: household });
  if (qr !== null) await writeCodePicture(qr, made.code);
  io.out(`household ${household}, works once, until ${made.expiresAt.toISOString()}`);
  io.out(made.code);
  return 0;
}
