// A message without what tells who wrote it or whom it is about, so that it may be kept to learn from: the officers' page of what
// was not understood shows only this.
import type { NameTables } from "./language.ts";
import { align } from "./slots/aligned.ts";
import { identifiersIn } from "./slots/identifiers.ts";
import { personsIn } from "./slots/persons.ts";
import { placesIn } from "./slots/places.ts";
import type { FindUnits } from "./slots/units.ts";

/** What stands where something was taken out. */
const MARKS = { name: "‹name›", place: "‹place›", number: "‹number›", link: "‹link›" } as const;

const LINK = /(?:https?:\/\/|www\.)\S+|[\p{L}\d._%+-]+@[\p{L}\d-]+(?:\.[\p{L}\d-]+)+/gu;
/** Figures of three digits or more, and dates; smaller ones (a count, an age, a class) tell nobody apart. */
const FIGURES = /\d+(?:[.,/ -]\d+)+|\d{3,}/gu;
const CAPITALS = /(?<=\p{L}[\p{L}\p{M}]*[ ,]+)(?:\p{Lu}[\p{L}\p{M}']*)(?: \p{Lu}[\p{L}\p{M}']*)+/gu;

interface Cut {
  at: number;
  end: number;
  mark: string;
}

/** Builds the function for messages in the spelling of `normalize`. Pure; when in doubt it takes out. */
export function createRedaction(tables: NameTables, unitsIn: FindUnits): (plain: string) => string {
  return (plain) => {
    const message = align(plain);
    const cuts: Cut[] = [
      ...spansOf(plain, LINK, MARKS.link),
      ...identifiersIn(message).spans.map(({ at, end }) => ({ at, end, mark: MARKS.number })),
      ...placesIn(message, tables).map(({ at, end }) => ({ at, end, mark: MARKS.place })),
      ...unitsIn(message).spans.map(({ at, end }) => ({ at, end, mark: MARKS.place })),
      ...personsIn(message, tables).map(({ at, end }) => ({ at, end, mark: MARKS.name })),
      ...spansOf(plain, CAPITALS, MARKS.name),
      ...spansOf(plain, FIGURES, MARKS.number),
    ];
    return cutOut(plain, cuts);
  };
}

function spansOf(text: string, pattern: RegExp, mark: string): Cut[] {
  return [...text.matchAll(pattern)].map((match) => ({ at: match.index, end: match.index + match[0].length, mark }));
}

/** Overlapping cuts become one, which bears the mark of the first. */
function cutOut(text: string, cuts: readonly Cut[]): string {
  let left = "";
  let from = 0;
  for (const { at, end, mark } of [...cuts].sort((a, b) => a.at - b.at)) {
    if (at >= from) left += text.slice(from, at) + mark;
    from = Math.max(from, end);
  }
  return left + text.slice(from);
}
