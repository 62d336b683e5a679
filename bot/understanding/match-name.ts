// Finds whom or what a person means among known names ("nha ong tam", "thôn Lũng Phù" for "Lũng Pù").
import { fold } from "../../foundation/vietnamese.ts";
import { likeness } from "./natural.ts";

export interface Match<T> {
  candidate: T;
  /** 0 to 1; 1 is the same name but for marks and capitals. */
  likeness: number;
}

/** Below this two names are not the same, whatever the typing errors. */
const LEAST_LIKENESS = 0.88;

/**
 * Candidates whose name is like the typed one, the likest first. A single given name ("Tám") finds every full name that ends with it;
 * the words before a village's own name ("thôn", "ấp số") do not count.
 */
export function matchName<T>(typed: string, candidates: readonly T[], nameOf: (candidate: T) => string): Match<T>[] {
  const wanted = bare(typed);
  return candidates
    .map((candidate) => ({ candidate, likeness: nameLikeness(wanted, bare(nameOf(candidate))) }))
    .filter((match) => match.likeness >= LEAST_LIKENESS)
    .sort((a, b) => b.likeness - a.likeness);
}

function nameLikeness(wanted: string, known: string): number {
  if (wanted === known) return 1;
  if (/\d/.test(wanted + known)) return 0;
  if (known.endsWith(` ${wanted}`)) return 0.97;
  return likeness(wanted, known);
}

function bare(name: string): string {
  return fold(name.normalize("NFC"))
    .trim()
    .replace(/^(?:khu dan cu|to dan pho|khu pho|thon|xom|ap|ban|buon|lang|khu|to) (?:so )?/, "")
    .replace(/\s+/g, " ");
}
