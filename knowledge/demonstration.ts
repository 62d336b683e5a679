// The demonstration commune (demonstration/*.yaml): a small invented population to try the channel with.
import { join } from "node:path";
import { z } from "zod";
import { isDay } from "../foundation/day.ts";
import { AppError } from "../foundation/errors.ts";
import { describeProblems, type Reading, readYaml } from "./read-yaml.ts";
import { householdClassSchema } from "./schema/standard.ts";

const text = z.string().min(1);
const account = z.string().regex(/^7\d{18}$/);
const birth = z.number().int().min(1900).transform(String);
const sex = z.enum(["male", "female"]);
const relation = z.enum(["spouse", "child", "parent", "grandchild", "sibling", "other"]);

const communeSchema = z.strictObject({
  commune: z.string().regex(/^\d{5}$/),
  province: z.string().regex(/^\d{2}$/),
  standard: text,
  decision: z.strictObject({ number: text, on: z.string().refine(isDay), from: z.string().refine(isDay) }),
  villages: z.array(z.strictObject({ name: text, aliases: z.array(text) })).min(1),
  people: z.array(z.strictObject({ account, name: text, role: text, unit: text })),
  links: z.array(z.strictObject({ account, head: text })),
  reports: z.array(
    z.strictObject({
      by: account,
      head: text,
      change: text,
      daysAgo: z.number().int().min(0),
      fields: z.record(text, z.union([text, z.number()])),
      outcome: z.enum(["nothing", "return", "approve"]),
      because: text.optional(),
    }),
  ),
  complaints: z.array(z.strictObject({ by: account, text })),
  round: text,
});

const householdsSchema = z.strictObject({
  households: z.record(
    text,
    z.array(
      z.strictObject({
        head: text,
        sex,
        birth,
        class: householdClassSchema,
        lacks: z.array(text),
        /** Causes, by the ids of process/summaries.yaml. */
        why: z.array(text).default([]),
        others: z.array(z.strictObject({ name: text, relation, sex, birth })),
      }),
    ),
  ),
});

/** The commune with its households by the name of the village. */
export type Demonstration = z.infer<typeof communeSchema> & z.infer<typeof householdsSchema>;

/** Reads demonstration/*.yaml under `directory` (knowledge/); throws AppError "demonstration:invalid" naming what is wrong. */
export function loadDemonstration(directory: string): Demonstration {
  const reading: Reading = { root: directory, problems: [], contents: new Map() };
  const commune = readYaml(reading, join("demonstration", "commune.yaml"), communeSchema);
  const households = readYaml(reading, join("demonstration", "households.yaml"), householdsSchema);
  if (commune === null || households === null)
    throw new AppError("demonstration:invalid", describeProblems(reading.problems));
  return { ...commune, ...households };
}
