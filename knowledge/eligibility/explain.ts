// Why yes, why not, what is missing: read from the trace of a result, nearest way first.
import type { Decision, Result } from "./decide.ts";
import { type AlternativeTrace, type ConditionTrace, type GroupTrace, type Trace, traceOf } from "./trace.ts";

export interface Explanation {
  readonly trace: Trace;
  /** yes: the conditions that carry it. */
  readonly because: readonly ConditionTrace[];
  /** no: for each way to the policy, nearest first, the conditions that fail. Empty when no way exists or a better one holds. */
  readonly failed: readonly (readonly ConditionTrace[])[];
  /** Facts whose answer can still change the verdict. */
  readonly missing: readonly ConditionTrace[];
  /** A policy of the same group that holds instead, or a scheme that stands before the group. */
  readonly instead: GroupTrace | null;
}

/** Explains one result from its trace. */
export function explain(decision: Decision, result: Result): Explanation {
  const trace = traceOf(decision, result);
  const carrying = trace.alternatives.find((alternative) => alternative.verdict === "yes");
  const failing = trace.alternatives.filter((alternative) => alternative.verdict === "no").sort(byDistance);
  const replaced = result.own !== "no" && result.verdict === "no";
  return {
    trace,
    because: carrying?.conditions ?? [],
    failed: result.own === "no" ? failing.map((alternative) => withVerdict(alternative, "no")) : [],
    missing: result.verdict === "unknown" ? missingOf(trace) : [],
    instead: replaced ? trace.group : null,
  };
}

/** Unknown conditions of the ways that are still open, and of what stands before them; one per fact. */
function missingOf(trace: Trace): ConditionTrace[] {
  const settled = trace.alternatives.some((alternative) => alternative.verdict === "yes");
  const own = settled ? [] : trace.alternatives;
  const open = [...own, ...(trace.group?.before ?? [])].filter((alternative) => alternative.verdict === "unknown");
  const conditions = open.flatMap((alternative) => withVerdict(alternative, "unknown"));
  return [...new Map(conditions.map((condition) => [condition.fact, condition])).values()];
}

function withVerdict(alternative: AlternativeTrace, verdict: "no" | "unknown"): ConditionTrace[] {
  return alternative.conditions.filter((condition) => condition.verdict === verdict);
}

function byDistance(a: AlternativeTrace, b: AlternativeTrace): number {
  return withVerdict(a, "no").length - withVerdict(b, "no").length;
}
