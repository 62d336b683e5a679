// Receipts of the law's decisions, found again by the code that the person was given.
import type { Queries, Store } from "./store.ts";

/** One person asking for one code. */
export interface CodeAsked {
  accountId: string;
  code: string;
}

/** The receipts that these persons were given under these codes; a code of somebody else is not found. Keys are from `codeKey`. */
export async function findReceipts(tx: Queries, store: Store, asked: CodeAsked[]): Promise<Map<string, unknown>> {
  if (asked.length === 0) return new Map();
  const found = await tx.decision.findMany({ where: { OR: asked } });
  return new Map(found.map((row) => [codeKey(row), JSON.parse(store.seal.open(row.receiptSealed))]));
}

/** The key of one person's code. */
export function codeKey({ accountId, code }: CodeAsked): string {
  return `${accountId} ${code}`;
}

/** A receipt by its code alone, for operators: the same computation gives the same code, whoever asked. Null when none is kept. */
export async function findReceipt(store: Store, code: string): Promise<unknown> {
  const row = await store.client.decision.findFirst({ where: { code } });
  return row === null ? null : JSON.parse(store.seal.open(row.receiptSealed));
}
