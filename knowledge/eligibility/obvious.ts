// What nobody needs to be asked: a child of four has no labour contract. Filled in for conversations, never over a given fact.
import type { Day } from "../../foundation/day.ts";
import type { Knowledge } from "../knowledge.ts";
import { allVerdict, compileAlternative, YES } from "./condition.ts";
import { decide } from "./decide.ts";
import { type Situation, withFact } from "./facts.ts";

/** The situation with the facts that are certain for the household and each member by the vocabulary's `obvious` rules, marked as derived. */
export function withObvious(knowledge: Knowledge, situation: Situation, day: Day): Situation {
  let filled = situation;
  for (const { who, view, facts } of decide(knowledge, situation, day).subjects) {
    for (const fact of knowledge.facts.facts) {
      if ((who === "household") !== (fact.level === "household") || facts[fact.id] || situation.household[fact.id])
        continue;
      const certain = fact.obvious.find(
        (one) => allVerdict(compileAlternative(knowledge.vocabulary, one.when), view) === YES,
      );
      if (certain) filled = withFact(filled, who, fact.id, { value: certain.value, origin: "derived" });
    }
  }
  return filled;
}
