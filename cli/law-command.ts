// `ansinh law …`: joins the law commands to the table of commands.
import { join } from "node:path";
import { systemClock } from "../foundation/clock.ts";
import { describeFault } from "../foundation/errors.ts";
import { loadKnowledge } from "../knowledge/load.ts";
import type { Receipt } from "../knowledge/receipt.ts";
import { findReceipt } from "../registry/decisions.ts";
import type { Command, Io } from "./command.ts";
import { calledWrongly } from "./command.ts";
import { lawCommands } from "./law.ts";
import { withStore } from "./open-store.ts";
import { receiptFolder } from "./receipt-folder.ts";

/** The law and the words, as they lie beside the program. */
export const KNOWLEDGE = join(import.meta.dirname, "..", "knowledge");

export const law: Command = {
  name: "law",
  forms: Object.values(lawCommands).map(({ usage, summary }) => ({ call: usage, does: summary })),
  async run([name = "", ...args], io) {
    const command = Object.hasOwn(lawCommands, name) ? lawCommands[name] : undefined;
    return command === undefined ? calledWrongly(law, io) : command.run(args, lawIo(io));
  },
};

function lawIo(io: Io) {
  const { today, dataDir } = io.config();
  const { out, err, readInput, readLines } = io;
  const folder = receiptFolder(join(dataDir, "receipts"));
  const receipts = { ...folder, find: async (code: string) => (await folder.find(code)) ?? keptReceipt(io, code) };
  const knowledge = () => loadKnowledge(KNOWLEDGE);
  return { knowledge, today: systemClock(today).today(), receipts, out, err, readInput, readLines };
}

/** A receipt that the bot gave to somebody; null also when a running server holds the embedded store. */
async function keptReceipt(io: Io, code: string): Promise<Receipt | null> {
  try {
    return (await withStore(io.config(), (store) => findReceipt(store, code))) as Receipt | null;
  } catch (fault) {
    io.err(`the store was not looked at: ${describeFault(fault)}`);
    return null;
  }
}
