// Statuses that follow from a household's history: newly escaped, relapsed, newly arising.
import { z } from "zod";
import { confidenceSchema, idSchema, wordsSchema } from "./words.ts";

export const statusesSchema = z.strictObject({
  statuses: z.record(
    idSchema,
    z.strictObject({
      name: wordsSchema,
      clause: wordsSchema,
      confidence: confidenceSchema,
      note: z.string().optional(),
    }),
  ),
  /** Months a household counts as newly escaped, the anniversary day included. */
  newly_escaped_months: z.number().int().positive(),
});
export type Statuses = z.infer<typeof statusesSchema>;
