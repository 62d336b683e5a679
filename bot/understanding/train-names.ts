// Teaches the name tagger from the training language itself: names have capitals there, so every utterance is also an example of
// the same words in small letters, with marks and without.
import { fold } from "../../foundation/vietnamese.ts";
import {
  BUCKETS,
  describe,
  likeliest,
  type NameTag,
  type NameWeights,
  nameFeatures,
  TAGS,
  type WordKinds,
} from "./slots/name-tagger.ts";
import { seededRandom } from "./svm.ts";

interface Sentence {
  words: string[];
  tags: NameTag[];
}

const EPOCHS = 8;
/** Copies of each sentence with other names in it, so that the words around a name count more than the name. */
const RENAMED = 3;
/** How often a copy gets a name put together from name words, and a village after its person. */
const INVENTED = 0.3;
const WITH_VILLAGE = 0.45;

/** What names are made of. */
export interface NameParts {
  /** Names of communes as written; villages are named alike. */
  places: readonly string[];
  surnames: readonly string[];
  middleNames: readonly string[];
  villageKinds: readonly string[];
}

/** Weights learnt from texts written with capitals; deterministic. */
export function trainNames(texts: readonly string[], kinds: WordKinds, parts: NameParts): NameWeights {
  const random = seededRandom(7);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const read = texts.flatMap((text) => sentenceOf(text, kinds) ?? []);
  const named = read.filter(({ tags }) => tags.includes(1));
  const nameless = read.filter(({ tags }) => !tags.includes(1));
  // As many without a name as with one: all of the many questions would teach that hardly any word begins a name.
  const others = nameless.length > 0 ? named.map(() => pick(nameless)) : [];
  const known = named.flatMap(namesIn);
  const person = (): string[] => {
    const name = pick(known);
    if (random() >= INVENTED) return name;
    return [pick(parts.surnames), ...(random() < 0.85 ? [pick(parts.middleNames)] : []), name.at(-1)!];
  };
  const village = (): Sentence => {
    const place = pick(parts.places).toLowerCase().split(" ");
    return { words: [pick(parts.villageKinds), ...place], tags: [0, ...nameTags(place.length)] };
  };
  const renamed = Array.from({ length: RENAMED }, () =>
    named.map((one) => rename(one, person, () => (random() < WITH_VILLAGE ? village() : null))),
  );
  const typed = [...named, ...others, ...renamed.flat()];
  const sentences = [...typed, ...typed.map(({ words, tags }) => ({ words: words.map(fold), tags }))];
  return learn(sentences, kinds, random);
}

/** Words in small letters with their tags; null when the first word's capital may only begin a sentence. */
function sentenceOf(text: string, kinds: WordKinds): Sentence | null {
  const written = text.normalize("NFC").match(/[\p{L}\p{M}]+(?:'[\p{L}\p{M}]+)?|\d+/gu) ?? [];
  const tags: NameTag[] = [];
  for (const [at, word] of written.entries()) {
    const capital = /^\p{Lu}/u.test(word) && !/^\p{Lu}{2,}$/u.test(word);
    if (capital && at === 0 && (kinds.smallWords.get(word.toLowerCase()) ?? 0) > 0) return null;
    tags.push(!capital ? 0 : (tags[at - 1] ?? 0) === 0 ? 1 : 2);
  }
  return { words: written.map((word) => word.toLowerCase()), tags };
}

function namesIn({ words, tags }: Sentence): string[][] {
  return tags.flatMap((tag, at) => (tag === 1 ? [words.slice(at, nameEnd(tags, at))] : []));
}

function nameEnd(tags: readonly NameTag[], at: number): number {
  let end = at + 1;
  while (tags[end] === 2) end += 1;
  return end;
}

/** The sentence with other names; a village may follow the first. */
function rename({ words, tags }: Sentence, name: () => string[], village: () => Sentence | null): Sentence {
  const renamed: Sentence = { words: [], tags: [] };
  const append = (added: Sentence): void => {
    renamed.words.push(...added.words);
    renamed.tags.push(...added.tags);
  };
  const first = tags.indexOf(1);
  for (let at = 0; at < words.length; at += 1) {
    if (tags[at] !== 1) {
      append({ words: [words[at]!], tags: [0] });
      continue;
    }
    const other = name();
    append({ words: other, tags: nameTags(other.length) });
    const where = at === first ? village() : null;
    if (where) append(where);
    at = nameEnd(tags, at) - 1;
  }
  return renamed;
}

function nameTags(length: number): NameTag[] {
  return Array.from({ length }, (_, place) => (place === 0 ? 1 : 2));
}

function learn(sentences: readonly Sentence[], kinds: WordKinds, random: () => number): NameWeights {
  const weights = new Float64Array(BUCKETS * TAGS);
  const sums = new Float64Array(BUCKETS * TAGS);
  let step = 1;
  const change = (features: readonly number[], tag: NameTag, by: number): void => {
    for (const bucket of features) {
      weights[bucket * TAGS + tag] = weights[bucket * TAGS + tag]! + by;
      sums[bucket * TAGS + tag] = sums[bucket * TAGS + tag]! + by * step;
    }
  };
  const seen = sentences.map(({ words, tags }) => ({ words: words.map((word) => describe(word, kinds)), tags }));
  for (let epoch = 0; epoch < EPOCHS; epoch += 1) {
    for (let turn = 0; turn < seen.length; turn += 1) {
      const { words, tags } = seen[Math.floor(random() * seen.length)]!;
      const given: NameTag[] = [];
      for (const [at, wanted] of tags.entries()) {
        const features = nameFeatures(words, at, given);
        const found = likeliest(features, weights);
        if (found !== wanted) {
          change(features, wanted, 1);
          change(features, found, -1);
        }
        given.push(found);
        step += 1;
      }
    }
  }
  return roundToBytes(weights.map((weight, at) => weight - sums[at]! / step));
}

function roundToBytes(weights: Float64Array): NameWeights {
  const most = weights.reduce((top, weight) => Math.max(top, Math.abs(weight)), 1e-6);
  return Int8Array.from(weights, (weight) => Math.round((weight / most) * 127));
}
