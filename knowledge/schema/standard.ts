// A national multidimensional poverty standard: lines, number of deprivations, rules in order, indicators.
import { z } from "zod";
import { confidenceSchema, idSchema, periodShape, wordsSchema } from "./words.ts";

export const householdClassSchema = z.enum(["poor", "near_poor", "avg_living", "other"]);
export type HouseholdClass = z.infer<typeof householdClassSchema>;

/** A figure of income per head a month in đồng, per area. */
const lineSchema = z.strictObject({
  rural: z.number().int().positive(),
  urban: z.number().int().positive(),
  confidence: confidenceSchema,
});

/** First rule that matches decides. A rule of confidence uncertain is switched off: it only leaves its classes possible. */
export const standardRuleSchema = z.strictObject({
  classes: z.array(householdClassSchema).min(1),
  above: idSchema.nullable(),
  at_most: idSchema.nullable(),
  deprivations_min: z.number().int().positive().nullable(),
  confidence: confidenceSchema,
  clause: wordsSchema,
});

export type StandardRule = z.infer<typeof standardRuleSchema>;

const indicatorSchema = z.strictObject({
  id: idSchema,
  dimension: idSchema,
  name: wordsSchema,
  deprived_if: z.strictObject({ vi: z.string().nullable(), en: z.string().nullable() }),
  /** The indicator in plain words, for the self-check; without it the words of the decree are shown. */
  question: wordsSchema.optional(),
  /** "Yes" to the question means not deprived: "Nhà mình có dùng nước sạch không?" */
  opposite: z.boolean().default(false),
  confidence: confidenceSchema,
  note: z.string().optional(),
});

export const standardSchema = z.strictObject({
  id: idSchema,
  name: wordsSchema,
  ...periodShape,
  legal_basis: z.array(z.string().min(1)).min(1),
  sources: z.array(z.string()),
  confidence: confidenceSchema,
  lines: z.record(idSchema, lineSchema),
  deprivations_for_poor: z.number().int().positive(),
  rules: z.array(standardRuleSchema).min(1),
  indicators: z.array(indicatorSchema),
  transition: z.array(wordsSchema),
  notes: z.array(z.string()),
});
export type Standard = z.infer<typeof standardSchema>;
