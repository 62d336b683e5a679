// The class of the household as a person says it: in a question, or as the first thing that is asked.

import type { FactValue } from "../knowledge/eligibility/facts.ts";
import type { NamedClass } from "../knowledge/plain-words.ts";
import type { Choice, Reply } from "./handler.ts";

/** What a person may answer; "none" is a household on no list, "unsure" says nothing. */
const ANSWERS = ["poor", "near_poor", "escaped", "none", "unsure"] as const;

/** "Xã đã công nhận nhà mình là hộ gì". */
export function askClass(payload: `#${string}`, again: boolean): Reply {
  const choices = ANSWERS.map(
    (answer): Choice => ({ key: `entitlements:class-${answer}`, payload: `${payload}.${answer}` }),
  );
  return { key: `entitlements:class${again ? "-again" : ""}`, choices };
}

/** The facts that follow from an answer, or null when it is none of them. */
export function factsOfClass(answer: string): Record<string, FactValue> | null {
  switch (answer as NamedClass | "none" | "unsure") {
    case "poor":
    case "near_poor":
      return { hh_class: answer };
    case "escaped":
      return { hh_class: "other" }; // off the list now; when it left is asked where a term counts from it
    case "none":
      return { hh_class: "other", exit_date: null };
    case "unsure":
      return {};
    default:
      return null;
  }
}
