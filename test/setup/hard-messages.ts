// Messages that give a reader the most work: many sentences, households, names, numbers and dates in one breath, words that nobody
// knows, up to three thousand characters.
import fc from "fast-check";

const LONGEST = 3000;
const STOPS = [" ", ". ", ", ", "; ", "\n", " và ", " roi ", ": "];
const PIECES = [
  "nhà ông Nguyễn Văn Tám thôn An Lạc",
  "ho ba sung thi mao ban lung pu",
  "báo cáo ông Sáu Lèo mất hôm kia",
  "sinh cháu ngày 12/11",
  "ba trăm hai mươi lăm triệu rưỡi",
  "1.500.000",
  "0900000001",
  "tháng 3 năm 2024",
  "xã Tân Tiến huyện Tứ Kỳ tỉnh Hải Dương",
  "vay giải quyết việc làm",
  "chủ hộ là con là ông là bà",
  "dduwowcj hoox ngheof",
  "how much does my household get",
];

/** Built over sentences of the training language, whole, in small letters, and mistyped. */
export function hardMessages(sentences: readonly string[]): fc.Arbitrary<string> {
  const sentence = fc.constantFrom(...sentences);
  const mistyped = sentence.map((text) =>
    text.replace(/\p{L}{4,}/gu, (word) => `${word.slice(0, 2)}w${word.slice(3)}`),
  );
  const unknown = fc.array(fc.constantFrom(..."abcdeghiklmnopqrstuvxy"), { minLength: 8, maxLength: 10 });
  const part = fc.oneof(
    sentence,
    sentence.map((text) => text.toLowerCase()),
    mistyped,
    unknown.map((letters) => letters.join("")),
    fc.constantFrom(...PIECES),
  );
  return fc
    .array(fc.tuple(part, fc.constantFrom(...STOPS)), { minLength: 10, maxLength: 120, size: "max" })
    .map((parts) => parts.flat().join("").slice(0, LONGEST));
}
