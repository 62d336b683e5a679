// What people ask most (frequently-asked.yaml): each question with the one who answers it, or with its own approved answer and source.
import { z } from "zod";
import { AppError } from "../foundation/errors.ts";
import { describeProblems, type Reading, readYaml } from "./read-yaml.ts";
import { confidenceSchema, idSchema, wordsSchema } from "./schema/words.ts";

const asked = { id: idSchema, question: wordsSchema, ways: z.array(z.string().min(1)).min(1) };
const payload = z.templateLiteral(["#", z.string()]);
const entrySchema = z.union([
  z.strictObject({ ...asked, goes_to: payload }),
  z.strictObject({ ...asked, answer: wordsSchema, source: z.string().min(1), confidence: confidenceSchema }),
]);

/** A question with where it leads, or with its answer. */
export type FrequentlyAsked = z.infer<typeof entrySchema>;

/** Reads the questions in their order; throws AppError "frequently-asked:invalid" naming what is wrong. */
export function loadFrequentlyAsked(directory: string): FrequentlyAsked[] {
  const reading: Reading = { root: directory, problems: [], contents: new Map() };
  const entries = readYaml(reading, "frequently-asked.yaml", z.array(entrySchema));
  if (entries === null) throw new AppError("frequently-asked:invalid", describeProblems(reading.problems));
  return entries;
}
