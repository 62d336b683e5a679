// The `ansinh` command table: finds the command, gives help, reads the line, and turns a fault into one line and an exit code.
import { join } from "node:path";
import { createTexts } from "../bot/texts.ts";
import { AppError, describeFault } from "../foundation/errors.ts";
import type { Language } from "../foundation/language.ts";
import { choicesOf, kindOf } from "./argument-kinds.ts";
import { audit } from "./audit.ts";
import { backup, restore } from "./backup.ts";
import { readCall, type WrongCall } from "./call.ts";
import type { Command, Door, Io } from "./command.ts";
import { deadLetters } from "./dead-letters.ts";
import { demo } from "./demo.ts";
import { doctor } from "./doctor.ts";
import { exportCommand } from "./export.ts";
import { householdCode } from "./household-code.ts";
import { importCommand } from "./import.ts";
import { invite } from "./invite.ts";
import { KNOWLEDGE } from "./knowledge-folder.ts";
import { law } from "./law-command.ts";
import { migrate } from "./migrate.ts";
import { people } from "./people.ts";
import { report } from "./report.ts";
import { revoke } from "./revoke.ts";
import { signIn } from "./sign-in.ts";
import { token } from "./token.ts";
import { understandCommand } from "./understand.ts";
import { units } from "./units.ts";

/** Every command, in the order of the help. */
export const COMMANDS: readonly Command[] = [
  migrate,
  doctor,
  backup,
  restore,
  token,
  deadLetters,
  audit,
  units,
  invite,
  people,
  revoke,
  signIn,
  householdCode,
  importCommand,
  exportCommand,
  report,
  demo,
  law,
  understandCommand,
];

const HELP = new Set(["--help", "-h", "help"]);

/** Runs one command line (without the program's own name) and returns the exit code. */
export async function runCommand([name, ...args]: readonly string[], door: Door): Promise<number> {
  if (name === undefined || HELP.has(name)) return printTable(door);
  const language: Language = / --language[ =]en( |$)/.test(` ${args.join(" ")} `) ? "en" : "vi";
  const command = COMMANDS.find((one) => one.name === name);
  if (command === undefined) return refuse(door, language, "--help", { refused: "command", places: { value: name } });
  if (args.some((arg) => HELP.has(arg))) return printForms([command], door);
  const { form, read } = readCall(command, args);
  if ("refused" in read) return refuse(door, language, form.example, read);
  const io: Io = {
    ...door,
    language,
    refuse: (refused, places = {}) => refuse(door, language, form.example, { refused, places }),
  };
  try {
    return await form.run(read, io);
  } catch (fault) {
    if (!(fault instanceof AppError)) throw fault;
    const because = fault.cause === undefined ? "" : ` (${describeFault(fault.cause).replace(/\s+/g, " ").trim()})`;
    io.err(fault.message + because);
    return 1;
  }
}

/** Says what was wrong and how it is right. The words are only read when something is wrong. */
function refuse(door: Door, language: Language, example: string, { refused, places, kind }: WrongCall): number {
  const texts = createTexts(join(KNOWLEDGE, "texts"));
  const say = (key: string, values: Readonly<Record<string, string>>) =>
    texts.say(language, `command-line:${key}`, values);
  const choices = kind === undefined ? "" : choicesOf(kind).join(", ");
  const what = kind === undefined ? "" : say(`kinds.${kindOf(kind).name}`, { choices });
  door.err(say("right", { wrong: say(`wrong.${refused}`, { ...places, what }), example }));
  return 2;
}

function printTable(io: Door): number {
  io.out("ansinh COMMAND [--language vi|en]");
  return printForms(COMMANDS, io);
}

function printForms(commands: readonly Command[], io: Door): number {
  for (const { call, does } of commands.flatMap(({ forms }) => forms)) io.out(`  ${call}\n      ${does}`);
  return 0;
}
