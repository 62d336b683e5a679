// Words of the poverty programme explained to someone who never read a decree. Figures of the law are not repeated here:
// `see` points to where they stand.
import { z } from "zod";
import { confidenceSchema, idSchema, wordsSchema } from "./words.ts";

/** The longest explanation that fits one phone screen with its term. */
const EXPLANATION_LIMIT = 250;

const explanationSchema = z.strictObject({
  vi: z.string().trim().min(1).max(EXPLANATION_LIMIT),
  en: z.string().trim().min(1).max(EXPLANATION_LIMIT),
});

export const termSchema = z.strictObject({
  id: idSchema,
  term: wordsSchema,
  /** What people write instead: short forms, everyday words, without regard to capitals. */
  words: z.array(z.string().trim().min(1)).default([]),
  says: explanationSchema,
  /** `house`: a word of this service itself, nothing to confirm. */
  confidence: z.enum([...confidenceSchema.options, "house"]),
  sources: z.array(z.string()).default([]),
  /** Ids of policies, parameters, standards or agencies, or an indicator as `indicator:housing-area`. */
  see: z.array(z.string().min(1)).default([]),
});
export type Term = z.infer<typeof termSchema>;

export const glossaryFileSchema = z.array(termSchema);
