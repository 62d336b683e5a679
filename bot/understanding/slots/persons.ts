// Names of people: after a kinship word or "hộ", "nhà"; capitals when there are any, else as far as a name can go.
import type { NameTables } from "../language.ts";
import type { Aligned } from "./aligned.ts";

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
const BIRTH_ORDER = new Set(["hai", "ba", "tu", "nam", "sau", "bay", "tam", "chin", "muoi", "ut", "ca"]);
const LONGEST_NAME = 5;
/** A word that training writes small this often does not begin a name, unless it is a birth order ("ông tám"). */
const TOO_COMMON = 20;

/** Every person named, in order; kinship words are not part of the name, birth-order nicknames ("Sáu Lèo") are. */
export function personsIn(message: Aligned, tables: NameTables): PersonMention[] {
  const spoken = !/\p{Lu}/u.test(message.text.slice(1));
  const tokens = tokensOf(message);
  const found: PersonMention[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const lead = leadBefore(tokens, at, tables);
    if (lead === null) continue;
    const length = nameLength(
      tokens,
      at,
      tables,
      spoken && (lead.kin || tables.surnames.has(tokens[at]!.raw.toLowerCase())),
    );
    if (length === 0) continue;
    const words = tokens.slice(at, at + length);
    found.push({
      name: words.map(({ raw }) => capital(raw)).join(" "),
      at: words[0]!.at,
      end: words.at(-1)!.end,
      strength: lead.strength,
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

/** What stands before a possible name; null when a name cannot begin here. */
function leadBefore(
  tokens: readonly Token[],
  at: number,
  tables: NameTables,
): { strength: HeadStrength; kin: boolean } | null {
  const token = tokens[at]!;
  if (isKin(token, tables) && !isCapital(token.raw)) return null;
  let back = at - 1;
  while (back >= at - 3 && back >= 0 && tokens[back + 1]!.joined && isKin(tokens[back]!, tables)) back -= 1;
  const kin = at - 1 - back;
  const before = tokens[back + 1]!.joined ? tokens[back] : undefined;
  const lead = (strength: HeadStrength) => ({ strength, kin: kin > 0 });
  if (before?.folded === "la" && /^(?:chu|ho|bo|me|vo|chong|con)$/.test(tokens[back - 1]?.folded ?? "")) return lead(4);
  const family = before?.folded === "dinh" && tokens[back - 1]?.folded === "gia";
  if (before && (family || HOUSEHOLD.has(before.folded))) return lead(3);
  if (kin >= 2 && RELATION.test(tokens[at - 2]!.folded)) return lead(2);
  if (kin >= 1) return lead(1);
  if (before && /^(?:ten|la)$/.test(before.folded)) return lead(1);
  const full =
    tables.surnames.has(token.raw.toLowerCase()) && isCapital(token.raw) && isCapital(tokens[at + 1]?.raw ?? "");
  return full ? lead(token.joined ? 1 : 3) : null;
}

function isKin(token: Token, tables: NameTables): boolean {
  return tables.kinship.has(token.raw.toLowerCase());
}

/** How many words from here are the name; 0 when there is none. */
function nameLength(tokens: readonly Token[], at: number, tables: NameTables, led: boolean): number {
  const first = tokens[at]!;
  if (isCapital(first.raw)) return capitalRun(tokens, at, tables);
  const ordinal = BIRTH_ORDER.has(first.folded);
  if (!led || (!ordinal && (stops(first, tables) || tooCommon(first, tables)))) return 0;
  let length = 1;
  while (length < (ordinal ? 2 : LONGEST_NAME - 1)) {
    const [before, next] = [tokens[at + length - 1]!, tokens[at + length]];
    if (!next?.joined) break;
    const surname = length === 1 && tables.surnames.has(first.raw) && tables.middleNames.has(next.raw);
    const given = length > 1 && tables.middleNames.has(before.raw);
    if (!surname && !given && (stops(next, tables) || uses(next, tables) > 1)) break;
    length += 1;
  }
  return length;
}

/** Without marks many names look like common words ("son", "hoa"), so only marked words are held to be too common. */
function tooCommon(token: Token, tables: NameTables): boolean {
  return token.raw.toLowerCase() !== token.folded && uses(token, tables) >= TOO_COMMON;
}

/** How often the training language writes this word small. */
function uses(token: Token, tables: NameTables): number {
  return tables.smallWords.get(token.raw.toLowerCase()) ?? 0;
}

function capitalRun(tokens: readonly Token[], at: number, tables: NameTables): number {
  if (tables.places.has(tokens[at]!.folded) && stops(tokens[at]!, tables)) return 0;
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
