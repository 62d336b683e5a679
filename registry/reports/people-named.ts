// Several people named in one answer: "chị Lan, cháu Bi và cháu Na".
import { createNameMatcher } from "../../foundation/match-name.ts";
import type { Library } from "../../knowledge/library.ts";

/** Whom each name means, nobody twice; null when one of the names means nobody here, or not one alone. */
export function peopleNamed<T extends { id: string; name: string }>(
  { spreadsheet, changes }: Pick<Library, "spreadsheet" | "changes">,
  people: readonly T[],
  text: string,
): T[] | null {
  const match = createNameMatcher(people, { titles: spreadsheet.values.titles, orders: changes.birth_orders });
  const named = text
    .split(BETWEEN)
    .filter((name) => name.trim() !== "")
    .map((name) => {
      const [best, next] = match(name);
      return best !== undefined && best.score !== next?.score ? best.candidate : null;
    });
  return named.length === 0 || named.includes(null) ? null : [...new Set(named as T[])];
}

const BETWEEN = /[,;+\n]|\s(?:và|va|với|voi|and|with)\s/iu;
