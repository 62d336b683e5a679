// Everything the law knows, loaded and checked once: the value that all deciding functions are given.
import type { Day } from "../foundation/day.ts";
import type { Language } from "../foundation/language.ts";
import type { RuleBook } from "./eligibility/rules.ts";
import type { Filling } from "./eligibility/view.ts";
import type { Vocabulary } from "./eligibility/vocabulary.ts";
import type { Agency, Domain, Group } from "./schema/directory.ts";
import type { Facts } from "./schema/fact.ts";
import type { Parameter } from "./schema/parameter.ts";
import type { Policy } from "./schema/policy.ts";
import type { Forms, Nutrition, Points } from "./schema/scoring.ts";
import type { Standard } from "./schema/standard.ts";
import type { Statuses } from "./schema/status.ts";
import type { Confidence, Words } from "./schema/words.ts";

export interface Knowledge {
  /** Hash of the content of every law file: two servers with the same version decide alike. */
  readonly version: string;
  readonly policies: ReadonlyMap<string, Policy>;
  readonly parameters: ReadonlyMap<string, Parameter>;
  readonly standards: readonly Standard[];
  readonly statuses: Statuses;
  readonly groups: Readonly<Record<string, Group>>;
  readonly agencies: Readonly<Record<string, Agency>>;
  readonly domains: readonly Domain[];
  readonly sources: Readonly<Record<string, string>>;
  readonly forms: Forms;
  readonly points: Points;
  readonly nutrition: Nutrition;
  readonly facts: Facts;
  readonly texts: Readonly<Record<Language, LawTexts>>;
  readonly vocabulary: Vocabulary;
  readonly filling: Filling;
  readonly rules: RuleBook;
}

/** Sentences around the law, flat: "short.yes" → template with {{value, format}} places. */
export type LawTexts = Readonly<Record<string, string>>;

export interface ParameterValue {
  readonly value: number;
  readonly confidence: Confidence;
  readonly from: Day;
}

/** The figure of a dated parameter; where the province has its own, the higher of the two. Null on days without a figure. */
export function parameterOn(
  knowledge: Knowledge,
  id: string,
  day: Day,
  province: string | null,
): ParameterValue | null {
  let best: ParameterValue | null = null;
  for (const one of knowledge.parameters.get(id)?.values ?? []) {
    if (one.from > day || (one.to !== null && one.to < day)) continue;
    if (one.province && (province === null || !one.province.includes(province))) continue;
    const confidence = one.weak.value?.confidence ?? one.confidence;
    if (!best || one.value > best.value) best = { value: one.value, confidence, from: one.from };
  }
  return best;
}

/** An agency's name on a day (the 2025 reorganisation renamed many); its latest name when none covers the day. */
export function agencyName(knowledge: Knowledge, id: string, day: Day): Words {
  const names = knowledge.agencies[id]?.names ?? [];
  const name = names.find((one) => one.from <= day && (one.to === null || day <= one.to)) ?? names.at(-1);
  return name?.name ?? { vi: id, en: id };
}

/** Policies of a field of support, for the scope of a decision. */
export function policiesOf(knowledge: Knowledge, domain: string): string[] {
  return [...knowledge.policies.values()].filter((policy) => policy.domain === domain).map((policy) => policy.id);
}
