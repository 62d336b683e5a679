// The validation set of understanding (knowledge/intents/validation.yaml), which is never trained on, and the styles in which
// its messages are measured.
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import { LANGUAGE_FOLDER } from "../bot/understanding/language.ts";
import { fold } from "../foundation/vietnamese.ts";

const report = z.object({
  text: z.string(),
  head: z.string().nullable(),
  type: z.string(),
  date: z.string().nullable().default(null),
  people: z.number().nullable().default(null),
  village: z.string().nullable().default(null),
  amount: z.number().nullable().default(null),
});
const file = z.object({
  as_of: z.string(),
  intents: z.record(z.string(), z.array(z.string())),
  domains: z.record(z.string(), z.array(z.string())),
  reports: z.array(report),
  small_letter_reports: z.array(report),
  several: z.array(z.object({ text: z.string(), intents: z.array(z.string()), domains: z.array(z.string()) })),
  facts_and_questions: z.record(z.string(), z.array(z.string())),
});

/** Reads and checks the validation set. */
export function readValidation(): z.infer<typeof file> {
  return file.parse(parse(readFileSync(new URL("validation.yaml", LANGUAGE_FOLDER), "utf8")));
}

const TEENCODE: readonly (readonly [RegExp, string])[] = [
  [/(?<!\p{L})không(?!\p{L})/gu, "ko"],
  [/(?<!\p{L})được(?!\p{L})/gu, "dc"],
  [/(?<!\p{L})gì(?!\p{L})/gu, "j"],
  [/(?<!\p{L})bao nhiêu(?!\p{L})/gu, "bn"],
  [/(?<!\p{L})người(?!\p{L})/gu, "ng"],
  [/(?<!\p{L})rồi(?!\p{L})/gu, "r"],
  [/(?<!\p{L})với(?!\p{L})/gu, "vs"],
];
/** One letter swapped with its neighbour in every third long word: a fixed, repeatable typing error. */
const mistyped = (text: string): string => {
  let count = 0;
  return text.replace(/\p{L}{4,}/gu, (word) => {
    count += 1;
    return count % 3 === 0 ? word[0]! + word[2]! + word[1]! + word.slice(3) : word;
  });
};
/** What a message becomes in the hands of others. */
export const STYLES: Record<string, (text: string) => string> = {
  "as typed": (text) => text,
  "without tone marks": (text) => fold(text),
  teencode: (text) => TEENCODE.reduce((result, [pattern, short]) => result.replace(pattern, short), text.toLowerCase()),
  "typing errors": mistyped,
  "voice (small letters, no stops)": (text) => text.toLowerCase().replace(/[.,;:!?()]/g, ""),
};
