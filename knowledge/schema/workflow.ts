// The shape of a round of review (process/workflow.yaml) and of the questions that fill its forms (process/review-forms.yaml).
import { z } from "zod";
import { OPERATIONS } from "../roles.ts";
import { householdClassSchema } from "./standard.ts";
import { confidenceSchema, daySchema, idSchema, wordsSchema } from "./words.ts";

/** The steps of every round, in order. */
export const STEPS = ["list", "scoring", "meeting", "posting", "recheck", "decision", "notice"] as const;
export type StepId = (typeof STEPS)[number];

const monthDay = z.string().regex(/^(0[1-9]|1[0-2])-\d{2}$/);
const count = z.number().int().nonnegative();

export const trackSchema = z.strictObject({
  id: idSchema,
  name: wordsSchema,
  /** Words by which people name this kind of round. */
  words: z.array(z.string().min(1)),
  /** scores: forms A, B1, B2. income: the income of the last twelve months. */
  forms: z.enum(["scores", "income"]),
  opens: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("window"), from: monthDay, to: monthDay }),
    z.strictObject({ kind: z.literal("monthly"), day: z.number().int().min(1).max(28), working_days: count.min(1) }),
  ]),
  lists: z.array(householdClassSchema),
  /** From when the recognised class holds: the day of the decision, or the first of the next year. */
  effective: z.enum(["decision", "next-year"]),
  /** Working days before the end of the round by which each step is due. */
  ends: z.record(z.enum(STEPS), count),
  clause: wordsSchema,
  confidence: confidenceSchema,
  note: z.string().optional(),
});
export type Track = z.infer<typeof trackSchema>;

const sure = { confidence: confidenceSchema, note: z.string().optional() };

export const workflowSchema = z.strictObject({
  source: z.string().min(1),
  valid: z.strictObject({ from: daySchema, to: daySchema, note: z.string() }),
  tracks: z.array(trackSchema).min(1),
  asking_reports: z.array(idSchema),
  steps: z
    .array(z.strictObject({ id: z.enum(STEPS), name: wordsSchema, operation: z.enum(OPERATIONS) }))
    .refine((steps) => steps.map(({ id }) => id).join() === STEPS.join(), { error: "not the steps in their order" }),
  meeting: z.strictObject({ agree_percent: z.number().min(1).max(100), copies: count, ...sure }),
  posting: z.strictObject({ working_days: count, ...sure }),
  recheck: z.strictObject({ working_days: count, ...sure }),
  certificate: z.strictObject({ form: z.string().min(1), classes: z.array(householdClassSchema), ...sure }),
  remind_working_days: count,
  oldest_days: count,
});
export type Workflow = z.infer<typeof workflowSchema>;

const b1QuestionSchema = z
  .strictObject({
    id: idSchema,
    exclusive: idSchema.optional(),
    group: idSchema.optional(),
    ask: wordsSchema,
    none: wordsSchema.optional(),
  })
  .refine(({ exclusive, group }) => (exclusive === undefined) !== (group === undefined), {
    error: "either exclusive or group",
  });

export const reviewFormsSchema = z.strictObject({
  none: wordsSchema,
  area: wordsSchema,
  areas: z.strictObject({ rural: wordsSchema, urban: wordsSchema }),
  province: wordsSchema,
  income: wordsSchema,
  /** Asked of households that the other answers propose for these classes. */
  causes: z.strictObject({ classes: z.array(householdClassSchema).min(1), ask: wordsSchema }),
  b1: z.array(b1QuestionSchema).min(1),
});
export type ReviewForms = z.infer<typeof reviewFormsSchema>;
