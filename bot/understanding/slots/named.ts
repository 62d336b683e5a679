// Policies and papers that a message names, by what people call them ("vay giải quyết việc làm", "sổ hộ khẩu").
import type { Language } from "../language.ts";
import { normalize } from "../normalize.ts";
import type { PaperSlot, PolicySlot } from "../types.ts";
import type { Aligned } from "./aligned.ts";
import { createPhrases, type Phrase, wordsIn } from "./phrases.ts";

/** Finds the policies and papers of a message, each once, in order of appearance. */
export type FindNamed = (message: Aligned) => { policies: PolicySlot[]; papers: PaperSlot[] };

/** Prepares the names once, brought into the spelling that messages are read in ("bhyt" is "bảo hiểm y tế"). */
export function createNamed({ policyNames, papers, words: tables }: Language): FindNamed {
  const read = (name: string): string => normalize(name, tables).plain;
  const findPolicies = createPhrases(
    Object.entries(policyNames).flatMap(([id, names]) => names.map((name) => [read(name), id] as const)),
    "ignored",
  );
  const findPapers = createPhrases(
    Object.entries(papers).flatMap(([id, { name, said }]) => said.map((one) => [read(one), { id, name }] as const)),
    "ignored",
  );
  return (message) => {
    const words = wordsIn(message);
    const saidBy = ({ first, last }: Phrase<unknown>): string => message.text.slice(words[first]!.at, words[last]!.end);
    const policies = findPolicies(words).map((found) => ({ ids: [...new Set(found.values)], said: saidBy(found) }));
    const named = findPapers(words).map((found) => ({ ...found.values[0]!, said: saidBy(found) }));
    return { policies: once(policies, ({ ids }) => ids.join(" ")), papers: once(named, ({ id }) => id) };
  };
}

function once<T>(found: readonly T[], keyOf: (one: T) => string): T[] {
  return found.filter((one, at) => found.findIndex((other) => keyOf(other) === keyOf(one)) === at);
}
