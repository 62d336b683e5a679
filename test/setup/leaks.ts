// What no log may hold: numbers, tokens and names of people. Told by kind and line, never by value.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fold } from "../../foundation/vietnamese.ts";

const KINDS: readonly [kind: string, pattern: RegExp][] = [
  ["an identity number", /(?<!\d)\d{12}(?!\d)|(?<!\d)\d{3} \d{3} \d{3} \d{3}(?!\d)/],
  ["a phone number", /(?<![\d.-])(?:\+84|84|0)(?:[ .-]?\d){9}(?!\d)/],
  [
    "a token, a key or a seal",
    /[\w+=-]{60,}|[\w+/=-]{90,}|\b(?:access|refresh)-\d|simulated-(?:app-secret|oa-secret-key)|(?:access|refresh)_token"?[:=]"?\w/,
  ],
  ["words that are not the program's", /[\p{L}--[A-Za-z]]/v],
];
/** What the program itself prints at its start, and ids of rows. */
const OURS = /"đăng nhập"|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|"time":"[^"]+"/g;

/** The kinds of what this line should not hold. */
export function leaksIn(line: string, names: ReadonlySet<string>): string[] {
  const text = line.replace(OURS, " ");
  const kinds = KINDS.filter(([, pattern]) => pattern.test(text)).map(([kind]) => kind);
  const words = fold(text).match(/[a-z]+/g) ?? [];
  const runs = [2, 3, 4].flatMap((length) => words.map((_, at) => words.slice(at, at + length).join(" ")));
  return runs.some((run) => names.has(run)) ? [...kinds, "a name"] : kinds;
}

const FAMILIES =
  "Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Lương|Hà|Vàng|Giàng|Lò|Quàng|Cầm|Sùng|Thào|Đoàn|Trịnh|Mai|Tạ|Cao|Đào|Lâm|Tô";
const NAME = new RegExp(`(?<!\\p{L})(?:${FAMILIES})(?: \\p{Lu}\\p{L}*){1,3}`, "gu");

/** Every name of an invented person in the tests and the demonstration, folded. */
export function inventedNames(root: string): Set<string> {
  const files = ["test", "knowledge/demonstration", "simulator"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((file) => /\.(ts|ya?ml|csv)$/.test(file) && !file.startsWith("output"))
      .map((file) => join(root, folder, file)),
  );
  return new Set(files.flatMap((file) => (readFileSync(file, "utf8").match(NAME) ?? []).map(fold)));
}
