// Villages as people name them: "thôn Phú Thịnh", "ấp 3", "khu dân cư số 3", "làng Mrông Ngó".
import type { NameTables } from "../language.ts";
import { type Aligned, isWord } from "./aligned.ts";
import { smallNames } from "./small-names.ts";

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
const NUMBERED = /^ (?:so )?\d{1,2}[A-Za-z]?(?![\p{L}\d/])/u;
const CAPITALS = /^(?: \p{Lu}[\p{L}\p{M}'’]*| \d{1,2}(?=[\s,.;:)]|$)){1,4}/u;
export interface PlaceMention {
  name: string;
  at: number;
  end: number;
}

/** Places in order of appearance, with their kind; in a message without capitals as the name tagger finds them. */
export function placesIn(message: Aligned, tables: NameTables): PlaceMention[] {
  const small = smallNames(message, tables);
  const found: PlaceMention[] = [];
  for (const match of message.folded.matchAll(KIND)) {
    const kindEnd = match.index + match[0].length;
    const kind = message.text.slice(match.index, kindEnd);
    if (!KINDS.some((name) => name.split(" ").every((word, at) => isWord(kind.split(" ")[at] ?? "", word)))) continue;
    const rest = message.text.slice(kindEnd);
    const numbered = NUMBERED.exec(message.folded.slice(kindEnd))?.[0].length ?? 0;
    const named = numbered > 0 ? rest.slice(0, numbered) : (CAPITALS.exec(rest)?.[0] ?? "");
    const span = small.find(({ at }) => at === kindEnd + 1);
    const name = named === "" && span ? message.text.slice(kindEnd, span.end) : named;
    if (name !== "") found.push({ name: kind + name, at: match.index, end: kindEnd + name.length });
  }
  return found;
}
