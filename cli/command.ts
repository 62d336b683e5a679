// The contract of a command of `ansinh`, the third door: it reads and writes only through `Io`, so a test runs it as an operator does.
import type { Config } from "../config.ts";

/** What a command may touch besides the store. */
export interface Io {
  /** Reads the configuration. Throws AppError `config:invalid`. */
  config(): Config;
  out(line: string): void;
  err(line: string): void;
  /** Standard input, whole or line by line. */
  readInput(): Promise<string>;
  readLines(): AsyncIterable<string>;
}

/** One way to call a command, without the word `ansinh`. */
export interface Form {
  call: string;
  does: string;
}

/** One command. `run` returns the exit code: 0 done, 1 it found something wrong, 2 it was called wrongly. */
export interface Command {
  name: string;
  forms: readonly Form[];
  run(args: readonly string[], io: Io): Promise<number>;
}

/** Says in one line how the command is called; returns the exit code of a wrong call. */
export function calledWrongly(command: Pick<Command, "forms">, io: Io): number {
  io.err(`usage: ${command.forms.map(({ call }) => `ansinh ${call}`).join("  |  ")}`);
  return 2;
}
