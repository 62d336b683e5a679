// Villages as people name them: "thôn Phú Thịnh", "ấp 3", "khu dân cư số 3", "làng Mrông Ngó".
import type { NameTables } from "../language.ts";
import { type Aligned, isWord } from "./aligned.ts";

const KINDS: readonly string[] = [
  "khu dân cư",
  "tổ dân phố",
  "khu phố",
  "tiểu khu",
  "thôn",
  "xóm",
  "ấp",
  "bản",
  "buôn",
  "bon",
  "làng",
  "plei",
  "sóc",
  "phum",
  "khu",
  "tổ",
  "đội",
  "khóm",
];
const KIND =
  /(?<!\p{L})(?:khu dan cu|to dan pho|khu pho|tieu khu|thon|xom|ap|ban|buon|bon|lang|plei|soc|phum|khu|to|doi|khom)(?!\p{L})/gu;
/** Kinds that a name in small letters may follow; "ban" and "doi" without marks mean too much else. */
const SMALL_KINDS = /^(?:thôn|thon|xóm|xom|ấp|ap|bản|buôn|buon|làng|lang)$/iu;
const NUMBERED = /^ (?:so )?\d{1,2}[A-Za-z]?(?![\p{L}\d/])/u;
const CAPITALS = /^(?: \p{Lu}[\p{L}\p{M}'’]*| \d{1,2}(?=[\s,.;:)]|$)){1,4}/u;
const SMALL = /^ (\p{L}+)(?: (\p{L}+))?/u;

export interface PlaceMention {
  name: string;
  at: number;
  end: number;
}

/** Places in order of appearance, with their kind; small letters are read only when the message has no capitals. */
export function placesIn(message: Aligned, tables: NameTables): PlaceMention[] {
  const spoken = !/\p{Lu}/u.test(message.text.slice(1));
  const found: PlaceMention[] = [];
  for (const match of message.folded.matchAll(KIND)) {
    const kindEnd = match.index + match[0].length;
    const kind = message.text.slice(match.index, kindEnd);
    if (!KINDS.some((name) => name.split(" ").every((word, at) => isWord(kind.split(" ")[at] ?? "", word)))) continue;
    const rest = message.text.slice(kindEnd);
    const numbered = NUMBERED.exec(message.folded.slice(kindEnd))?.[0].length ?? 0;
    const named = numbered > 0 ? rest.slice(0, numbered) : (CAPITALS.exec(rest)?.[0] ?? "");
    const name = named === "" && spoken && SMALL_KINDS.test(kind) ? smallName(rest, tables) : named;
    if (name !== "") found.push({ name: kind + name, at: match.index, end: kindEnd + name.length });
  }
  return found;
}

/** Two small words at most, up to the first one that is no name. */
function smallName(rest: string, tables: NameTables): string {
  const words = SMALL.exec(rest);
  if (!words || tables.notNames.has(words[1]!) || tables.kinship.has(words[1]!)) return "";
  const common = (word: string) => (tables.smallWords.get(word) ?? 0) > 3 || tables.notNames.has(word);
  const second = words[2] && !common(words[2]) && !tables.kinship.has(words[2]) ? ` ${words[2]}` : "";
  return second === "" ? "" : ` ${words[1]}${second}`;
}
