// Names in a message without capitals, as the name tagger marks them; whether one is a person or a village, the word before it says.
import type { NameTables } from "../language.ts";
import type { Aligned } from "./aligned.ts";
import { tagNames } from "./name-tagger.ts";

export interface Span {
  at: number;
  end: number;
}

const NONE: readonly Span[] = [];
const WORD = /[\p{L}\p{M}]+(?:'[\p{L}\p{M}]+)?|\d+/gu;
const remembered = new WeakMap<Aligned, readonly Span[]>();

/** Where names stand in a message of small letters; none when it has capitals, which then tell names by themselves. */
export function smallNames(message: Aligned, tables: NameTables): readonly Span[] {
  const before = remembered.get(message);
  if (before) return before;
  const found = message.cased ? NONE : spansOf(message, tables);
  remembered.set(message, found);
  return found;
}

/** A name is one run of tagged words with nothing but single spaces between them. */
function spansOf({ text }: Aligned, tables: NameTables): Span[] {
  const words = [...text.matchAll(WORD)];
  const tags = tagNames(
    words.map(([word]) => word.toLowerCase()),
    tables.nameWeights,
    tables,
  );
  const spans: Span[] = [];
  for (const [place, tag] of tags.entries()) {
    const { 0: word, index: at } = words[place]!;
    const last = spans.at(-1);
    if (tag === 0 || /^\d/.test(word)) continue;
    if (tag === 2 && last && tags[place - 1] !== 0 && last.end + 1 === at) last.end = at + word.length;
    else if (tag === 1) spans.push({ at, end: at + word.length });
  }
  return spans.map((span) => adjusted(span, words, tables));
}

/** A family and a middle name alone go on with the given name ("ma seo" + "di"); a numbered place ends a name ("lieu to 5"). */
function adjusted({ at, end }: Span, words: readonly RegExpExecArray[], tables: NameTables): Span {
  const inside = words.filter(({ index }) => index >= at && index < end);
  const [first, second] = inside.map(([word]) => word.toLowerCase());
  const last = inside.at(-1)!;
  const next = words[words.indexOf(last) + 1];
  if (inside.length > 1 && next && /^\d/.test(next[0]) && tables.places.has(last[0].toLowerCase()))
    return { at, end: inside.at(-2)!.index + inside.at(-2)![0].length };
  const unfinished = inside.length === 2 && tables.surnames.has(first!) && tables.middleNames.has(second!);
  return unfinished && next?.index === end + 1 ? { at, end: next.index + next[0].length } : { at, end };
}
