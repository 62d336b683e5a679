// The layouts of the reports that a commune hands in: columns under merged headers, what each counts, checks between them.
import { z } from "zod";
import { OPERATIONS } from "../roles.ts";
import { householdClassSchema } from "./standard.ts";
import { confidenceSchema, type Words } from "./words.ts";

const wordsSchema = z.strictObject({ vi: z.string().min(1), en: z.string().min(1) });
const keySchema = z.string().regex(/^[A-Za-z0-9_{}-]+$/);

/** Which households (or reports) a column counts. Everything named must hold. */
const conditionSchema = z.strictObject({
  /** `own`: the class of the report; `line`: the class of the line. */
  class: z.enum([...householdClassSchema.options, "own", "line"]).optional(),
  /** An indicator that is lacked, or `{id}` of the column's turn. */
  lacks: keySchema.optional(),
  cause: keySchema.optional(),
  /** Ethnicity of the head; of the head or the spouse. */
  head: z.enum(["majority", "minority"]).optional(),
  couple: z.literal("minority").optional(),
  ethnicity: keySchema.optional(),
  headed_by: z.enum(["female", "male"]).optional(),
  /** A flag of knowledge/facts.yaml, of the household or of any member. */
  fact: z.string().optional(),
  /** Of reports: their states, their kind of change. */
  state: z.array(z.string()).optional(),
  change: keySchema.optional(),
});
export type Condition = z.infer<typeof conditionSchema>;

/** `line`: what the line counts, households or people. */
const MEASURES = ["households", "people", "line", "deprivations", "children", "reports", "nil-reports"] as const;
const countSchema = z.strictObject({ count: z.enum(MEASURES), when: conditionSchema.default({}) });
export type Count = z.infer<typeof countSchema>;

const MOVES = ["begin", "to_other", "above", "other_down", "from_other", "relapsed", "new", "other_up", "end"] as const;
/** One way of coming into a class or leaving it in a period. */
export type Move = (typeof MOVES)[number];

const columnSchema = z
  .strictObject({
    key: keySchema,
    /** As printed in the line of numbers. */
    no: z.string().default(""),
    /** From the outermost merged header to the innermost. */
    header: z.array(wordsSchema).min(1),
    /** One column for each of these there is; `{id}`, `{name}`, `{n}`, `{n+1}` stand for one of them. */
    each: z.enum(["indicator", "ethnicity", "change"]).optional(),
    /** What stands in the cell, where nothing is counted. */
    is: z.string().optional(),
    count: z.enum(MEASURES).optional(),
    when: conditionSchema.default({}),
    /** Blank where the registry holds the listed households alone: then it is not the number of all. */
    whole: z.boolean().default(false),
    move: z.enum(MOVES).optional(),
    /** Hundredths of the column `in`. */
    share: z.union([keySchema, countSchema]).optional(),
    in: keySchema.optional(),
    /** Why the registry cannot count it. */
    not_kept: wordsSchema.optional(),
    /** Sentences of a section, with figures of other reports: `{R01.poor_hh}`. */
    says: z.array(wordsSchema).default([]),
  })
  .refine(({ is, count, move, share, not_kept }) => [is, count, move, share, not_kept].filter(Boolean).length === 1, {
    error: "a column is one of: is, count, move, share, not_kept",
  });
export type LayoutColumn = z.infer<typeof columnSchema>;

const checkSchema = z.strictObject({
  says: wordsSchema,
  /** Column → factor; `x*` is the sum of the columns that begin so, `R01.x` a column of another report, `one` is 1; `each`: each `*` alone. */
  terms: z.record(z.string(), z.number()),
  must: z.enum(["be-zero", "not-negative"]),
  /** Only on this line. */
  line: z.string().optional(),
});
export type Check = z.infer<typeof checkSchema>;

const reportSchema = z.strictObject({
  id: z.string().regex(/^[RP]\d{2}$/),
  class: z.enum(["poor", "near_poor"]).optional(),
  title: wordsSchema,
  /** What stands for `{own}`, `{other}` … in headers. */
  words: z.record(z.string(), wordsSchema).default({}),
  checks: z.array(checkSchema).default([]),
});

/** One file: layouts that differ in class and words alone. */
export const layoutFileSchema = z.strictObject({
  source: z.string().min(1),
  confidence: confidenceSchema,
  subject: z.enum(["households", "members", "reports", "reports-by-unit", "sections"]),
  /** The lines of each unit; one without a name where none are given. */
  lines: z.array(z.enum(["households", "people", "poor", "near_poor"])).default([]),
  /** What a role must be allowed to do to make it. */
  needs: z.enum(OPERATIONS).default("summary.read"),
  /** Names people: only with a leader's release. */
  release: z.boolean().default(false),
  /** Years of age. */
  children_below: z.number().int().positive().optional(),
  reports: z.array(reportSchema).min(1),
  columns: z.array(columnSchema).min(1),
  checks: z.array(checkSchema),
  /** Names of the states of reports. */
  states: z.record(z.string(), wordsSchema).default({}),
});

export const frameSchema = z.strictObject({
  source: z.string(),
  confidence: confidenceSchema,
  state: wordsSchema,
  motto: wordsSchema,
  authority: wordsSchema,
  stage: z.strictObject({ official: wordsSchema, preliminary: wordsSchema }),
  period: wordsSchema,
  next_list: wordsSchema,
  units: wordsSchema,
  total: wordsSchema,
  line: z.strictObject({ households: wordsSchema, people: wordsSchema, poor: wordsSchema, near_poor: wordsSchema }),
  place: wordsSchema,
  signatures: z.array(z.strictObject({ role: wordsSchema, how: wordsSchema })),
  notes: z.strictObject({
    title: wordsSchema,
    not_kept: wordsSchema,
    missing: wordsSchema,
    only_listed: wordsSchema,
    empty: wordsSchema,
    hidden: wordsSchema,
    first_list: wordsSchema,
  }),
  checks: z.strictObject({
    sheet: wordsSchema,
    title: wordsSchema,
    where: wordsSchema,
    what: wordsSchema,
    by: wordsSchema,
  }),
  watermark: wordsSchema,
  release: z.strictObject({ days: z.number().int().positive() }),
  hidden_mark: z.string().min(1),
  to_write: z.string().min(1),
});
/** What stands around every table. */
export type Frame = z.infer<typeof frameSchema>;

const audience = z.enum(["commune", "province"]);
export const deadlinesFileSchema = z.strictObject({
  remind: z.strictObject({
    /** Days before the last day. */
    at: z.array(z.number().int().nonnegative()).min(1),
    roles: z.record(audience, z.array(z.string()).min(1)),
  }),
  deadlines: z.array(
    z.strictObject({
      id: z.string().regex(/^[a-z0-9-]+$/),
      what: wordsSchema,
      to: wordsSchema,
      /** The last day ("before 10/12" leaves 9/12), each year or once. */
      last_day: z.string().regex(/^(\d{4}-)?\d{2}-\d{2}$/),
      sender: audience,
      /** The plan that sets it (knowledge/plans), for the units it holds in; null: everywhere. */
      plan: z.string().nullable(),
      reports: z.array(z.string()),
      source: z.string().min(1),
      confidence: confidenceSchema,
    }),
  ),
});
export type Deadline = z.infer<typeof deadlinesFileSchema>["deadlines"][number];
export type Said = Words & { en: string };
