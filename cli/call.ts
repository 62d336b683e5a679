// Reading a line by the forms of its command. The first thing that is wrong is named; nothing is opened or changed before.
import { kindOf } from "./argument-kinds.ts";
import { type Option, type Shape, shapeOf } from "./call-shape.ts";
import type { Call, Command, Form } from "./command.ts";

/** Why a line was not taken: a key under `wrong` of the texts, with its places; `kind` is the value that was meant, as the help writes it. */
export interface WrongCall {
  refused: string;
  places?: Readonly<Record<string, string>>;
  kind?: string;
}

/** Finds the form that is meant and reads the line by it. */
export function readCall(command: Command, args: readonly string[]): { form: Form; read: Call | WrongCall } {
  const { form, shape, fits } = formMeant(command, args);
  if (fits) return { form, read: readLine(shape, args.slice(shape.literals.length)) };
  const actions = command.forms.map(({ call }) => shapeOf(call).literals.join(" "));
  return { form, read: { refused: "action", places: { command: command.name, actions: actions.join(", ") } } };
}

function readLine(shape: Shape, args: readonly string[]): Call | WrongCall {
  const given = new Map<string, string[]>();
  const words: string[] = [];
  const rest = [...args];
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    const wrong = /^-./.test(arg) ? takeOption(shape, given, arg, rest) : takeWord(shape, words, arg);
    if (wrong !== null) return wrong;
  }
  const lacking = shape.words[words.length];
  if (lacking !== undefined) return { refused: "no-word", kind: lacking.kind };
  const needed = shape.options.find(({ name, required }) => required && !given.has(name));
  if (needed === undefined) return callOf(words, given);
  return { refused: "no-option", places: { option: `--${needed.name}` }, ...(needed.kind && { kind: needed.kind }) };
}

function takeWord(shape: Shape, words: string[], arg: string): WrongCall | null {
  const word = shape.words[words.length] ?? shape.words.findLast(({ many }) => many);
  if (word === undefined) return { refused: "extra", places: { word: arg } };
  const { right, wrong } = kindOf(word.kind);
  if (!right(arg)) return { refused: wrong, places: { value: arg }, kind: word.kind };
  words.push(arg);
  return null;
}

/** Takes an option with its value, which stands behind "=" or is the next word. */
function takeOption(shape: Shape, given: Map<string, string[]>, arg: string, rest: string[]): WrongCall | null {
  const [, name = "", inline] = /^--?([^=]*)(?:=(.*))?$/s.exec(arg) ?? [];
  const option = shape.options.find((one) => one.name === name);
  if (option === undefined || (option.kind === null && inline !== undefined))
    return { refused: "option", places: { option: arg } };
  if (given.has(name) && !option.many) return { refused: "twice", places: { option: `--${name}` } };
  if (option.kind === null) {
    given.set(name, []);
    return null;
  }
  const value = inline ?? (rest[0]?.startsWith("--") ? undefined : rest.shift());
  if (value === undefined) return { refused: "no-value", places: { option: `--${name}` }, kind: option.kind };
  const { right, wrong } = kindOf(option.kind);
  if (!right(value)) return { refused: wrong, places: { value }, kind: option.kind };
  given.set(name, [...(given.get(name) ?? []), value]);
  return null;
}

function callOf(words: readonly string[], given: ReadonlyMap<string, string[]>): Call {
  const values = (option: string) => given.get(option) ?? [];
  return {
    words,
    has: (flag) => given.has(flag),
    needed: (option) => values(option)[0]!,
    value: (option) => values(option)[0] ?? null,
    values,
  };
}

interface Meant {
  form: Form;
  shape: Shape;
  /** Whether the line begins with the form's own words. */
  fits: boolean;
}

/** The form whose words begin the line; among several the one that knows most of the options and misses fewest. */
function formMeant({ forms }: Command, args: readonly string[]): Meant {
  const shaped = forms.map((form) => ({ form, shape: shapeOf(form.call) }));
  const fitting = shaped.filter(({ shape: { literals } }) => literals.every((word, at) => args[at] === word));
  const given = new Set(args.filter((arg) => arg.startsWith("--")).map((arg) => arg.slice(2).split("=")[0]));
  const score = ({ shape: { options } }: { shape: Shape }) => {
    const worth = ({ name, required }: Option): number => (given.has(name) ? 1 : required ? -1 : 0);
    return options.reduce((sum, option) => sum + worth(option), 0);
  };
  const [best] = fitting.toSorted((one, other) => score(other) - score(one));
  return best === undefined ? { ...shaped[0]!, fits: false } : { ...best, fits: true };
}
