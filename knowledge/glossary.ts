// The glossary, and finding in it the word that somebody asks about.
import { AppError } from "../foundation/errors.ts";
import { clean, fold } from "../foundation/vietnamese.ts";
import { describeProblems, type Reading, readYaml } from "./read-yaml.ts";
import { glossaryFileSchema, type Term } from "./schema/glossary.ts";

/** Reads `glossary.yaml` of the knowledge directory; throws AppError "glossary:invalid" with one line for every mistake. */
export function loadGlossary(directory: string): Term[] {
  const reading: Reading = { root: directory, problems: [], contents: new Map() };
  const terms = readYaml(reading, "glossary.yaml", glossaryFileSchema);
  if (!terms) throw new AppError("glossary:invalid", describeProblems(reading.problems));
  return terms;
}

/**
 * The term that a text asks about: of all names found in it as whole words, the longest. "cận nghèo là gì" finds the near-poor
 * household, not the poor one. A text with tone marks is taken at its word ("bạn" is no "bản"), one without them is not.
 */
export function findTerm(terms: readonly Term[], text: string): Term | null {
  const asked = wordsOf(text);
  const written = fold(asked) === asked ? (name: string) => wordsOf(fold(name)) : wordsOf;
  let best: { term: Term; length: number } | null = null;
  for (const term of terms) {
    for (const name of namesOf(term).map(written)) {
      if (` ${asked} `.includes(` ${name} `) && name.length > (best?.length ?? 0)) best = { term, length: name.length };
    }
  }
  return best?.term ?? null;
}

/** Everything a term is called, in both languages. */
export function namesOf({ term, words }: Term): string[] {
  return [term.vi, ...(term.en ? [term.en] : []), ...words];
}

/** Lower-case words with single spaces, without signs. */
function wordsOf(text: string): string {
  return clean(text)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
