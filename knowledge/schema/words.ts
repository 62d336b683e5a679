// The small pieces every knowledge file is made of: words in two languages, days, confidence, values that may be weaker.
import { z } from "zod";
import { type Day, isDay } from "../../foundation/day.ts";

/** How sure we are. `uncertain` never counts as a right; `memory` is told with "the commune must confirm". */
export const confidenceSchema = z.enum(["confirmed", "seed", "memory", "uncertain"]);
export type Confidence = z.infer<typeof confidenceSchema>;

/** Vietnamese text and its English; English may be missing while a file is being written (`law check` counts these). */
export const wordsSchema = z.strictObject({ vi: z.string().trim().min(1), en: z.string().trim().min(1).nullable() });
export type Words = z.infer<typeof wordsSchema>;

/** A calendar day, unquoted in YAML: 2026-07-01. */
export const daySchema = z
  .string()
  .refine(isDay, { error: "not a calendar day (YYYY-MM-DD)" })
  .transform((text) => text as Day);

/** First and last day in force; `to: null` means no end is known. */
export const periodShape = { from: daySchema, to: daySchema.nullable() };

/** An officer's comparison with the legal text; null until one has done it. */
export const checkedSchema = z.strictObject({ by: z.string().min(1), on: daySchema }).nullable();

/** A mark on one field that is weaker than the confidence of its whole version. */
export const weakSchema = z.strictObject({ confidence: confidenceSchema, note: z.string().optional() });

export const idSchema = z
  .string()
  .regex(/^[a-z0-9]+(?:[-_][a-z0-9]+)*$/, { error: "an id is lower-case-kebab or snake" });
