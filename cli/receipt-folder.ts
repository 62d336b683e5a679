// Receipts of the command line: one JSON file per code, so that `law explain` reopens exactly that computation.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Receipt } from "../knowledge/receipt.ts";

/** Where receipts are kept and found again by code. */
export interface ReceiptStore {
  save(receipts: readonly Receipt[]): Promise<void>;
  find(code: string): Promise<Receipt | null>;
}

/** Keeps receipts as files in a folder, which is made when the first one is saved. */
export function receiptFolder(folder: string): ReceiptStore {
  const fileOf = (code: string) => path.join(folder, `${code}.json`);
  return {
    async save(receipts) {
      if (receipts.length > 0) await mkdir(folder, { recursive: true });
      for (const receipt of receipts) await writeFile(fileOf(receipt.code), JSON.stringify(receipt));
    },
    async find(code) {
      try {
        return JSON.parse(await readFile(fileOf(code), "utf8")) as Receipt;
      } catch (fault) {
        if ((fault as NodeJS.ErrnoException).code === "ENOENT") return null;
        throw fault;
      }
    },
  };
}
