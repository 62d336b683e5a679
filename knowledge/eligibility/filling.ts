// What filling a view needs, compiled once: the empty view and the flags that follow from other facts.
import { compileAlternative } from "./condition.ts";
import { emptyView, type Filling } from "./view.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** Compiles the derived flags of the vocabulary, in the order of the file. */
export function compileFilling(vocabulary: Vocabulary): Filling {
  const derived = vocabulary.slots.flatMap((slot) => {
    const rule = slot.fact.derived;
    if (!rule) return [];
    return [{ slot, of: rule.of, any: rule.any.map((alternative) => compileAlternative(vocabulary, alternative)) }];
  });
  return { vocabulary, template: emptyView(vocabulary), derived };
}
