// Lists that other files point into: agencies, domains, sources, exclusive groups.
import { z } from "zod";
import { alternativeSchema } from "./policy.ts";
import { confidenceSchema, idSchema, periodShape, wordsSchema } from "./words.ts";

/** Who does the work, under the name of the day: the 2025 reorganisation moved and renamed many. */
export const agencySchema = z.strictObject({
  names: z
    .array(
      z.strictObject({ ...periodShape, name: wordsSchema, confidence: confidenceSchema, note: z.string().optional() }),
    )
    .min(1),
});
export type Agency = z.infer<typeof agencySchema>;
export const agenciesFileSchema = z.record(idSchema, agencySchema);

export const domainSchema = z.strictObject({ id: idSchema, name: wordsSchema, words: z.array(z.string().min(1)) });
export type Domain = z.infer<typeof domainSchema>;
export const domainsFileSchema = z.array(domainSchema);

/** Where a statement was read. */
export const sourcesFileSchema = z.record(z.string(), z.string().min(1));

/** One person gets one policy of a group: the first of `order` that holds. */
export const groupSchema = z.strictObject({
  name: wordsSchema,
  order: z.array(idSchema).min(2),
  /** When this holds, another scheme stands before the whole group (except the policies named). */
  before: z
    .strictObject({ any: z.array(alternativeSchema).min(1), except: z.array(idSchema), clause: wordsSchema })
    .nullable(),
  clause: wordsSchema,
  confidence: confidenceSchema,
  sources: z.array(z.string()),
});
export type Group = z.infer<typeof groupSchema>;
export const groupsFileSchema = z.record(idSchema, groupSchema);
