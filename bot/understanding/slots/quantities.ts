// Counts of people, ages, years of birth, school classes and percentages.
import type { Slots } from "../types.ts";
import { type Aligned, matches } from "./aligned.ts";
import { NUMBER, readNumber } from "./numbers.ts";

const PEOPLE = new RegExp(
  `(tang |giam |bot |them |rut |cat |mat )?(?<![\\p{L}\\d.,/])(${NUMBER})(?:(?<=\\d)\\s?|\\s)(?:nhan khau|khau|nguoi|people|persons|of us|ng|mieng an|mong|thanh vien)(?!\\p{L})`,
  "gu",
);
const TOTAL =
  /(?:tong khau|so khau|nhan khau|tong nhan khau|tong so|khau)[ :]+(?:la |hien la |con )?(\d{1,2})(?!\d|\/)/gu;
const TOGETHER = new RegExp(
  `(?<![\\p{L}\\d])(${NUMBER}) (?:me con|ba chau|cha con|bo con|ba con|ong chau|o chau|ong ba|chi em|anh em|ba me con|bo me con)(?!\\p{L})`,
  "gu",
);
const CHILDREN = new RegExp(
  `(?<![\\p{L}\\d.,/])(${NUMBER}) (?:dua (?:con|nho|chau|tre)|dua|con nho|con|chau nho|chau|be|tre)(?! (?:bo|trau|lon|heo|ga|vit|de|gia suc)|\\p{L})`,
  "gu",
);
const TWINS = /sinh doi|song sinh|sanh doi/u;
const AGE = new RegExp(`(?<![\\p{L}\\d])(${NUMBER}) (?:tuoi|t|years? old)(?!\\p{L})`, "gu");
const ENGLISH_AGE = /(?<!\p{L})(?:is|am|are|aged?) (\d{1,3})(?= *(?:$|[,.;?!]|and |but |years))/gu;
const BIRTH_YEAR = /(?:sinh nam|nam sinh|sn|sinh)[ :]*((?:19|20)\d{2})(?!\d)/gu;
const LEVEL =
  /(?<!\p{L})(?:lop|grade) (\d{1,2}|mot|hai|ba|bon|tu|nam|sau|bay|tam|chin|muoi mot|muoi hai|muoi)(?!\p{L}|\d)/gu;
const PERCENT = new RegExp(`(${NUMBER})\\s?(?:%|phan tram)`, "gu");

/** Everything countable but money, which money.ts reads. */
export function quantitiesIn(
  message: Aligned,
): Pick<Slots, "count" | "children" | "ages" | "birthYears" | "levels" | "percentages"> {
  // A number may be any of twenty words, so a rule runs only where the word beside the number stands.
  const numbers = (hint: RegExp, pattern: RegExp): number[] =>
    (hint.test(message.folded) ? [...matches(pattern, message)] : []).flatMap(({ groups, raw }) => {
      const from = groups[0]!.indexOf(groups[1]!);
      return readNumber(raw.slice(from, from + groups[1]!.length)) ?? [];
    });
  const children = TWINS.test(message.folded)
    ? 2
    : (numbers(/con|chau|dua|be|tre/, CHILDREN).find((value) => value < 20) ?? null);
  return {
    count: peopleIn(message, numbers(/khau|tong so/, TOTAL), numbers(/con|chau|em|ong ba/, TOGETHER)),
    children,
    ages: [...numbers(/tuoi|(?<!\p{L})t(?!\p{L})|old/u, AGE), ...numbers(/\d/, ENGLISH_AGE)].filter(
      (age) => age <= 120,
    ),
    birthYears: numbers(/\d{4}/, BIRTH_YEAR),
    levels: numbers(/lop|grade/, LEVEL).filter((level) => level >= 1 && level <= 12),
    percentages: numbers(/%|phan tram/, PERCENT).filter((share) => share <= 100),
  };
}

/** Size of the household: a stated total, else "N khẩu" that is not a change ("giảm 1 khẩu"), else "ba mẹ con". */
function peopleIn(message: Aligned, totals: readonly number[], together: readonly number[]): number | null {
  if (totals[0] !== undefined) return totals[0];
  for (const { groups, raw } of matches(PEOPLE, message)) {
    const value = readNumber(raw.slice(groups[1]!.length, groups[1]!.length + groups[2]!.length));
    if (groups[1] === "" && value !== null && value >= 1 && value <= 30 && (value > 1 || /khau/.test(groups[0]!)))
      return value;
  }
  return together[0] ?? null;
}
