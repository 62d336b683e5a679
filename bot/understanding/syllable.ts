// Which letters can be one Vietnamese syllable, and two typing methods (Telex, VNI) left undecoded when the keyboard was off.
// The orthography is fixed, so this is code and not data.

const ONSET = "(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdghklmnprstvx])?";
const RIME =
  "(?:[aeiouy]|ai|ao|au|ay|eo|eu|ia|ieu|iu|oa|oai|oay|oe|oi|oo|ua|uau|uay|ue|ui|uo|uoi|uou|uu|uy|uya|uyu|ya|ye|yeu|ie|" +
  "(?:[aeiouy]|oa|oe|ie|ye|uo|ua|ue|uy|uye|oo|ia)(?:c|ch|m|n|ng|nh|p|t))";
const SYLLABLE = new RegExp(`^${ONSET}${RIME}$`);

/** True when folded letters can be a Vietnamese syllable ("nghieng" yes, "wow" no). */
export function isSyllable(folded: string): boolean {
  return folded.length <= 7 && SYLLABLE.test(folded);
}

const TONES: Record<string, string> = { s: "\u0301", f: "\u0300", r: "\u0309", x: "\u0303", j: "\u0323" };
const VNI_TONES: Record<string, string> = { 1: "\u0301", 2: "\u0300", 3: "\u0309", 4: "\u0303", 5: "\u0323" };
const TELEX_LETTERS: readonly (readonly [RegExp, string])[] = [
  [/^dd|dd$|d(?=.*d$)/, "đ"],
  [/uow|uwow|uwo/, "ươ"],
  [/aa|a(?=[a-z]*a$)/, "â"],
  [/ee|e(?=[a-z]*e$)/, "ê"],
  [/oo|o(?=[a-z]*o$)/, "ô"],
  [/aw|a(?=[a-z]*w$)/, "ă"],
  [/ow|o(?=[a-z]*w$)/, "ơ"],
  [/uw|u(?=[a-z]*w$)/, "ư"],
  [/^w/, "ư"],
];

/** "nguwowif" → "người"; null when the word is already a syllable or does not become one. */
export function decodeTelex(word: string): string | null {
  const raw = word.toLowerCase();
  if (!/^[a-z]{2,9}$/.test(raw) || isSyllable(raw)) return null;
  const tone = /[sfrxj]/.exec(raw.slice(1))?.[0];
  let letters = tone ? raw[0] + raw.slice(1).replace(tone, "") : raw;
  for (const [pattern, letter] of TELEX_LETTERS) letters = letters.replace(pattern, letter);
  letters = letters
    .replace(/w$/, "")
    .replace(/([aeo])$/, (end, vowel: string) =>
      /[âêô]/.test(letters) && plain(letters).split(vowel).length > 2 ? "" : end,
    );
  if (letters.endsWith("d") && letters.startsWith("đ")) letters = letters.slice(0, -1);
  if (!isSyllable(plain(letters))) return null;
  return placeTone(letters, tone ? TONES[tone]! : "");
}

/** "ngheo2" → "nghèo", "ho65" → "hộ"; null when the word does not become a syllable. */
export function decodeVni(word: string): string | null {
  const match = /^([a-z]{1,7})([1-9]{0,2})([a-z]{0,3})([1-9]{0,3})$/i.exec(word);
  if (!match || !/\d/.test(word)) return null;
  let letters = word.toLowerCase().replace(/\d/g, "");
  const marks = word.replace(/\D/g, "");
  if (!isSyllable(letters) || new Set(marks).size !== marks.length) return null;
  if (marks.includes("9")) letters = letters.replace(/^d/, "đ");
  if (marks.includes("8")) letters = letters.replace("a", "ă");
  if (marks.includes("7"))
    letters = /uo/.test(letters)
      ? letters.replace("uo", "ươ")
      : letters.replace(/[ou](?!.*o)/, (at) => (at === "o" ? "ơ" : "ư"));
  if (marks.includes("6")) letters = letters.replace(/[aeo](?![aeo])/, (at) => ({ a: "â", e: "ê", o: "ô" })[at] ?? at);
  const tone = /[1-5]/.exec(marks)?.[0];
  return placeTone(letters, tone ? VNI_TONES[tone]! : "");
}

const MARKED = /[ăâêôơư]/;

/** Puts a tone mark where modern spelling wants it: on the marked vowel, else on the first of an open pair ("hòa"). */
function placeTone(letters: string, tone: string): string {
  if (tone === "") return letters;
  const start = /^(qu|gi(?=[aeiouyăâêôơư]))/.exec(letters)?.[0].length ?? 0;
  const vowels = [...letters.matchAll(/[aeiouyăâêôơư]/g)].map((match) => match.index).filter((at) => at >= start);
  if (vowels.length === 0) return letters;
  const marked = vowels.filter((at) => MARKED.test(letters[at]!));
  const open = vowels.at(-1) === letters.length - 1;
  const at =
    marked.at(-1) ?? (vowels.length === 1 ? vowels[0]! : vowels.length === 2 && open ? vowels[0]! : vowels[1]!);
  return (letters.slice(0, at + 1) + tone + letters.slice(at + 1)).normalize("NFC");
}

/** The tone on the last of two open vowels, composed or not. */
const OLD_TONE = /[ou](?:[àáảãạèéẻẽẹỳýỷỹỵ]|[aey][\u0300\u0301\u0303\u0309\u0323])$/iu;

/** One spelling for the two habits of tone placement: "hoà" → "hòa", "thuỷ" → "thủy". */
export function modernTone(word: string): string {
  if (!OLD_TONE.test(word)) return word;
  const parts = /^(.*)(oa|oe|uy)([\u0300\u0301\u0303\u0309\u0323])$/iu.exec(word.normalize("NFD"));
  if (!parts || (/q$/i.test(parts[1]!) && /^u/i.test(parts[2]!))) return word;
  return `${parts[1]}${parts[2]![0]}${parts[3]}${parts[2]![1]}`.normalize("NFC");
}

function plain(letters: string): string {
  return letters
    .normalize("NFD")
    .replace(/\p{Mn}/gu, "")
    .replace(/đ/g, "d");
}
