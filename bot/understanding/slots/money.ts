// Amounts of money as people say them: "1tr5", "2 triệu rưỡi", "năm chục ngàn", "3 củ", "800k", "1.500.000đ".
import { type Aligned, align, isWord, matches } from "./aligned.ts";
import { digitOf, NUMBER, readNumber } from "./numbers.ts";

const UNITS: readonly (readonly [string, number])[] = [
  ["k", 1e3],
  ["thousand", 1e3],
  ["million", 1e6],
  ["nghìn", 1e3],
  ["ngàn", 1e3],
  ["ngìn", 1e3],
  ["tr", 1e6],
  ["triệu", 1e6],
  ["trịu", 1e6],
  ["củ", 1e6],
  ["chai", 1e6],
  ["tỷ", 1e9],
  ["tỉ", 1e9],
  ["tỏi", 1e9],
  ["đồng", 1],
  ["đ", 1],
  ["vnd", 1],
  ["vnđ", 1],
];
const UNIT = "(?:thousand|million|nghin|ngan|ngin|trieu|triu|tr|k|cu|chai|ty|ti|toi|dong|vnd|d)";
const AMOUNT = new RegExp(
  `(?<![\\p{L}\\d/.,-])(${NUMBER})(?:(?<=\\d)\\s?|\\s)(${UNIT})(?!\\p{L})(?:\\s?(ruoi|\\d{1,3}(?!\\d|[.,/]\\d)|mot|hai|ba|bon|tu|nam|lam|sau|bay|tam|chin)(?!\\p{L})(?:( tram)|(?! tram))(?!\\s?${UNIT}(?!\\p{L})))?`,
  "gu",
);
const WAGE = new RegExp(
  `(?:luong|ngay|thang|duoc|ban|kiem|con|thu)\\s(?:duoc |co |nhap |cong )?(${NUMBER.replace("\\d{1,9}", "(?!)")})(?= |$|[,.])`,
  "gu",
);
const LONG = /(?<![\d/.,-])(\d{1,3}(?:[.,]\d{3}){1,3}|\d{6,9})(?![\d/.,]*\d)/gu;

/** Amounts in đồng, in order of appearance; adjoining parts ("1 triệu 200 nghìn") are one amount. */
export function amountsIn(message: Aligned): number[] {
  const found: { at: number; end: number; value: number; unit: number }[] = [];
  for (const { groups, raw, at } of matches(AMOUNT, message)) {
    const [whole = "", number = "", unitWord = "", tail = "", hundred = ""] = groups;
    const unitAt = at + whole.indexOf(unitWord, number.length);
    const unit = UNITS.find(([name]) => isWord(message.text.slice(unitAt, unitAt + unitWord.length), name))?.[1];
    const value = readNumber(raw.slice(0, number.length));
    // Without marks "ba cu" is an old lady and "ba chai" three bottles, "3 cu" three million.
    const slang = /^(?:cu|chai|toi|ti|ty)$/i.test(message.text.slice(unitAt, unitAt + unitWord.length));
    if (unit === undefined || value === null || (slang && !/^\d/.test(number))) continue;
    const tailRaw = raw.slice(whole.length - tail.length - hundred.length, whole.length - hundred.length);
    const follows = message.folded.slice(at + whole.length).trimStart();
    const extra = readTail(tailRaw, hundred !== "", unit, follows);
    const amount = Math.round(value * unit + extra.value);
    const before = found.at(-1);
    const end = at + (extra.used ? whole.length : whole.length - tail.length - hundred.length);
    if (before && at - before.end <= 1 && unit < before.unit)
      Object.assign(before, { end, value: before.value + amount, unit });
    else found.push({ at, end, value: amount, unit });
  }
  if (found.length > 0) return found.map(({ value }) => value);
  const bare = [...matches(LONG, message)]
    .map(({ raw }) => Number(raw.replace(/[.,]/g, "")))
    .filter((value) => value >= 10_000);
  return bare.length > 0 ? bare : wages(message);
}

/** What follows the unit: half of it, tenths ("1tr5", "2 triệu mốt"), or hundreds of thousands ("1 triệu hai trăm"). */
function readTail(tail: string, hundred: boolean, unit: number, follows: string): { value: number; used: boolean } {
  if (tail === "" || unit < 1e3) return { value: 0, used: false };
  if (/^ruoi$/.test(align(tail).folded)) return { value: unit / 2, used: true };
  if (hundred) return { value: (digitOf(tail) ?? Number(tail)) * (unit / 10), used: true };
  if (/^(?:khau|nguoi|con|thang|nam|ngay|dua|nghin|ngan|k\b|tr|nha|ho)/.test(follows) || unit < 1e6)
    return { value: 0, used: false };
  const digits = /^\d+$/.test(tail);
  const value = digits ? Number(tail) / 10 ** tail.length : (digitOf(tail) ?? 0) / 10;
  return { value: value * unit, used: true };
}

/** "lương tám trăm", "ngày hai trăm rưỡi": hundreds said of wages are hundreds of thousands. */
function wages(message: Aligned): number[] {
  return [...matches(WAGE, message)].flatMap(({ groups, raw }) => {
    const value = readNumber(raw.slice(raw.length - groups[1]!.length));
    return /tram/.test(groups[1]!) && value !== null && value >= 100 ? [value * 1e3] : [];
  });
}
