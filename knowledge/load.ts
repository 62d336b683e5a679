// loadKnowledge(directory): reads every law file, checks it alone and against the others, and stops with all problems at once.
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { sha256 } from "../foundation/digest.ts";
import { AppError } from "../foundation/errors.ts";
import { checkDates } from "./check-dates.ts";
import { checkReferences } from "./check-references.ts";
import { checkTexts } from "./check-texts.ts";
import { compileLaw } from "./compile.ts";
import type { Knowledge, LawTexts } from "./knowledge.ts";
import type { LawFiles } from "./law-files.ts";
import { describeProblems, type Reading, readYaml } from "./read-yaml.ts";
import { agenciesFileSchema, domainsFileSchema, groupsFileSchema, sourcesFileSchema } from "./schema/directory.ts";
import { factsFileSchema } from "./schema/fact.ts";
import { parameterSchema } from "./schema/parameter.ts";
import { policySchema } from "./schema/policy.ts";
import { formsSchema, nutritionSchema, pointsSchema } from "./schema/scoring.ts";
import { standardSchema } from "./schema/standard.ts";
import { statusesSchema } from "./schema/status.ts";

/** Loads and checks the knowledge. Throws one AppError law:broken-knowledge whose message lists every file, path and reason. */
export function loadKnowledge(directory: string): Knowledge {
  const reading: Reading = { root: directory, problems: [], contents: new Map() };
  const files = readFiles(reading);
  if (reading.problems.length > 0) throw new AppError("law:broken-knowledge", describeProblems(reading.problems));
  const problems = [...checkReferences(files), ...checkDates(files), ...checkTexts(files)];
  if (problems.length > 0) throw new AppError("law:broken-knowledge", describeProblems(problems));
  const { fileOf: _, ...law } = deepFreeze(files);
  return compileLaw({ ...law, version: contentHash(reading.contents) });
}

function readFiles(reading: Reading): LawFiles {
  const fileOf = new Map<string, string>();
  const single = <Schema extends z.ZodType>(file: string, schema: Schema) =>
    readYaml(reading, file, schema) as z.infer<Schema>;
  const many = <Schema extends z.ZodType<{ id: string }>>(folder: string, schema: Schema) => {
    const entries = new Map<string, z.infer<Schema>>();
    for (const file of yamlFiles(reading, folder)) {
      const entry = readYaml(reading, file, schema);
      if (!entry) continue;
      if (path.basename(file, ".yaml") !== entry.id.replaceAll("_", "-")) {
        reading.problems.push({ file, path: "id", reason: `the file of ${entry.id} must bear its name` });
      }
      if (entries.has(entry.id))
        reading.problems.push({ file, path: "id", reason: `${entry.id} is also in ${fileOf.get(entry.id)}` });
      entries.set(entry.id, entry);
      fileOf.set(entry.id, file);
    }
    return entries;
  };
  return {
    policies: many("policies", policySchema),
    parameters: many("parameters", parameterSchema),
    standards: [...many("standards", standardSchema).values()],
    statuses: single("statuses.yaml", statusesSchema),
    groups: single("exclusive-groups.yaml", groupsFileSchema),
    agencies: single("agencies.yaml", agenciesFileSchema),
    domains: single("domains.yaml", domainsFileSchema),
    sources: single("sources.yaml", sourcesFileSchema),
    forms: single("scoring/forms.yaml", formsSchema),
    points: single("scoring/b1-points.yaml", pointsSchema),
    nutrition: single("scoring/nutrition.yaml", nutritionSchema),
    facts: single("facts.yaml", factsFileSchema),
    texts: { vi: flat(single("texts/vi/law.yaml", textsSchema)), en: flat(single("texts/en/law.yaml", textsSchema)) },
    fileOf,
  };
}

type TextTree = { [key: string]: string | TextTree };
const textsSchema: z.ZodType<TextTree> = z.record(z.string(), z.union([z.string().min(1), z.lazy(() => textsSchema)]));

function flat(tree: TextTree | null, prefix = ""): LawTexts {
  const entries = Object.entries(tree ?? {}).flatMap(([key, value]) =>
    typeof value === "string" ? [[prefix + key, value]] : Object.entries(flat(value, `${prefix}${key}.`)),
  );
  return Object.fromEntries(entries);
}

function yamlFiles(reading: Reading, folder: string): string[] {
  const { root, problems } = reading;
  if (!existsSync(path.join(root, folder))) {
    problems.push({ file: folder, path: "", reason: "the folder is missing" });
    return [];
  }
  const entries = readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(".yaml"))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .sort();
}

function contentHash(contents: ReadonlyMap<string, string>): string {
  const lines = [...contents].sort(([a], [b]) => (a < b ? -1 : 1)).map(([file, text]) => `${file}\n${text}`);
  return sha256(lines.join("\n")).slice(0, 12);
}

function deepFreeze<Value>(value: Value): Value {
  if (value instanceof Map) for (const entry of value.values()) deepFreeze(entry);
  else if (typeof value === "object" && value !== null && !Object.isFrozen(value))
    for (const entry of Object.values(value)) deepFreeze(entry);
  return typeof value === "object" ? Object.freeze(value) : value;
}
