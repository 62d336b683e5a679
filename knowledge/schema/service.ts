// How the channel itself is run: consent, how long things are kept, deadlines, office hours. Each value says what it rests on.
import { z } from "zod";
import { confidenceSchema, daySchema, idSchema, wordsSchema } from "./words.ts";

/** `house`: no law asks for this figure, the commune may set another one. */
const basisShape = {
  basis: z.string().trim().min(1),
  confidence: z.enum([...confidenceSchema.options, "house"]),
  note: z.string().optional(),
};

const daysSchema = z.strictObject({ days: z.number().int().positive(), ...basisShape });
const timeSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: "not a time of day (HH:MM)" });

export const officeHoursSchema = z.strictObject({
  /** 1 = Monday … 7 = Sunday */
  weekdays: z.array(z.number().int().min(1).max(7)).min(1),
  spans: z
    .array(z.strictObject({ from: timeSchema, to: timeSchema }))
    .min(1)
    .refine((spans) => spans.every((span) => span.from < span.to), { error: "a span ends before it begins" }),
  words: wordsSchema,
  ...basisShape,
});
export type OfficeHours = z.infer<typeof officeHoursSchema>;

/** One thing a person agrees to on its own, never as a part of another. */
export const purposeSchema = z.strictObject({ id: idSchema, name: wordsSchema, data: wordsSchema, ...basisShape });
export type Purpose = z.infer<typeof purposeSchema>;

export const serviceFileSchema = z.strictObject({
  /** First day this way of running holds. */
  from: daySchema,
  consent: z.strictObject({
    /** Raise it when the consent text or what is kept changes: people are then asked again. */
    version: z.string().min(1),
    purposes: z.array(purposeSchema).min(1),
    ...basisShape,
  }),
  ai_notice: z.strictObject(basisShape),
  opt_out: z.strictObject(basisShape),
  pause: z.strictObject({ minutes: z.number().int().positive(), ...basisShape }),
  quiet: z.strictObject({
    from: z.string().regex(/^\d{2}:\d{2}$/),
    until: z.string().regex(/^\d{2}:\d{2}$/),
    ...basisShape,
  }),
  announcements: z.strictObject({
    same_hours: z.number().int().positive(),
    at_once: z.number().int().positive(),
    longest: z.number().int().positive(),
    ...basisShape,
  }),
  take_up: z.strictObject({
    ask_after_days: z.number().int().positive(),
    ask_within_days: z.number().int().positive(),
    at_most: z.number().int().positive(),
    /** A reminder leaves at least so many days to apply. */
    remind_leave_days: z.number().int().positive(),
    /** Ids of knowledge/domains.yaml, in the order of asking. */
    fields: z.array(idSchema).min(1),
    ...basisShape,
  }),
  billing: z.strictObject({
    free_hours: z.number().int().positive(),
    dong_each: z.number().int().nonnegative(),
    ...basisShape,
  }),
  questions: z.strictObject({
    stale_minutes: z.number().int().positive(),
    remind_after_minutes: z.number().int().positive(),
    remind_until_minutes: z.number().int().positive(),
    ...basisShape,
  }),
  console: z.strictObject({
    link_minutes: z.number().int().positive(),
    session_hours: z.number().int().positive(),
    idle_minutes: z.number().int().positive(),
    tries_per_minute: z.number().int().positive(),
    ...basisShape,
  }),
  retention: z.strictObject({
    session: daysSchema,
    decision: daysSchema,
    inbound: daysSchema,
    outbound: daysSchema,
    dead_letter: daysSchema,
    access_log: daysSchema,
    voice: daysSchema,
  }),
  /** What no clock of ours deletes, and why. */
  kept: z.array(z.strictObject({ what: wordsSchema, ...basisShape })),
  /** What is not taken in at all. */
  refused: z.array(z.strictObject({ what: wordsSchema, ...basisShape })),
  rights: z.strictObject({
    first_reply: daysSchema,
    withdraw: daysSchema,
    withdraw_with_third_party: daysSchema,
    extension: daysSchema,
    access: daysSchema,
    erase: daysSchema,
  }),
  breach: z.strictObject({ hours: z.number().int().positive(), ...basisShape }),
  office: z.strictObject({ hours: officeHoursSchema, place: wordsSchema, contact: wordsSchema, ...basisShape }),
});
export type ServiceFile = z.infer<typeof serviceFileSchema>;
