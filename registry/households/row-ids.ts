// Ids of rows that are entered together: each greater than the one before, so that the store's indexes grow at their end. Ids by
// chance would touch every page of an index, which costs an import a good part of its time.
import { randomUUID } from "node:crypto";

/** Makes ids (UUID, version 7) of this instant: its milliseconds, a count that goes on into the next ones, 62 bits by chance. */
export function rowIds(now: Date): () => string {
  let next = now.getTime() * 4096;
  return () => {
    const front = next.toString(16).padStart(15, "0");
    next += 1;
    return `${front.slice(0, 8)}-${front.slice(8, 12)}-7${front.slice(12)}-${randomUUID().slice(19)}`;
  };
}
