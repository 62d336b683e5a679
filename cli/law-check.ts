// `law check`: what the knowledge holds, and what still needs an officer's eyes.
import type { Day } from "../foundation/day.ts";
import type { Knowledge } from "../knowledge/knowledge.ts";
import type { Policy, Version } from "../knowledge/schema/policy.ts";
import type { Words } from "../knowledge/schema/words.ts";

/** Lines of the report: counts by kind, confidence and domain, then what is in force and unconfirmed or unchecked. */
export function checkReport(knowledge: Knowledge, today: Day): string[] {
  const policies = [...knowledge.policies.values()];
  const versions = policies.flatMap((policy) => policy.versions.map((version) => ({ policy, version })));
  const inForce = versions.filter(
    ({ version }) => version.from <= today && (version.to === null || today <= version.to),
  );
  const weak = inForce.filter(({ version }) => version.confidence !== "confirmed");
  const unchecked = inForce.filter(({ version }) => version.checked === null);
  return [
    `knowledge ${knowledge.version}: ${policies.length} policies, ${versions.length} versions, ${inForce.length} in force on ${today}`,
    `by kind: ${count(policies.map((policy) => policy.kind))}`,
    `by domain: ${count(policies.map((policy) => policy.domain))}`,
    `versions by confidence: ${count(versions.map(({ version }) => version.confidence))}`,
    `in force, not confirmed: ${weak.length}`,
    ...weak.map(({ policy, version }) => `  ${policy.id} from ${version.from}: ${version.confidence}`),
    `in force, not yet checked against the text by an officer: ${unchecked.length} of ${inForce.length}`,
    `texts without English: ${policies.reduce((sum, policy) => sum + withoutEnglish(policy), 0)}`,
  ];
}

function count(values: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([value, times]) => `${value} ${times}`)
    .join(", ");
}

function withoutEnglish(policy: Policy): number {
  const { where, papers, time_limit: limit, form } = policy.apply;
  const ofVersion = (version: Version): Words[] => [version.says.short, version.says.full, version.clause];
  const words = [
    policy.name,
    where,
    ...papers,
    ...(limit ? [limit] : []),
    ...(form ? [form] : []),
    ...policy.versions.flatMap(ofVersion),
  ];
  return words.filter((one) => one.en === null).length;
}
