// The official review forms: A (quick look), B1 (points that estimate income), B2 (deprivations), nutrition table.
import { z } from "zod";
import { confidenceSchema, idSchema, wordsSchema } from "./words.ts";

export const columnSchema = z.enum([
  "r_red_river_delta",
  "r_northern_midlands_mountains",
  "r_north_central_coast",
  "r_central_highlands",
  "r_southeast",
  "r_mekong_delta",
  "urban",
]);
export type Column = z.infer<typeof columnSchema>;

const provenance = { confidence: confidenceSchema, sources: z.array(z.string()), note: z.string().optional() };

export const formsSchema = z.strictObject({
  quick_look: z.strictObject({
    name: wordsSchema,
    exclusions: z.array(z.strictObject({ id: idSchema, name: wordsSchema })).min(1),
    items: z.array(z.strictObject({ id: idSchema, name: wordsSchema })).min(1),
    /** This many yes answers stop the review. */
    stop_at: z.number().int().positive(),
    ...provenance,
  }),
  thresholds: z.record(
    idSchema,
    z.strictObject({
      rural: z.array(z.number().int()).min(1).max(2),
      urban: z.array(z.number().int()).min(1).max(2),
      ...provenance,
    }),
  ),
  b2: z.strictObject({
    name: wordsSchema,
    points_per_indicator: z.number().int().positive(),
    poor_cut: z.number().int().positive(),
    indicators: z.array(idSchema).min(1),
    ...provenance,
  }),
});

export const pointsSchema = z.strictObject({
  columns: z.array(columnSchema).length(7),
  regions: z.record(z.string(), z.array(z.string())),
  /** Region of each centrally run city: its rural communes use that region's column (our reading). */
  central_city_regions: z.record(z.string(), columnSchema),
  /** Added in the urban form only. */
  urban_bonus: z.record(z.string(), z.number().int()),
  items: z.array(
    z.strictObject({
      id: idSchema,
      group: idSchema,
      /** Items that share this name exclude each other: one line at most. */
      exclusive: idSchema.optional(),
      name: wordsSchema,
      points: z.array(z.number().int().nonnegative()).length(7),
    }),
  ),
  ...provenance,
});

/** A child below the figure is stunted or underweight for age. Months are completed months of age. */
export const nutritionSchema = z.strictObject({
  rows: z.array(
    z.strictObject({
      months: z.number().int().nonnegative(),
      weight_boy: z.number().nullable(),
      weight_girl: z.number().nullable(),
      height_boy: z.number(),
      height_girl: z.number(),
    }),
  ),
  ...provenance,
});
export type Forms = z.infer<typeof formsSchema>;
export type Points = z.infer<typeof pointsSchema>;
export type Nutrition = z.infer<typeof nutritionSchema>;
