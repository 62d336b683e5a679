// What the rooms of the registry are given: the client (or an open transaction) and the seal.
import { Prisma, type PrismaClient } from "../prisma/generated/client.ts";
import type { Seal } from "./seal.ts";

/** Either the client itself or the client of an open transaction. */
export type Queries = Prisma.TransactionClient;

/** The store as the registry uses it. */
export interface Store {
  readonly client: PrismaClient;
  readonly seal: Seal;
}

/** A list of rows as one JSON parameter: one round trip for a batch, the same statement for one row or fifty. */
export function rows(list: readonly object[]): string {
  const [first = {}] = list;
  // Asking about every value costs three times as much as writing it: only rows that hold a bigint pay for it.
  if (!Object.values(first).some((value) => typeof value === "bigint")) return JSON.stringify(list);
  return JSON.stringify(list, (_, value) => (typeof value === "bigint" ? value.toString() : value));
}

/**
 * One column of many rows as an array of texts for `unnest`, null for what is empty: a third of what `rows` costs both sides. Only for
 * values that hold no comma: ids, days, hashes, sealed texts, words of our own lists.
 */
export function column(values: readonly (string | null)[]): Prisma.Sql {
  return Prisma.sql`string_to_array(${values.join(",")}, ',', '')`;
}

/** Rejects when nothing can be written now: the store is away, or its disk is full. */
export async function tryWriting({ client }: Store): Promise<void> {
  await client.$executeRaw`UPDATE lease SET holder = holder WHERE false`;
}
