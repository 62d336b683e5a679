// What a browser calls itself, in words by which its owner knows the machine again: "Chrome · Android".

/** The more special first: most browsers also bear the names of others. */
const BROWSERS: readonly [string, RegExp][] = [
  ["Zalo", /Zalo/],
  ["Edge", /Edg/],
  ["Opera", /OPR|Opera/],
  ["Samsung Internet", /SamsungBrowser/],
  ["Coc Coc", /coc_coc/],
  ["Firefox", /Firefox|FxiOS/],
  ["Chrome", /Chrome|CriOS/],
  ["Safari", /Safari/],
];
const MACHINES: readonly [string, RegExp][] = [
  ["iPhone", /iPhone/],
  ["iPad", /iPad/],
  ["Android", /Android/],
  ["Windows", /Windows/],
  ["Mac", /Macintosh/],
  ["Linux", /Linux/],
];
const MOST_LETTERS = 40;

/** Browser and machine of a User-Agent header; its first letters where neither is known. */
export function deviceName(said: string): string {
  const known = [BROWSERS, MACHINES].flatMap((names) => names.find(([, sign]) => sign.test(said))?.[0] ?? []);
  return known.length > 0 ? known.join(" · ") : said.slice(0, MOST_LETTERS);
}
