// The fields of support that a text names by their words (knowledge/domains.yaml).
import type { Knowledge } from "./knowledge.ts";
import type { PlainWords } from "./plain-words.ts";

/** Their ids, each once, the longest word first: "điện thoại" before "điện". */
export function namedFields(
  { knowledge, words }: { knowledge: Pick<Knowledge, "domains">; words: PlainWords },
  text: string,
): string[] {
  return [...new Set(words.namedIn(new Map(knowledge.domains.map((field) => [field.id, field.words])), text))];
}
