// `law diff DATE DATE`: what began, ended or changed in the law between two days.
import type { Day } from "../foundation/day.ts";
import { lawDifference } from "../knowledge/eligibility/difference.ts";
import type { Knowledge } from "../knowledge/knowledge.ts";
import type { Amount, Version } from "../knowledge/schema/policy.ts";
import { standardOn } from "../knowledge/standard.ts";

/** One line a change, with the clause that brought it. */
export function diffReport(knowledge: Knowledge, from: Day, to: Day): string[] {
  const changes = lawDifference(knowledge, from, to).map(({ policy, before, after }) => {
    if (!before) return `+ ${policy.id} from ${after!.from}: ${after!.clause.vi}`;
    if (!after) return `- ${policy.id} ended ${before.to}: ${before.clause.vi}`;
    return `~ ${policy.id} from ${after.from}: ${after.clause.vi}${details(before, after)}`;
  });
  const standards = [standardOn(knowledge.standards, from), standardOn(knowledge.standards, to)].map(
    (one) => one?.id ?? "none",
  );
  const standard = standards[0] === standards[1] ? [] : [`~ standard ${standards[0]} → ${standards[1]}`];
  return [...standard, ...changes, `${standard.length + changes.length} change(s) between ${from} and ${to}`];
}

function details(before: Version, after: Version): string {
  const keys = [...new Set([...Object.keys(before.amounts), ...Object.keys(after.amounts)])];
  const figures = keys
    .map((key) => ({ key, old: shown(before.amounts[key]), fresh: shown(after.amounts[key]) }))
    .filter(({ old, fresh }) => old !== fresh)
    .map(({ key, old, fresh }) => `${key} ${old} → ${fresh}`);
  const who = JSON.stringify(before.who) === JSON.stringify(after.who) ? [] : ["who changed"];
  const sure = before.confidence === after.confidence ? [] : [`${before.confidence} → ${after.confidence}`];
  const all = [...figures, ...who, ...sure];
  return all.length > 0 ? ` (${all.join("; ")})` : "";
}

function shown(amount: Amount | undefined): string {
  if (!amount) return "none";
  if (amount.value !== undefined) return String(amount.value);
  if (amount.cases) return `by case of ${amount.of ?? "its own"}`;
  return [amount.of, amount.times && `x ${amount.times}`, ...(amount.pct ?? []).map((pct) => `x ${pct} %`)]
    .filter(Boolean)
    .join(" ");
}
