// The shapes of knowledge/spreadsheet/: columns of the household workbook, what its cells may hold, what is said about them.
import { z } from "zod";
import { householdClassSchema } from "./standard.ts";
import { daySchema } from "./words.ts";

const word = z.string().trim().min(1);
const said = z.strictObject({ vi: word, en: word });

export const columnSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9_]*$/),
  of: z.enum(["household", "member"]),
  kind: z.enum([
    "code",
    "village",
    "text",
    "choice",
    "choices",
    "day",
    "standard",
    "score",
    "indicators",
    "facts",
    "name",
    "birth",
    "identity",
    "phone",
    "fact",
  ]),
  /** The list of `values.yaml` for a choice. */
  list: word.optional(),
  /** The fact of knowledge/facts.yaml that the column holds. */
  fact: word.optional(),
  required: z.boolean().default(false),
  /** A day that cannot lie in the future. */
  past: z.boolean().default(false),
  header: word,
  also: z.array(word),
  example: word,
  help: word,
});

/** One column of the workbook. */
export type Column = z.infer<typeof columnSchema>;

const choiceSchema = z.strictObject({
  id: word,
  label: word,
  also: z.array(word),
  /** Of a class: the recognised class, and what the household was before. */
  class: householdClassSchema.optional(),
  previously: z.enum(["poor", "near_poor"]).optional(),
  /** Of an ethnicity: not a minority. */
  majority: z.boolean().default(false),
});

/** One entry of a list: the label that is written, other spellings that are read. */
export type Choice = z.infer<typeof choiceSchema>;

const digits = z.string().regex(/^\d+$/);

export const columnsFileSchema = z.strictObject({ columns: z.array(columnSchema).min(1) });

export const valuesFileSchema = z.strictObject({
  yes: z.array(word).min(1),
  no: z.array(word).min(1),
  lists: z.strictObject({
    classes: z.array(choiceSchema),
    relations: z.array(choiceSchema),
    sexes: z.array(choiceSchema),
    causes: z.array(choiceSchema),
    ethnicities: z.array(choiceSchema),
  }),
  identity: z.strictObject({
    digits: z.number().int().positive(),
    old_digits: z.number().int().positive(),
    /** The digit for century and sex: first year of the century, sex. */
    century_and_sex: z.record(digits, z.tuple([z.number().int(), z.enum(["male", "female"])])),
  }),
  phone: z.strictObject({
    country: digits,
    mobile: word,
    landline: word,
    former: z.record(digits, digits),
  }),
  titles: z.array(word),
  /** The day from which the list of communes (knowledge/units) is in force. */
  units_since: daySchema,
  village_words: z.array(word),
});

export const spreadsheetTextsSchema = z.strictObject({
  sheets: z.strictObject({ data: said, help: said, lists: said }),
  help: z.strictObject({ columns: said, required: said, lines: z.array(said) }),
  report: z.record(word, said),
  reasons: z.record(word, said),
});
