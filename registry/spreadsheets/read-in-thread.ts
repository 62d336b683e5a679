// Reads an XLSX file in a thread of its own, with no more rows ahead than memory should hold.
import { on } from "node:events";
import { Worker } from "node:worker_threads";
import { AppError } from "../../foundation/errors.ts";
import { HANDED_AHEAD } from "./limits.ts";
import type { RawRow } from "./raw-row.ts";
import type { Told } from "./reading-thread.ts";

/** The rows that `readXlsx` reads, and its faults. */
export async function* readInThread(file: string): AsyncGenerator<RawRow> {
  const thread = new Worker(new URL("./reading-thread.ts", import.meta.url), { workerData: { file } });
  try {
    for (let asked = 0; asked < HANDED_AHEAD; asked += 1) thread.postMessage("more");
    for await (const [told] of on(thread, "message", { close: ["exit"] }) as AsyncIterable<[Told]>) {
      if ("end" in told) return;
      if ("fault" in told) throw new AppError(told.fault.code, told.fault.message);
      thread.postMessage("more");
      yield* told.rows;
    }
    throw new AppError("spreadsheet:unread", "reading the file broke off");
  } finally {
    await thread.terminate();
  }
}
