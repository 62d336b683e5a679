// What `law decide` reads: one household in the vocabulary of facts, as YAML or JSON.
import { parse } from "yaml";
import { z } from "zod";
import { type Day, isDay } from "../foundation/day.ts";
import { AppError } from "../foundation/errors.ts";
import type { FactValue, PlainSituation } from "../knowledge/eligibility/facts.ts";

const factValueSchema = z.union([z.boolean(), z.number(), z.string(), z.array(z.string()), z.null()]);
const inputSchema = z.object({
  as_of: z.string().refine(isDay, { error: "as_of must be a day (YYYY-MM-DD)" }),
  household: z.record(z.string(), factValueSchema).default({}),
  members: z.array(z.looseObject({ key: z.coerce.string().min(1) })).default([]),
  scope: z.array(z.string()).optional(),
});

export interface DecideInput {
  readonly day: Day;
  readonly plain: PlainSituation;
  readonly scope: readonly string[] | null;
}

/** Reads one object; throws AppError cli:bad-input with a single line that says what is wrong. */
export function readDecideInput(text: string): DecideInput {
  let raw: unknown;
  try {
    raw = parse(text);
  } catch (cause) {
    throw new AppError("cli:bad-input", `neither YAML nor JSON: ${firstLine(cause)}`, { cause });
  }
  const parsed = inputSchema.safeParse(raw);
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    throw new AppError("cli:bad-input", `${issue.path.join(".") || "input"}: ${issue.message}`);
  }
  const { as_of: day, household, members, scope } = parsed.data;
  return {
    day: day as Day,
    plain: { household, members: members.map(({ key, ...facts }) => ({ key, facts: plainFacts(key, facts) })) },
    scope: scope ?? null,
  };
}

function plainFacts(key: string, facts: Record<string, unknown>): Record<string, FactValue> {
  const parsed = z.record(z.string(), factValueSchema).safeParse(facts);
  if (!parsed.success) throw new AppError("cli:bad-input", `member ${key}: a fact has a value of the wrong kind`);
  return parsed.data;
}

function firstLine(fault: unknown): string {
  return fault instanceof Error ? (fault.message.split("\n")[0] ?? "") : String(fault);
}
