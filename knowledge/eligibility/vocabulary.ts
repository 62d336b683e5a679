// The compiled vocabulary: every fact gets a slot of two numbers, so that a condition is tested without looking at text.
// A choice (also a flag or a place) keeps the set of values still possible as bits; a number keeps the interval it lies in.
import { AppError } from "../../foundation/errors.ts";
import type { ConditionWord, Fact } from "../schema/fact.ts";

export interface Slot {
  readonly fact: Fact;
  readonly index: number;
  /** Values in bit order; empty for numbers and dates. */
  readonly values: readonly string[];
  readonly everything: number;
}

export interface Vocabulary {
  readonly slots: readonly Slot[];
  readonly byName: ReadonlyMap<string, Slot>;
  readonly conditions: Readonly<Record<string, ConditionWord>>;
}

const FLAG_VALUES = ["true", "false"] as const;
export const ELSEWHERE = "elsewhere";

/** Gives every fact its slot. `places` are the provinces that any rule or parameter names. */
export function compileVocabulary(
  facts: readonly Fact[],
  conditions: Readonly<Record<string, ConditionWord>>,
  places: readonly string[],
): Vocabulary {
  const slots = facts.map((fact, index): Slot => {
    const values = valuesOf(fact, places);
    if (values.length > 30) throw new AppError("law:too-many-values", `fact ${fact.id} has more than 30 values`);
    return { fact, index, values, everything: 2 ** values.length - 1 };
  });
  const byName = new Map<string, Slot>();
  for (const slot of slots) for (const name of [slot.fact.id, ...slot.fact.aliases]) byName.set(name, slot);
  return { slots, byName, conditions };
}

function valuesOf(fact: Fact, places: readonly string[]): readonly string[] {
  if (fact.type === "flag") return FLAG_VALUES;
  if (fact.type === "place") return [...places, ELSEWHERE];
  if (fact.type === "choice") return Object.keys(fact.choices ?? {});
  return [];
}

/** The slot of a fact that must exist; the loader has checked every name a rule uses. */
export function slotOf(vocabulary: Vocabulary, name: string): Slot {
  const slot = vocabulary.byName.get(name);
  if (!slot) throw new AppError("law:unknown-fact", `no fact is called ${JSON.stringify(name)}`);
  return slot;
}

/** Bits of a value of a choice, flag or place; 0 when the value is not one of the choices. */
export function bitsOf(slot: Slot, value: string | boolean): number {
  const index = slot.values.indexOf(String(value));
  if (index >= 0) return 1 << index;
  return slot.fact.type === "place" ? 1 << (slot.values.length - 1) : 0;
}

/** The bit that means "none of these": false, none, other, elsewhere. */
export function noneBits(slot: Slot): number {
  const index = slot.values.findIndex((value) => ["false", "none", "other", ELSEWHERE].includes(value));
  return index < 0 ? 0 : 1 << index;
}
