// The day as data (day.yaml).
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { loadChanges } from "../../knowledge/change-types.ts";

const reportSchema = z.strictObject({
  type: z.string(),
  /** From 1. */
  village: z.number().int(),
  household: z.number().int().optional(),
  member: z.number().int().optional(),
  other: z.number().int().optional(),
  say: z.string().optional(),
  fields: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  decide: z.enum(["poor", "near_poor", "other"]).optional(),
  end: z.enum(["refuse", "return"]).optional(),
});
export type DayReport = z.infer<typeof reportSchema>;

const daySchema = z.strictObject({
  reports: z.array(reportSchema),
  complaints: z.array(z.string()),
  answer: z.strictObject({ text: z.string(), clause: z.string() }),
});

export const DAY = daySchema.parse(parse(readFileSync(join(import.meta.dirname, "day.yaml"), "utf8")));
export const CHANGES = loadChanges(join(import.meta.dirname, "../../knowledge"));
