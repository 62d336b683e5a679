// `ansinh law …`: joins the law commands to the table of commands.
import { join } from "node:path";
import { systemClock } from "../foundation/clock.ts";
import { describeFault } from "../foundation/errors.ts";
import { loadKnowledge } from "../knowledge/load.ts";
import type { Receipt } from "../knowledge/receipt.ts";
import { findReceipt } from "../registry/decisions.ts";
import type { Command, Form, Io } from "./command.ts";
import { KNOWLEDGE } from "./knowledge-folder.ts";
import { type LawIo, lawForms } from "./law.ts";
import { lawWhatIf } from "./law-what-if.ts";
import { withStore } from "./open-store.ts";
import { receiptFolder } from "./receipt-folder.ts";

export const law: Command = {
  name: "law",
  forms: [...lawForms.map((form): Form => ({ ...form, run: (call, io) => form.run(call, lawIo(io)) })), lawWhatIf],
};

function lawIo(io: Io): LawIo {
  const { today, dataDir } = io.config();
  const folder = receiptFolder(join(dataDir, "receipts"));
  const receipts = { ...folder, find: async (code: string) => (await folder.find(code)) ?? keptReceipt(io, code) };
  return { ...io, knowledge: () => loadKnowledge(KNOWLEDGE), today: systemClock(today).today(), receipts };
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
