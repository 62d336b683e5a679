// A receipt: one computation with everything it used, so that it can be told and explained again after the knowledge has
// moved on. Its short code comes from its content: the same computation gives the same code.
import type { Day } from "../foundation/day.ts";
import { shortCode } from "../foundation/digest.ts";
import { type AmountValue, amountsOf } from "./eligibility/amounts.ts";
import type { Verdict } from "./eligibility/condition.ts";
import { type Counterfactual, counterfactual } from "./eligibility/counterfactual.ts";
import { classesOf, type Decision, type Result, subjectOf } from "./eligibility/decide.ts";
import { explain } from "./eligibility/explain.ts";
import type { Facts, FactValue, Origin } from "./eligibility/facts.ts";
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

// The facts that the chosen rules look at, as they were given; a derived fact is represented by what it came from.
function usedInputs(decision: Decision, chosen: readonly Result[]): ReceiptInput[] {
  const inputs: ReceiptInput[] = [];
  const everything = new Set(CLASS_FACTS);
  const byWho = new Map<string, Set<string>>();
  for (const result of chosen) {
    const used = byWho.get(result.who) ?? new Set<string>();
    for (const fact of decision.inForce.facts.get(result.version)!) {
      used.add(fact);
      everything.add(fact);
    }
    byWho.set(result.who, used);
  }
  addInputs(inputs, "household", decision.situation.household, everything);
  for (const [who, used] of byWho) {
    if (who !== "household") addInputs(inputs, who, subjectOf(decision, who)?.facts ?? {}, used);
  }
  return inputs;
}

function addInputs(inputs: ReceiptInput[], who: string, facts: Facts, used: ReadonlySet<string>): void {
  for (const fact of Object.keys(facts).sort()) {
    const { value, origin } = facts[fact]!;
    if (used.has(fact)) inputs.push({ who, fact, value, origin });
  }
}

// Figures, trace and explanation are worked out when they are first read (also by JSON), so that a receipt costs little to make.
function receiptResult(decision: Decision, result: Result): ReceiptResult {
  const { policy, version } = result;
  const explanation = once(() => explain(decision, result));
  const amounts = once(() => amountsOf(decision, result));
  const changes = once(() => counterfactual(decision, result));
  const agencies = once(() => policy.apply.agencies.map((id) => agencyName(decision.knowledge, id, decision.day)));
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
    clause: version.clause,
    legal_basis: version.legal_basis,
    weak: Object.keys(version.weak),
    get apply() {
      return { ...policy.apply, agency_names: agencies() };
    },
    get amounts() {
      return amounts();
    },
    get trace() {
      return explanation().trace;
    },
    get because() {
      return explanation().because;
    },
    get failed() {
      return explanation().failed;
    },
    get missing() {
      return explanation().missing;
    },
    get replaced() {
      return explanation().instead !== null;
    },
    get changes() {
      return changes();
    },
  };
}

function once<Value>(make: () => Value): () => Value {
  let made: { value: Value } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
