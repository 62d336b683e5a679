// The vocabulary of facts: everything a rule may ask about a household or a person, and how to ask it in plain words.
import { z } from "zod";
import { alternativeSchema } from "./policy.ts";
import { idSchema, wordsSchema } from "./words.ts";

export const factSchema = z.strictObject({
  id: idSchema,
  level: z.enum(["household", "person"]),
  type: z.enum(["flag", "choice", "number", "date", "place"]),
  name: wordsSchema,
  question: wordsSchema,
  /** The same asked of the person who writes; {{you}} and {{You}} are how they are addressed. */
  own: wordsSchema.optional(),
  /** What the question asks for where the name denies it, since "không" to "không có … phải không?" can be meant either way. */
  contrary: wordsSchema.optional(),
  /** Choices in order; a choice fact always has one that means "none of these" (`none` or `other`). */
  choices: z.record(z.string(), wordsSchema).optional(),
  /** The choices in groups, where there are too many for the screen of a phone. */
  groups: z.array(z.strictObject({ name: wordsSchema, choices: z.array(idSchema).min(1) })).optional(),
  /** What asking costs a person: 1 = known by heart, 9 = private or needs a paper. */
  cost: z.number().int().min(1).max(9),
  /** Other names accepted in input. */
  aliases: z.array(idSchema).default([]),
  /** Only ask this in private, never in a group or on behalf of somebody. */
  private: z.boolean().default(false),
  /** A flag that follows from other facts when it is not given itself. */
  derived: z.strictObject({ any: z.array(alternativeSchema).min(1), of: z.enum(["self", "some-member"]) }).optional(),
  /** What is certain without asking, filled in for a conversation only: a child of four has no labour contract. */
  obvious: z.array(z.strictObject({ when: alternativeSchema, value: z.union([z.boolean(), z.string()]) })).default([]),
  note: z.string().optional(),
});
export type Fact = z.infer<typeof factSchema>;

/** A word a rule may use that tests a fact otherwise than by equality. */
export const conditionSchema = z.strictObject({
  fact: idSchema,
  test: z.enum(["at_least", "below", "at_most", "within_months"]),
  also: alternativeSchema.optional(),
  name: wordsSchema,
});
export type ConditionWord = z.infer<typeof conditionSchema>;

export const factsFileSchema = z.strictObject({
  facts: z.array(factSchema),
  conditions: z.record(idSchema, conditionSchema),
  /** Facts that nobody is ever advised to change, with the reason. */
  never_proposed: z.record(idSchema, z.string().min(1)),
  /** What kind of change a fact allows: a wrong record can be corrected, time brings some. */
  may_change: z.record(idSchema, z.enum(["correct", "time", "act", "standard"])),
});
export type Facts = z.infer<typeof factsFileSchema>;
