// The `ansinh` command table: finds the command, gives help, and turns a fault into one line and an exit code.
import { AppError, describeFault } from "../foundation/errors.ts";
import { audit } from "./audit.ts";
import type { Command, Io } from "./command.ts";
import { deadLetters } from "./dead-letters.ts";
import { demo } from "./demo.ts";
import { doctor } from "./doctor.ts";
import { exportCommand } from "./export.ts";
import { householdCode } from "./household-code.ts";
import { importCommand } from "./import.ts";
import { invite } from "./invite.ts";
import { law } from "./law-command.ts";
import { migrate } from "./migrate.ts";
import { people } from "./people.ts";
import { revoke } from "./revoke.ts";
import { token } from "./token.ts";
import { understandCommand } from "./understand.ts";
import { units } from "./units.ts";

/** Every command, in the order of the help. */
export const COMMANDS: readonly Command[] = [
  migrate,
  doctor,
  token,
  deadLetters,
  audit,
  units,
  invite,
  people,
  revoke,
  householdCode,
  importCommand,
  exportCommand,
  demo,
  law,
  understandCommand,
];

const HELP = new Set(["--help", "-h", "help"]);

/** Runs one command line (without the program's own name) and returns the exit code. */
export async function runCommand([name, ...args]: readonly string[], io: Io): Promise<number> {
  if (name === undefined || HELP.has(name)) return printTable(io);
  const command = COMMANDS.find((one) => one.name === name);
  if (command === undefined) {
    io.err(`there is no command "${name}"; ansinh --help lists them`);
    return 2;
  }
  if (args.some((arg) => HELP.has(arg))) return printForms([command], io);
  try {
    return await command.run(args, io);
  } catch (fault) {
    if (!(fault instanceof AppError)) throw fault;
    const because = fault.cause === undefined ? "" : ` (${describeFault(fault.cause).replace(/\s+/g, " ").trim()})`;
    io.err(fault.message + because);
    return 1;
  }
}

function printTable(io: Io): number {
  io.out("ansinh <command>");
  return printForms(COMMANDS, io);
}

function printForms(commands: readonly Command[], io: Io): number {
  for (const { call, does } of commands.flatMap(({ forms }) => forms)) io.out(`  ${call}\n      ${does}`);
  return 0;
}
