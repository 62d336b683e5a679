// Names of people: after a kinship word or "hộ", "nhà"; capitals when there are any, else as far as a name can go.
import type { NameTables } from "../language.ts";
import type { Aligned } from "./aligned.ts";
import { smallNames } from "./small-names.ts";

/** How surely the words before a name say that this is the household's head; larger wins. */
export type HeadStrength = 0 | 1 | 2 | 3 | 4;

export interface PersonMention {
  name: string;
  at: number;
  end: number;
  strength: HeadStrength;
}

interface Token {
  raw: string;
  folded: string;
  at: number;
  end: number;
  /** Only a space lies between this word and the one before. */
  joined: boolean;
}

const HOUSEHOLD = new Set(["ho", "nha"]);
const RELATION = /^(?:con|chau|vo|chong|me|bo|cha|em|anh|chi|noi|ngoai|dau|re)$/;
const LONGEST_NAME = 5;

/** Every person named, in order; kinship words are not part of the name, birth-order nicknames ("Sáu Lèo") are. */
export function personsIn(message: Aligned, tables: NameTables): PersonMention[] {
  const small = smallNames(message, tables);
  if (!message.cased && small.length === 0) return [];
  const tokens = tokensOf(message);
  const found: PersonMention[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const span = small.find((one) => one.at === tokens[at]!.at);
    if (span === undefined && !isCapital(tokens[at]!.raw)) continue;
    const lead = leadBefore(tokens, at, tables, span !== undefined);
    if (lead === null) continue;
    const length = span
      ? tokens.filter((one) => one.at >= span.at && one.at < span.end).length
      : nameLength(tokens, at, tables);
    if (length === 0) continue;
    const words = tokens.slice(at, at + length);
    found.push({
      name: words.map(({ raw }) => capital(raw)).join(" "),
      at: words[0]!.at,
      end: words.at(-1)!.end,
      strength: lead,
    });
    at += length - 1;
  }
  return found;
}

function tokensOf({ text, folded }: Aligned): Token[] {
  let before = 0;
  return [...text.matchAll(/[\p{L}\p{M}]+(?:'[\p{L}\p{M}]+)?/gu)].map((match) => {
    const [at, end] = [match.index, match.index + match[0].length];
    const joined = /^[ ]?$/.test(text.slice(before, at));
    before = end;
    return { raw: match[0], folded: folded.slice(at, end), at, end, joined };
  });
}

/** How surely what stands before a possible name says that it is one; null when a name cannot begin here. */
function leadBefore(tokens: readonly Token[], at: number, tables: NameTables, small: boolean): HeadStrength | null {
  const token = tokens[at]!;
  if (!small && isKin(token, tables) && !isCapital(token.raw)) return null;
  let back = at - 1;
  while (back >= at - 3 && back >= 0 && tokens[back + 1]!.joined && isKin(tokens[back]!, tables)) back -= 1;
  const kin = at - 1 - back;
  const before = tokens[back + 1]!.joined ? tokens[back] : undefined;
  if (before?.folded === "la" && isHeadBefore(tokens, back)) return 4;
  const family = before?.folded === "dinh" && tokens[back - 1]?.folded === "gia";
  if (before && (family || HOUSEHOLD.has(before.folded))) return 3;
  if (kin >= 2 && RELATION.test(tokens[at - 2]!.folded)) return 2;
  if (kin >= 1) return 1;
  if (before && /^(?:ten|la)$/.test(before.folded)) return 1;
  const full =
    tables.surnames.has(token.raw.toLowerCase()) && isCapital(token.raw) && isCapital(tokens[at + 1]?.raw ?? "");
  return full ? (token.joined ? 1 : 3) : null;
}

/** "chủ hộ là ông Tám", "có bố là ông Tám"; but not of one who becomes it: "chuyển cho con là anh Tám". */
function isHeadBefore(tokens: readonly Token[], at: number): boolean {
  const handedOver = /^(?:cho|sang)$/.test(tokens[at - 2]?.folded ?? "");
  return !handedOver && /^(?:chu|ho|bo|me|vo|chong|con)$/.test(tokens[at - 1]?.folded ?? "");
}

function isKin(token: Token, tables: NameTables): boolean {
  return tables.kinship.has(token.raw.toLowerCase());
}

/** How many capitalised words from this one on are the name; 0 when it is none. */
function nameLength(tokens: readonly Token[], at: number, tables: NameTables): number {
  const place = tables.places.has(tokens[at]!.folded) && stops(tokens[at]!, tables);
  if (place && tokens[at + 1]?.joined && isCapital(tokens[at + 1]!.raw)) return 0;
  let length = 1;
  while (length < LONGEST_NAME) {
    const next = tokens[at + length];
    if (!next?.joined || !isCapital(next.raw)) break;
    length += 1;
  }
  if (length === 1 && stops(tokens[at]!, tables) && tokens[at]!.raw === tokens[at]!.raw.toUpperCase()) return 0;
  return length;
}

/** A word that cannot begin a name. */
function stops(token: Token, tables: NameTables): boolean {
  return tables.notNames.has(token.raw.toLowerCase());
}

function isCapital(word: string): boolean {
  return /^\p{Lu}/u.test(word);
}

function capital(word: string): string {
  return word[0]!.toUpperCase() + word.slice(1);
}
