// Ids of rows that are entered together: each greater than the one before, so that the store's indexes grow at their end. Ids by
// chance would touch every page of an index, which costs an import a good part of its time.
import { randomUUID } from "node:crypto";

/** Makes ids (UUID, version 7) of this instant: its milliseconds, a count that goes on into the next ones, 62 bits by chance. */
export function rowIds(now: Date): () => string {
  let instant = now.getTime();
  let front = "";
  let count = 4096;
  return () => {
    if (count === 4096) {
      const digits = instant.toString(16).padStart(12, "0");
      front = `${digits.slice(0, 8)}-${digits.slice(8)}-7`;
      instant += 1;
      count = 0;
    }
    const middle = (4096 + count).toString(16).slice(1);
    count += 1;
    return `${front}${middle}-${randomUUID().slice(19)}`;
  };
}
