// Compiles the law for deciding. What the files say is plain data, which a thread can be sent; what is compiled from it is not.
import { compileFilling } from "./eligibility/filling.ts";
import { compileRules } from "./eligibility/rules.ts";
import { compileVocabulary } from "./eligibility/vocabulary.ts";
import type { Knowledge } from "./knowledge.ts";

/** The law as plain data, checked. */
export type Law = Omit<Knowledge, "vocabulary" | "filling" | "rules">;

/** The law ready to decide by. */
export function compileLaw(law: Law): Knowledge {
  const vocabulary = compileVocabulary(law.facts.facts, law.facts.conditions, placesOf(law));
  const rules = compileRules(vocabulary, [...law.policies.values()], law.groups);
  return { ...law, vocabulary, filling: compileFilling(vocabulary), rules };
}

/** What it was compiled from. */
export function lawOf({ vocabulary: _, filling: __, rules: ___, ...law }: Knowledge): Law {
  return law;
}

function placesOf(law: Law): string[] {
  const places = new Set<string>();
  for (const { versions } of law.policies.values()) {
    for (const { who, province } of versions) {
      for (const place of province ?? []) places.add(place);
      for (const alternative of who.any)
        for (const place of (alternative.province as string[] | undefined) ?? []) places.add(place);
    }
  }
  for (const { values } of law.parameters.values())
    for (const { province } of values) for (const place of province ?? []) places.add(place);
  return [...places].sort();
}
