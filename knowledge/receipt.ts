// A receipt: one computation with everything it used, so that it can be told and explained again after the knowledge has
// moved on. Its short code comes from its content: the same computation gives the same code.
import type { Day } from "../foundation/day.ts";
import { shortCode } from "../foundation/digest.ts";
import { type AmountValue, amountsOf } from "./eligibility/amounts.ts";
import type { Verdict } from "./eligibility/condition.ts";
import { type Counterfactual, counterfactual } from "./eligibility/counterfactual.ts";
import { classesOf, type Decision, type Result, type Subject, subjectOf } from "./eligibility/decide.ts";
import { explain } from "./eligibility/explain.ts";
import type { FactValue, Origin } from "./eligibility/facts.ts";
import type { ConditionTrace, Trace } from "./eligibility/trace.ts";
import { agencyName } from "./knowledge.ts";
import type { Policy } from "./schema/policy.ts";
import type { HouseholdClass } from "./schema/standard.ts";
import type { Confidence, Words } from "./schema/words.ts";

export interface ReceiptResult {
  readonly who: string;
  readonly policy: string;
  readonly domain: string;
  readonly kind: Policy["kind"];
  readonly standing: Result["standing"];
  readonly verdict: Verdict;
  readonly own: Verdict;
  readonly name: Words;
  readonly from: Day;
  readonly to: Day | null;
  readonly province: readonly string[];
  readonly confidence: Confidence;
  readonly says: { readonly short: Words; readonly full: Words };
  readonly amounts: Readonly<Record<string, AmountValue>>;
  readonly clause: Words;
  readonly legal_basis: readonly string[];
  /** Fields weaker than the version's confidence ("who", "from"). */
  readonly weak: readonly string[];
  readonly apply: Policy["apply"] & { readonly agency_names: readonly Words[] };
  readonly trace: Trace;
  readonly because: readonly ConditionTrace[];
  readonly failed: readonly (readonly ConditionTrace[])[];
  readonly missing: readonly ConditionTrace[];
  readonly replaced: boolean;
  readonly changes: Counterfactual;
}

export interface ReceiptInput {
  readonly who: string;
  readonly fact: string;
  readonly value: FactValue;
  readonly origin: Origin;
}

export interface Receipt {
  readonly code: string;
  readonly day: Day;
  /** Content hash of the knowledge that decided. */
  readonly knowledge: string;
  readonly standard: { readonly id: string; readonly name: Words; readonly clause: Words; readonly from: Day } | null;
  /** The household's class, or the classes still possible; derived = by the bot from income, not by the commune's list. */
  readonly class: { readonly possible: readonly HouseholdClass[]; readonly derived: boolean };
  readonly inputs: readonly ReceiptInput[];
  readonly results: readonly ReceiptResult[];
}

/** Makes the receipt of some results of a decision (all that are told together). Plain JSON, holds all it needs. */
export function createReceipt(decision: Decision, chosen: readonly Result[]): Receipt {
  const { standard } = decision;
  return {
    code: receiptCode(decision, chosen),
    day: decision.day,
    knowledge: decision.knowledge.version,
    standard: standard && {
      id: standard.id,
      name: standard.name,
      clause: standard.rules[0]!.clause,
      from: standard.from,
    },
    class: { possible: classesOf(decision), derived: decision.situation.household.hh_class === undefined },
    inputs: usedInputs(decision, chosen),
    results: chosen.map((result) => receiptResult(decision, result)),
  };
}

/** The code alone: cheap enough for a hundred thousand households. */
export function receiptCode(decision: Decision, chosen: readonly Result[]): string {
  const lines = [decision.knowledge.version, decision.day];
  for (const { who, policy, version, verdict } of chosen) lines.push(`${who} ${policy.id}@${version.from} ${verdict}`);
  for (const { who, fact, value, origin } of usedInputs(decision, chosen))
    lines.push(`${who}.${fact}=${value} ${origin}`);
  return shortCode(lines.join("\n"));
}

const CLASS_FACTS = ["hh_class", "area", "income_per_head", "deprivations"];

// The facts that the chosen rules look at, as they were given; derived facts name what they came from.
function usedInputs(decision: Decision, chosen: readonly Result[]): ReceiptInput[] {
  const inputs: ReceiptInput[] = [];
  const add = (who: string, facts: Subject["facts"], used: ReadonlySet<string>) => {
    for (const fact of Object.keys(facts).sort()) {
      const known = facts[fact]!;
      if (used.has(fact)) inputs.push({ who, fact, value: known.value, origin: known.origin });
    }
  };
  const everything = new Set(CLASS_FACTS);
  const byWho = new Map<string, Set<string>>();
  for (const result of chosen) {
    const used = byWho.get(result.who) ?? new Set<string>();
    for (const fact of factsUsed(decision, result)) used.add(fact).add("birth");
    byWho.set(result.who, used);
    for (const fact of used) everything.add(fact);
  }
  add("household", decision.situation.household, everything);
  for (const [who, used] of byWho) if (who !== "household") add(who, subjectOf(decision, who)?.facts ?? {}, used);
  return inputs;
}

function factsUsed(decision: Decision, result: Result): string[] {
  const subject = subjectOf(decision, result.who)!;
  const rules = subject.rules.filter(
    (rule) => rule.version === result.version || sameGroup(decision, subject, rule.policy.id, result.policy.id),
  );
  const conditions = rules.flatMap((rule) => rule.alternatives.flat());
  const cases = Object.values(result.version.amounts).flatMap((amount) =>
    (amount.cases ?? []).flatMap((one) => Object.keys(one.when ?? {})),
  );
  const names = cases.map((word) => decision.knowledge.vocabulary.conditions[word]?.fact ?? word);
  return [...conditions.map((condition) => condition.slot.fact.id), ...names, "province"];
}

function sameGroup(decision: Decision, subject: Subject, one: string, other: string): boolean {
  if (subject.who === "household" || one === other) return false;
  return decision.inForce.groups.some(({ group }) => group.order.includes(one) && group.order.includes(other));
}

function receiptResult(decision: Decision, result: Result): ReceiptResult {
  const { policy, version } = result;
  const explanation = explain(decision, result);
  const { trace, because, failed, missing, instead } = explanation;
  return {
    who: result.who,
    policy: policy.id,
    domain: policy.domain,
    kind: policy.kind,
    standing: result.standing,
    verdict: result.verdict,
    own: result.own,
    name: policy.name,
    from: version.from,
    to: version.to,
    province: version.province ?? [],
    confidence: version.confidence,
    says: version.says,
    amounts: amountsOf(decision, result),
    clause: version.clause,
    legal_basis: version.legal_basis,
    weak: Object.keys(version.weak),
    apply: {
      ...policy.apply,
      agency_names: policy.apply.agencies.map((id) => agencyName(decision.knowledge, id, decision.day)),
    },
    trace,
    because,
    failed,
    missing,
    replaced: instead !== null,
    changes: counterfactual(decision, result),
  };
}
