// The places in a text that wait for a value: {{name}}, {{amount, dong}}, {{date, day}}.
import { formatDay, isDay } from "../foundation/day.ts";
import { AppError } from "../foundation/errors.ts";
import type { Language } from "../foundation/language.ts";
import { formatDong } from "../foundation/money.ts";

/** Values of a text: strings and numbers. `count` also chooses between plural forms where a key has `_one` and `_other`. */
export type TextValues = Readonly<Record<string, unknown>>;

const PLACEHOLDER = /\{\{\s*([^},]*?)\s*(?:,\s*([^}]*?)\s*)?\}\}/g;

/** How a format writes a value; null when the value is not of its kind. */
const FORMATS: Readonly<Record<string, (value: string | number, language: Language) => string | null>> = {
  dong: (value, language) => (Number.isSafeInteger(value) ? formatDong(value as number, language) : null),
  day: (value) => (typeof value === "string" && isDay(value) ? formatDay(value) : null),
};

/** The names of the values that a text wants, sorted. */
export function placeholders(text: string): string[] {
  return [...new Set([...text.matchAll(PLACEHOLDER)].map(([, name = ""]) => name))].sort();
}

/** The formats named in a text that do not exist. */
export function unknownFormats(text: string): string[] {
  return [...text.matchAll(PLACEHOLDER)].flatMap(([, , format]) =>
    format === undefined || Object.hasOwn(FORMATS, format) ? [] : [format],
  );
}

/** The text with its values. Throws AppError "texts:missing" for a value not given, "texts:value" for one that its format cannot write. */
export function fill(text: string, values: TextValues, language: Language): string {
  return text.replace(PLACEHOLDER, (_, name: string, format: string | undefined) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (typeof value !== "string" && typeof value !== "number")
      throw new AppError("texts:missing", `no value for "${name}"`);
    const written = format === undefined ? String(value) : (FORMATS[format]?.(value, language) ?? null);
    if (written === null) throw new AppError("texts:value", `"${name}" cannot be written as ${format}`);
    return written;
  });
}
