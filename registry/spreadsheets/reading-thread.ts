// The thread that reads an XLSX file: reading takes about as long as all else of an import, which goes on meanwhile.
import { on } from "node:events";
import { parentPort, workerData } from "node:worker_threads";
import { AppError } from "../../foundation/errors.ts";
import { readXlsx } from "./exceljs.ts";
import { ROWS_AT_ONCE } from "./limits.ts";
import type { RawRow } from "./raw-row.ts";

/** What the thread tells: more rows, that it has read them all, or a fault with the code of an AppError. */
export type Told = { rows: RawRow[] } | { end: true } | { fault: { code: AppError["code"]; message: string } };

const port = parentPort!;
const wanted = on(port, "message");

try {
  let rows: RawRow[] = [];
  const tell = async () => {
    await wanted.next();
    port.postMessage({ rows } satisfies Told);
    rows = [];
  };
  for await (const row of readXlsx((workerData as { file: string }).file)) {
    rows.push(row);
    if (rows.length === ROWS_AT_ONCE) await tell();
  }
  if (rows.length > 0) await tell();
  port.postMessage({ end: true } satisfies Told);
} catch (fault) {
  if (!(fault instanceof AppError)) throw fault;
  port.postMessage({ fault: { code: fault.code, message: fault.message } } satisfies Told);
} finally {
  port.close();
}
