// Dated figures that many policies follow: base wage, social assistance standard, loan rate of the poor.
import { z } from "zod";
import { confidenceSchema, idSchema, periodShape, weakSchema, wordsSchema } from "./words.ts";

export const parameterSchema = z.strictObject({
  id: idSchema,
  name: wordsSchema,
  unit: z.enum(["vnd", "pct", "vnd_kwh"]),
  values: z
    .array(
      z.strictObject({
        ...periodShape,
        value: z.number().positive(),
        /** Only in these provinces; the higher of the national and the local value holds. */
        province: z.array(z.string().min(1)).optional(),
        basis: z.string().min(1).nullable(),
        confidence: confidenceSchema,
        sources: z.array(z.string()),
        weak: z.record(z.string(), weakSchema).default({}),
        note: z.string().optional(),
      }),
    )
    .min(1),
  gaps: z.array(z.strictObject({ ...periodShape, reason: z.string().min(1) })).default([]),
});
export type Parameter = z.infer<typeof parameterSchema>;
