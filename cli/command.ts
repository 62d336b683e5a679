// The contract of a command of `ansinh`, the third door: it reads and writes only through `Io`, so a test runs it as an operator does.
import type { Config } from "../config.ts";
import type { Language } from "../foundation/language.ts";

/** What the process gives to a command. */
export interface Door {
  /** Reads the configuration. Throws AppError `config:invalid`. */
  config(): Config;
  out(line: string): void;
  err(line: string): void;
  /** Standard input, whole or line by line. */
  readInput(): Promise<string>;
  readLines(): AsyncIterable<string>;
}

/** What a command may touch besides the store. */
export interface Io extends Door {
  readonly language: Language;
  /** Says in one sentence what was wrong (a key under `wrong` of the texts) and shows a right call; returns the exit code of a wrong call. */
  refuse(wrong: string, places?: Readonly<Record<string, string>>): number;
}

/** A line that was read: every value is of its kind, everything needed is there. */
export interface Call {
  words: readonly string[];
  has(flag: string): boolean;
  /** The value of an option that the form needs. */
  needed(option: string): string;
  value(option: string): string | null;
  values(option: string): readonly string[];
}

/** One way to call a command. `run` returns the exit code: 0 done, 1 it found something wrong, 2 it was called wrongly. */
export interface Form {
  /** Without the word `ansinh`; the help shows it, and a line is read by it (cli/call-shape.ts). */
  call: string;
  /** A right call, shown to whoever made a wrong one. */
  example: string;
  does: string;
  run(call: Call, io: Io): Promise<number>;
}

/** One command. */
export interface Command {
  name: string;
  forms: readonly Form[];
}
