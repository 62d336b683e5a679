// A form of a command as it is written in the help, read as what it allows: "units find WORDS...", "people [--unit UNIT]".
// Small letters stand for themselves, capitals for a value (cli/argument-kinds.ts), brackets for what may be left out.

/** A value or a flag by its name. */
export interface Option {
  name: string;
  /** What its value is, as the help writes it; null for a flag. */
  kind: string | null;
  required: boolean;
  /** May be given more than once. */
  many: boolean;
}

/** What a form allows. */
export interface Shape {
  /** Words that stand for themselves after the command's name. */
  literals: string[];
  /** Kinds of the words that follow, all of them needed; the last one may be `many`. */
  words: { kind: string; many: boolean }[];
  options: Option[];
}

/** Every form takes it, so no form names it. */
const LANGUAGE: Option = { name: "language", kind: "vi|en", required: false, many: false };

const OPTION = /(\[)?--([a-z-]+)(?: ([^\s\]]+))?\]?(\.\.\.)?/g;

/** Reads a form; what stands behind "<" is standard input and no part of it. */
export function shapeOf(call: string): Shape {
  const [line = ""] = call.split(" < ");
  const options = [...line.matchAll(OPTION)].map(
    ([, bracket, name = "", kind = null, many]): Option => ({
      name,
      kind: kind?.startsWith("-") ? null : kind,
      required: bracket === undefined,
      many: many !== undefined,
    }),
  );
  const [, ...words] = line.replace(OPTION, " ").trim().split(/\s+/);
  const literals = words.filter((word) => /^[a-z]/.test(word));
  const values = words
    .slice(literals.length)
    .map((word) => ({ kind: word.replace(/\.\.\.$/, ""), many: word.endsWith("...") }));
  return { literals, words: values, options: [...options, LANGUAGE] };
}
