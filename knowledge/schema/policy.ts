// A policy: what the law gives, to whom, in which dated versions. One file per policy under policies/<domain>/.
import { z } from "zod";
import { checkedSchema, confidenceSchema, idSchema, periodShape, weakSchema, wordsSchema } from "./words.ts";

/** A wanted value of one fact: a flag, a number for tests like age_min, or a list of choices. */
const wantedSchema = z.union([z.boolean(), z.number(), z.array(z.string().min(1)).min(1)]);

/** One alternative: every condition in it must hold. */
export const alternativeSchema = z.record(z.string(), wantedSchema);
export type Alternative = z.infer<typeof alternativeSchema>;

const formulaShape = {
  /** A plain figure. Money is whole đồng. */
  value: z.number().optional(),
  /** Id of a dated parameter the figure follows. */
  of: idSchema.optional(),
  times: z.number().positive().optional(),
  /** Percentages applied one after the other; a string names a dated parameter holding a percentage. */
  pct: z.array(z.union([z.number().positive(), idSchema])).optional(),
};

/** A figure: fixed, or computed from a dated parameter, or by the person's own case (the first case that holds). */
export const amountSchema = z
  .strictObject({
    ...formulaShape,
    cases: z
      .array(z.strictObject({ when: alternativeSchema.optional(), ...formulaShape }))
      .min(1)
      .optional(),
    confidence: confidenceSchema.optional(),
    sources: z.array(z.string()).optional(),
    note: z.string().optional(),
  })
  .refine((amount) => amount.value !== undefined || amount.of !== undefined || amount.cases !== undefined, {
    error: "an amount needs value, of or cases",
  });
export type Amount = z.infer<typeof amountSchema>;

export const versionSchema = z.strictObject({
  ...periodShape,
  confidence: confidenceSchema,
  province: z.array(z.string().min(1)).optional(),
  who: z.strictObject({ level: z.enum(["person", "household"]), any: z.array(alternativeSchema) }),
  amounts: z.record(idSchema, amountSchema).default({}),
  says: z.strictObject({ short: wordsSchema, full: wordsSchema }),
  clause: wordsSchema,
  legal_basis: z.array(z.string().min(1)),
  sources: z.array(z.string()),
  weak: z.record(z.string(), weakSchema).default({}),
  checked: checkedSchema,
  note: z.string().optional(),
});
export type Version = z.infer<typeof versionSchema>;

/** The part of each year in which one applies, for reminders: from a day (month-day) on, so many days or working days. */
const windowSchema = z
  .strictObject({
    opens: z.string().regex(/^(0[1-9]|1[0-2])-([0-2]\d|3[01])$/, { error: "not a month and a day (MM-DD)" }),
    days: z.number().int().positive().optional(),
    working_days: z.number().int().positive().optional(),
    confidence: confidenceSchema,
    note: z.string().optional(),
  })
  .refine(({ days, working_days: working }) => (days === undefined) !== (working === undefined), {
    error: "a window lasts days or working_days, one of them",
  });

const applySchema = z.strictObject({
  where: wordsSchema,
  papers: z.array(wordsSchema),
  time_limit: wordsSchema.nullable(),
  window: windowSchema.optional(),
  form: wordsSchema.nullable(),
  agencies: z.array(idSchema),
  confidence: confidenceSchema,
  sources: z.array(z.string()),
});

export const policySchema = z.strictObject({
  id: idSchema,
  domain: idSchema,
  kind: z.enum(["entitlement", "loan", "programme", "local", "one-off"]),
  unit: z.enum(["person", "household"]),
  name: wordsSchema,
  instruments: z.array(z.string().min(1)),
  conditions: wordsSchema.optional(),
  versions: z.array(versionSchema).min(1),
  gaps: z.array(z.strictObject({ ...periodShape, reason: z.string().min(1) })).default([]),
  apply: applySchema,
});
export type Policy = z.infer<typeof policySchema>;
