// What was said or done once for one occasion, so that it is not said twice, by whatever process.
import type { Queries } from "./store.ts";

/** True for the first who asks with this key; the key is kept when the transaction is. */
export async function sayOnce(tx: Queries, key: string, now: Date): Promise<boolean> {
  const inserted =
    await tx.$executeRaw`INSERT INTO said (key, at) VALUES (${key}, ${now}) ON CONFLICT (key) DO NOTHING`;
  return inserted === 1;
}
