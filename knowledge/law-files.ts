// The law as the files give it, before anything is compiled.
import type { Knowledge } from "./knowledge.ts";

/** The law as plain data, every file right by itself. */
export type LawFiles = Omit<Knowledge, "version" | "vocabulary" | "filling" | "rules"> & {
  /** File of each policy, parameter and standard, for messages. */
  readonly fileOf: ReadonlyMap<string, string>;
};
