// From a message to the words that the classifiers see: one spelling, common words for regional ones, no tone marks.
import { fold } from "../../foundation/vietnamese.ts";
import { wordsOf } from "./features.ts";
import type { WordTables } from "./language.ts";

/** Folded words of normalised text, regional words replaced by common ones. */
export function classifierWords(plain: string, tables: WordTables): string[] {
  const common = plain.toLowerCase().replace(/[\p{L}\p{M}]+/gu, (word) => tables.dialect.get(word) ?? word);
  return wordsOf(fold(common));
}

/**
 * Words that tell one change from another: without names of people and villages (capitals inside the text), which say nothing about
 * what happened, but with names of countries, which do ("đi Nhật" is not "đi Tâm").
 */
export function changeWords(plain: string, tables: WordTables): string[] {
  const nameless = plain.replace(/(?<=[\p{L},:] )\p{Lu}[\p{L}\p{M}']*/gu, (word) =>
    tables.countries.has(word.toLowerCase()) ? word : "",
  );
  return classifierWords(nameless, tables);
}

const VIETNAMESE_LETTER = /[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]/i;

/** Vietnamese unless most words are English; "other" when nearly no word is known in either. */
export function languageOf(text: string, tables: WordTables, known: ReadonlySet<string>): "vi" | "en" | "other" {
  if (VIETNAMESE_LETTER.test(text)) return "vi";
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  if (words.length === 0) return "vi";
  const english = words.filter((word) => tables.english.has(word)).length;
  const vietnamese = words.filter((word) => known.has(word) && !tables.english.has(word)).length;
  if (english > vietnamese || (english === words.length && words.length > 0)) return "en";
  return vietnamese * 4 < words.length && words.length >= 3 ? "other" : "vi";
}
