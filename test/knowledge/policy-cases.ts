// The cases under cases/<domain>/: who gets what on which day, worked from the source of the law and never from the engine.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { z } from "zod";
import { day } from "../../foundation/day.ts";
import { amountsOf } from "../../knowledge/eligibility/amounts.ts";
import {
  classesOf,
  type Decision,
  decide,
  programmes,
  resultOf,
  results,
  uncertain,
} from "../../knowledge/eligibility/decide.ts";
import { type Situation, situationOf } from "../../knowledge/eligibility/facts.ts";
import { type Knowledge, parameterOn } from "../../knowledge/knowledge.ts";

const factsSchema = z.record(z.string(), z.union([z.boolean(), z.number(), z.string(), z.null()]));
const byWhoSchema = z.record(z.string(), z.array(z.string())).default({});
const caseSchema = z.strictObject({
  name: z.string(),
  on: z.string().transform(day),
  /** First day of the version in force of the file's policy; null when none is. */
  version: z.string().nullable().optional(),
  household: factsSchema.default({}),
  members: z.record(z.string(), factsSchema).default({}),
  /** Id of the poverty standard of the day, and the household's class by it (several while the standard leaves it open). */
  standard: z.string().nullable().optional(),
  class: z.union([z.string(), z.array(z.string())]).optional(),
  /** Figures of dated parameters on the day, in the household's province; null = none. */
  figures: z.record(z.string(), z.number().nullable()).optional(),
  /** Figures a person is told, by policy. */
  amounts: z.record(z.string(), z.record(z.string(), z.record(z.string(), z.number()))).optional(),
  entitled: byWhoSchema,
  programmes: byWhoSchema,
  named: byWhoSchema,
  /** Fulfilled, but another of the same kind stands before it. */
  replaced: byWhoSchema,
  not_entitled: byWhoSchema,
});
const fileSchema = z.strictObject({ policy: z.string().optional(), cases: z.array(caseSchema) });

export interface PolicyCase extends z.infer<typeof caseSchema> {
  readonly file: string;
  readonly policy: string | null;
  /** Every policy the case says something about; also "standard" and the ids of parameters. */
  readonly policies: readonly string[];
}

const FOLDER = path.join(path.dirname(fileURLToPath(import.meta.url)), "cases");

/** All case files, in the order of their names. */
export function readPolicyCases(): PolicyCase[] {
  const files = readdirSync(FOLDER, { recursive: true, encoding: "utf8" }).filter((file) => /\/.*\.yaml$/.test(file));
  return files.sort().flatMap((file) => {
    const { policy = null, cases } = fileSchema.parse(parse(readFileSync(path.join(FOLDER, file), "utf8")));
    return cases.map((one) => ({ ...one, file, policy, policies: policiesOfCase(one, policy) }));
  });
}

function policiesOfCase(one: z.infer<typeof caseSchema>, policy: string | null): string[] {
  const listed = [one.entitled, one.programmes, one.named, one.replaced, one.not_entitled].flatMap((lists) =>
    Object.values(lists),
  );
  const shared = [one.standard === undefined ? [] : ["standard"], Object.keys(one.figures ?? {})].flat();
  const told = Object.values(one.amounts ?? {}).flatMap((ids) => Object.keys(ids));
  return [...new Set([...(policy ? [policy] : []), ...shared, ...told, ...listed.flat()])];
}

/** The household of a case as the engine sees it. */
export function situationOfCase(knowledge: Knowledge, one: PolicyCase): Situation {
  const members = Object.entries(one.members).map(([key, facts]) => ({ key, facts }));
  const { situation, ignored } = situationOf(knowledge.vocabulary, { household: one.household, members }, "given");
  if (ignored.length > 0) throw new Error(`${one.file}: ${one.name}: no fact is called ${ignored.join(", ")}`);
  return situation;
}

/** Decides a case; what it does not say is no, as on a form with empty boxes. Only a class by the standard may stay open. */
export function decideCase(knowledge: Knowledge, one: PolicyCase): Decision {
  const assumeAbsentFalse = one.standard === undefined;
  return decide(knowledge, situationOfCase(knowledge, one), one.on, { assumeAbsentFalse });
}

/** What the decision says about the policies of a case, in the words of the case. */
export function answerOf(decision: Decision, one: PolicyCase): unknown {
  const said = (found: readonly { who: string; policy: { id: string } }[]) =>
    found
      .filter(({ policy }) => one.policies.includes(policy.id))
      .map(({ who, policy }) => `${who}: ${policy.id}`)
      .sort();
  const { household, person } = decision.inForce;
  return {
    entitled: said(results(decision, "yes")),
    programmes: said(programmes(decision)),
    named: said(uncertain(decision)),
    replaced: said(results(decision, "no").filter((result) => result.own !== "no")),
    ...(one.version === undefined
      ? {}
      : {
          versions: [...household, ...person]
            .filter(({ policy }) => policy.id === one.policy)
            .map(({ version }) => version.from),
        }),
    ...(one.standard === undefined ? {} : { standards: standardsOn(decision) }),
    ...(one.class === undefined ? {} : { class: classesOf(decision) }),
    ...(one.figures && { figures: mapValues(one.figures, (_, id) => figureOn(decision, one, id)) }),
    ...(one.amounts && {
      amounts: mapValues(one.amounts, (ids, who) =>
        mapValues(ids, (keys, id) => {
          const told = amountsOf(decision, resultOf(decision, who, id)!);
          return mapValues(keys, (_, key) => told[key]?.value ?? null);
        }),
      ),
    }),
  };
}

function standardsOn({ knowledge, day: on }: Decision): string[] {
  return knowledge.standards.filter(({ from, to }) => from <= on && (to === null || on <= to)).map(({ id }) => id);
}

// Two national figures on one day are an error of the data, which no figure may hide.
function figureOn({ knowledge, day: on }: Decision, one: PolicyCase, id: string): number | string | null {
  const { province = null } = one.household;
  const national = (knowledge.parameters.get(id)?.values ?? []).filter(
    ({ from, to, province: places }) => !places && from <= on && (to === null || on <= to),
  );
  if (national.length > 1) return "two figures";
  return parameterOn(knowledge, id, on, province as string | null)?.value ?? null;
}

function mapValues<From, To>(record: Readonly<Record<string, From>>, change: (value: From, key: string) => To) {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value, key)]));
}

/** What the case wants, in the same shape. */
export function wantedOf(one: PolicyCase): unknown {
  const list = (lists: Record<string, string[]>) =>
    Object.entries(lists)
      .flatMap(([who, ids]) => ids.map((id) => `${who}: ${id}`))
      .sort();
  return {
    entitled: list(one.entitled),
    programmes: list(one.programmes),
    named: list(one.named),
    replaced: list(one.replaced),
    ...(one.version === undefined ? {} : { versions: one.version === null ? [] : [one.version] }),
    ...(one.standard === undefined ? {} : { standards: one.standard === null ? [] : [one.standard] }),
    ...(one.class === undefined ? {} : { class: [one.class].flat() }),
    ...(one.figures && { figures: one.figures }),
    ...(one.amounts && { amounts: one.amounts }),
  };
}

/** True when the knowledge answers the case as the case wants. */
export function agrees(knowledge: Knowledge, one: PolicyCase): boolean {
  return JSON.stringify(answerOf(decideCase(knowledge, one), one)) === JSON.stringify(wantedOf(one));
}
