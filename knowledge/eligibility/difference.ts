// What differs between two days: for one household, and in the law itself.
import type { Day } from "../../foundation/day.ts";
import type { Knowledge } from "../knowledge.ts";
import type { Policy, Version } from "../schema/policy.ts";
import { type AmountValue, amountsOf } from "./amounts.ts";
import { type DecideOptions, type Decision, decide, type Result, results } from "./decide.ts";
import type { Situation } from "./facts.ts";

export interface Difference {
  readonly before: Decision;
  readonly after: Decision;
  readonly gained: readonly Result[];
  readonly lost: readonly Result[];
  /** Held on both days, with other figures or another clause. */
  readonly changed: readonly { before: Result; after: Result; amounts: readonly AmountChange[] }[];
}

export interface AmountChange {
  readonly key: string;
  readonly before: AmountValue | null;
  readonly after: AmountValue | null;
}

/** Compares what one household holds on two days, with the same facts. */
export function difference(
  knowledge: Knowledge,
  situation: Situation,
  from: Day,
  to: Day,
  options: DecideOptions = {},
): Difference {
  const before = decide(knowledge, situation, from, options);
  const after = decide(knowledge, situation, to, options);
  const held = results(before, "yes");
  const holds = results(after, "yes");
  const twin = (list: readonly Result[], one: Result) =>
    list.find((other) => other.who === one.who && other.policy.id === one.policy.id);
  const changed = holds.flatMap((now) => {
    const then = twin(held, now);
    if (!then || then.version === now.version) {
      const amounts = then ? amountChanges(before, then, after, now) : [];
      return then && amounts.length > 0 ? [{ before: then, after: now, amounts }] : [];
    }
    return [{ before: then, after: now, amounts: amountChanges(before, then, after, now) }];
  });
  return {
    before,
    after,
    gained: holds.filter((one) => !twin(held, one)),
    lost: held.filter((one) => !twin(holds, one)),
    changed,
  };
}

function amountChanges(before: Decision, then: Result, after: Decision, now: Result): AmountChange[] {
  const old = amountsOf(before, then);
  const fresh = amountsOf(after, now);
  const keys = [...new Set([...Object.keys(old), ...Object.keys(fresh)])];
  return keys
    .filter((key) => old[key]?.value !== fresh[key]?.value)
    .map((key) => ({ key, before: old[key] ?? null, after: fresh[key] ?? null }));
}

export interface LawChange {
  readonly policy: Policy;
  readonly before: Version | null;
  readonly after: Version | null;
}

/** Policies that began, ended or changed their version between two days. */
export function lawDifference(knowledge: Knowledge, from: Day, to: Day): LawChange[] {
  return [...knowledge.policies.values()].flatMap((policy) => {
    const before = versionOn(policy, from);
    const after = versionOn(policy, to);
    return before === after ? [] : [{ policy, before, after }];
  });
}

/** The version of a policy in force on a day, or null. */
function versionOn(policy: Policy, day: Day): Version | null {
  return policy.versions.find((version) => version.from <= day && (version.to === null || day <= version.to)) ?? null;
}
