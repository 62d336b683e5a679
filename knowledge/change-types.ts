// What may be reported about a household (knowledge/change-types.yaml), read once and checked against itself.
import { z } from "zod";
import { AppError } from "../foundation/errors.ts";
import { firstNamed } from "./phrases.ts";
import { describeProblems, type Problem, type Reading, readYaml } from "./read-yaml.ts";
import { householdClassSchema } from "./schema/standard.ts";
import { wordsSchema } from "./schema/words.ts";

const id = z.string().regex(/^[a-z_]+$/);
const count = z.number().int().positive();
const words = z.array(z.string().min(1)).min(1);

const fieldSchema = z.strictObject({
  /** correction: the right value of what the field `attribute` chose. */
  kind: z.enum(["person", "people", "newcomer", "count", "money", "text", "choice", "correction"]),
  name: wordsSchema,
  ask: wordsSchema,
  /** Of `people`: how it is said that it is nobody, and by which words. */
  nobody: z.strictObject({ name: wordsSchema, said: words }).optional(),
  /** Of `newcomer`: words that give the name without being asked. */
  said: words.optional(),
  /** Of `choice`: by which other words each is meant, and how its right value is asked for. */
  choices: z
    .array(z.strictObject({ id, name: wordsSchema, said: words, ask: wordsSchema }))
    .min(1)
    .optional(),
});

const typeSchema = z.strictObject({
  id,
  name: wordsSchema,
  group: z.string(),
  /** recalc: score again; members, data: the list changes; status: the class may change; support, info: another desk. */
  effect: z.array(z.enum(["recalc", "members", "data", "status", "support", "info"])).min(1),
  fields: z.array(z.string().regex(/^[a-z_]+\??$/)),
  evidence: wordsSchema.optional(),
  indicators: z.array(z.string()),
  approval: z.enum([
    "nothing",
    "joins",
    "born",
    "leaves",
    "moves-out",
    "head",
    "head-died",
    "closes",
    "opens",
    "splits",
    "merges",
    "corrects",
    "status",
  ]),
  /** Officers are told at once. */
  urgent: z.boolean().default(false),
  /** A leader decides after the officer. */
  second: z.boolean().default(false),
  /** Nobody need decide what somebody with a role says: it is taken as said when it is filed. */
  settled: z.boolean().default(false),
  /** Health or a child: shown only to those who may read sensitive data. */
  sensitive: z.boolean().default(false),
  /** The household may not be on the list yet. */
  arrives: z.boolean().default(false),
  /** About the whole village, not a household. */
  village: z.boolean().default(false),
  /** Has no day on which it happened. */
  undated: z.boolean().default(false),
  /** Classes that a decision may give. */
  target: z.array(householdClassSchema).default([]),
});
/** One kind of change. */
export type ChangeType = z.infer<typeof typeSchema>;

const reasonSchema = z.strictObject({ id, text: wordsSchema });
const fileSchema = z.strictObject({
  source: z.string(),
  confidence: z.string(),
  undo_minutes: count,
  oldest_event_days: count,
  most_reports: count,
  due: z.strictObject({ urgent: count, usual: count, status: count }),
  remind_days: count,
  nil_months: count,
  evidence: z.strictObject({
    most: count,
    window_minutes: count,
    bytes: count,
    pixels: count,
    attempts: count,
    media_types: z.array(z.string()).min(1),
  }),
  unnamed_child: wordsSchema,
  birth_orders: z.array(z.string()),
  groups: z.record(z.string(), z.strictObject({ name: wordsSchema })),
  fields: z.record(id, fieldSchema),
  contradictions: z.array(z.tuple([id, id])),
  types: z.array(typeSchema).min(1),
  reasons: z.strictObject({ return: z.array(reasonSchema).min(1), refuse: z.array(reasonSchema).min(1) }),
});

/** All kinds of change by id, with what is asked, by whom they are decided and how long that may take. */
export interface Changes extends Omit<z.infer<typeof fileSchema>, "types"> {
  types: ReadonlyMap<string, ChangeType>;
}

/** What the approval of a kind of change does to the list; null where there is no such kind (any more). */
export function approvalOf({ types }: Changes, type: string | null): ChangeType["approval"] | null {
  return types.get(type ?? "")?.approval ?? null;
}

/** Reads the file; throws AppError "changes:invalid" naming what is wrong. */
export function loadChanges(directory: string): Changes {
  const reading: Reading = { root: directory, problems: [], contents: new Map() };
  const file = readYaml(reading, FILE, fileSchema);
  if (file !== null) reading.problems.push(...mistakes(file));
  if (file === null || reading.problems.length > 0)
    throw new AppError("changes:invalid", describeProblems(reading.problems));
  return { ...file, types: new Map(file.types.map((type) => [type.id, type])) };
}

const FILE = "change-types.yaml";

function mistakes(file: z.infer<typeof fileSchema>): Problem[] {
  const ids = new Set(file.types.map((type) => type.id));
  const wrong = (path: string, reason: string): Problem => ({ file: FILE, path, reason });
  return [
    ...Object.entries(file.fields).flatMap(([field, { kind, nobody, choices }]) => [
      ...((kind === "people") === (nobody !== undefined) ? [] : [wrong(field, "people need words for nobody")]),
      ...((kind === "choice") === (choices !== undefined) ? [] : [wrong(field, "a choice needs choices")]),
    ]),
    ...file.contradictions.flat().flatMap((one) => (ids.has(one) ? [] : wrong("contradictions", `no type ${one}`))),
    ...file.types.flatMap((type) => [
      ...(file.groups[type.group] === undefined ? [wrong(type.id, `no group ${type.group}`)] : []),
      ...fieldsOf(type).flatMap(({ field }) =>
        file.fields[field] === undefined ? wrong(type.id, `no field ${field}`) : [],
      ),
      ...((type.approval === "status") === type.target.length > 0 ? [] : [wrong(type.id, "a status needs a target")]),
      ...(type.approval === "status" && !type.second ? [wrong(type.id, "a status needs the second level")] : []),
      ...(type.settled && type.approval !== "nothing" ? [wrong(type.id, "what changes the list must be decided")] : []),
    ]),
  ];
}

/** The fields of a type in the order in which they are asked. */
export function fieldsOf({ fields }: ChangeType): { field: string; optional: boolean }[] {
  return fields.map((field) => ({ field: field.replace("?", ""), optional: field.endsWith("?") }));
}

/** What a report says is wrong in the record, as the choice it is; null when it does not say. */
export function attributeOf({ fields }: Pick<Changes, "fields">, told: Readonly<Record<string, string | number>>) {
  return fields.attribute?.choices?.find(({ id }) => id === told.attribute) ?? null;
}

/** The choice of a field that words name; null when they name none. */
export function choiceNamed({ fields }: Pick<Changes, "fields">, field: string, text: string): string | null {
  const choices = fields[field]?.choices ?? [];
  return firstNamed(
    choices.map(({ id, name, said }): [string, string[]] => [id, [name.vi, name.en ?? name.vi, ...said]]),
    text,
  );
}

/** Whether two kinds of change of one household cannot both be so. */
export function contradict({ contradictions }: Changes, a: string, b: string): boolean {
  return contradictions.some(([one, other]) => (one === a && other === b) || (one === b && other === a));
}

/** Working days until a report of this type is to be decided. */
export function daysToDecide({ due }: Changes, { urgent, second }: ChangeType): number {
  if (urgent) return due.urgent;
  return second ? due.status : due.usual;
}
