// `law decide`: the answer for one household as one JSON object, with a receipt code for everything that holds.
import { AppError } from "../foundation/errors.ts";
import {
  classesOf,
  type Decision,
  decide,
  programmes,
  type Result,
  results,
  uncertain,
} from "../knowledge/eligibility/decide.ts";
import { explain } from "../knowledge/eligibility/explain.ts";
import { situationOf } from "../knowledge/eligibility/facts.ts";
import type { ConditionTrace } from "../knowledge/eligibility/trace.ts";
import type { Knowledge } from "../knowledge/knowledge.ts";
import { createReceipt, type Receipt } from "../knowledge/receipt.ts";
import { sentenceOf } from "../knowledge/tell-voice.ts";
import type { DecideInput } from "./law-input.ts";

export interface DecideAnswer {
  readonly json: Record<string, unknown>;
  readonly receipts: readonly Receipt[];
}

/** Decides one input. Throws AppError cli:bad-input for an unknown policy in the scope. */
export function answerDecide(knowledge: Knowledge, input: DecideInput, assumeAbsentFalse: boolean): DecideAnswer {
  const { situation, ignored } = situationOf(knowledge.vocabulary, input.plain, "given");
  for (const id of input.scope ?? []) {
    if (!knowledge.policies.has(id)) throw new AppError("cli:bad-input", `scope: no policy is called ${id}`);
  }
  const decision = decide(knowledge, situation, input.day, {
    assumeAbsentFalse,
    ...(input.scope ? { scope: input.scope } : {}),
  });
  const receipts: Receipt[] = [];
  const classes = classesOf(decision);
  const refused = byWho(results(decision, "no"), (result) => ({
    id: result.policy.id,
    failed: failedOf(decision, result),
  }));
  const json = {
    as_of: input.day,
    standard: decision.standard?.id ?? null,
    class: classes.length === 1 ? classes[0] : null,
    ...(classes.length > 1 ? { possible_classes: classes } : {}),
    entitled: byWho(results(decision, "yes"), (result) => entitledEntry(knowledge, decision, result, receipts)),
    unknown: byWho(results(decision, "unknown"), (result) => unknownEntry(decision, result)),
    not_entitled: withAbsent(knowledge, decision, input.scope ?? [], refused),
    ...optional(
      "programmes",
      byWho(programmes(decision), (result) => ({ id: result.policy.id })),
    ),
    ...optional(
      "uncertain",
      byWho(uncertain(decision), (result) => ({ id: result.policy.id })),
    ),
    ...(ignored.length > 0 ? { ignored } : {}),
    knowledge: knowledge.version,
  };
  return { json, receipts };
}

function entitledEntry(knowledge: Knowledge, decision: Decision, result: Result, receipts: Receipt[]) {
  const receipt = createReceipt(decision, [result]);
  receipts.push(receipt);
  return {
    id: result.policy.id,
    amount: sentenceOf(knowledge, receipt, receipt.results[0]!, "vi"),
    clause: result.version.clause.vi,
    confidence: result.version.confidence,
    receipt: receipt.code,
  };
}

function unknownEntry(decision: Decision, result: Result) {
  const missing = explain(decision, result).missing.map((condition) => condition.fact);
  const group = explain(decision, result).trace.group;
  const waiting = result.own === "yes" ? (group?.earlier ?? []).map((one) => one.policy) : [];
  return { id: result.policy.id, missing, ...(waiting.length > 0 ? { unless: waiting } : {}) };
}

function failedOf(decision: Decision, result: Result) {
  const { failed, instead } = explain(decision, result);
  if (instead) {
    const other = instead.earlier.find((one) => one.verdict === "yes");
    return [
      other ? { group: instead.id, instead: other.policy } : { group: instead.id, before: instead.before_clause?.vi },
    ];
  }
  const clause = result.version.clause.vi;
  return (failed[0] ?? []).map((condition: ConditionTrace) => ({
    fact: condition.fact,
    value: condition.value,
    wanted: condition.test ? { [condition.word]: condition.wanted } : condition.wanted,
    clause,
  }));
}

function byWho<Entry>(found: readonly Result[], entry: (result: Result) => Entry): Record<string, Entry[]> {
  const grouped: Record<string, Entry[]> = {};
  for (const result of found) {
    grouped[result.who] ??= [];
    grouped[result.who]!.push(entry(result));
  }
  return grouped;
}

function optional(key: string, value: Record<string, unknown>): Record<string, unknown> {
  return Object.keys(value).length > 0 ? { [key]: value } : {};
}

type Refusals = Record<string, { id: string; failed: readonly object[] }[]>;

// A policy of the scope that is not in force that day is refused to everybody it could concern.
function withAbsent(knowledge: Knowledge, decision: Decision, scope: readonly string[], refused: Refusals): Refusals {
  for (const id of scope) {
    const inForce = [...decision.inForce.household, ...decision.inForce.person].some((rule) => rule.policy.id === id);
    if (inForce) continue;
    const household = knowledge.policies.get(id)!.versions[0]!.who.level === "household";
    for (const { who } of decision.subjects.filter((subject) => (subject.who === "household") === household)) {
      refused[who] ??= [];
      refused[who].push({ id, failed: [{ reason: "not in force", day: decision.day }] });
    }
  }
  return refused;
}
