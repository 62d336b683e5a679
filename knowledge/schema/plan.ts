// A plan of a province, district or commune for poverty reduction: what it aims at, who does what, who reports when.
// Everything in it holds for the place and the period of the plan only.
import { z } from "zod";
import { confidenceSchema, daySchema, idSchema, periodShape, wordsSchema } from "./words.ts";

/** Where in the document: chapter and point as it numbers them ("II.3.a"). */
const sectionSchema = z
  .string()
  .regex(/^[IVX]+(\.[0-9a-z]+)*(, [IVX]+(\.[0-9a-z]+)*)*$/, { error: "not a section like II.3.a" });

const unitCodeSchema = z.string().regex(/^(\d{2}|\d{5})$/, { error: "a province has 2 digits, a commune 5" });

/** The same kind of figure bears the same indicator in every plan, so that plans can be compared with results. */
const targetSchema = z.strictObject({
  indicator: idSchema,
  words: wordsSchema,
  /** How the result must stand to the value; `falls_by` is a fall each year by at least the value. */
  aim: z.enum(["at_most", "below", "at_least", "falls_by"]),
  value: z.number().nonnegative(),
  unit: z.enum(["pct", "pct_points_a_year", "households", "people", "models"]),
  from: daySchema,
  by: daySchema,
  section: sectionSchema,
  policies: z.array(idSchema).default([]),
  note: z.string().optional(),
});

/** What was counted before the plan began. */
const baselineSchema = z.strictObject({
  indicator: idSchema,
  words: wordsSchema,
  value: z.number().nonnegative(),
  unit: z.enum(["pct", "households", "people"]),
  on: daySchema,
  section: sectionSchema,
});

const dutySchema = z.strictObject({
  who: wordsSchema,
  what: wordsSchema,
  until: daySchema.nullable(),
  section: sectionSchema,
});

/** "Before 20/11" leaves 19/11 as the last day. A report that is only due `promptly` has no day of its own. */
const dueSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("yearly"), before: z.string().regex(/^(0[1-9]|1[0-2])-([0-2]\d|3[01])$/) }),
  z.strictObject({ kind: z.literal("once"), before: daySchema }),
  z.strictObject({ kind: z.literal("every"), months: z.number().int().positive() }),
  z.strictObject({ kind: z.literal("promptly") }),
  z.strictObject({ kind: z.literal("on-request") }),
]);

const deadlineSchema = z.strictObject({
  id: idSchema,
  what: wordsSchema,
  sender: wordsSchema,
  recipient: wordsSchema,
  due: dueSchema,
  section: sectionSchema,
  note: z.string().optional(),
});

/** What the plan says of policies, in other words than its own. `ids` point into knowledge/policies. */
const mentionSchema = z.strictObject({
  policies: z.array(idSchema).min(1),
  says: wordsSchema,
  section: sectionSchema,
  amount: z.strictObject({ value: z.number(), unit: z.enum(["pct", "households", "people", "years"]) }).optional(),
});

export const planSchema = z.strictObject({
  id: idSchema,
  name: wordsSchema,
  /** File name of the document the plan was read from. */
  seed: z.string().regex(/^\d{3}_[0-9a-f]{16}\.txt$/),
  source: z.string().min(1),
  confidence: confidenceSchema,
  issuer: wordsSchema,
  level: z.enum(["province", "district", "commune"]),
  unit: z.strictObject({
    as_named: wordsSchema,
    /** The units of today, with the codes in force since 01/07/2025; one that is only likely is `uncertain`. */
    today: z
      .array(z.strictObject({ code: unitCodeSchema, name: z.string().min(1), confidence: confidenceSchema }))
      .min(1),
    note: z.string().optional(),
  }),
  /** Number and date as far as the document shows them: some were read from drafts without either. */
  number: z.string().nullable(),
  dated: z.string().nullable(),
  ...periodShape,
  standard: idSchema,
  carries_out: z.array(z.string().min(1)).min(1),
  baseline: z.array(baselineSchema).default([]),
  targets: z.array(targetSchema).min(1),
  duties: z.array(dutySchema).min(1),
  deadlines: z.array(deadlineSchema).min(1),
  mentions: z.array(mentionSchema).min(1),
  notes: z.array(z.string()).default([]),
});
export type Plan = z.infer<typeof planSchema>;
