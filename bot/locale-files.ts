// Locale files: knowledge/texts/<language>/<namespace>.yaml, nested keys, texts at the leaves. Both languages must say the same things
// with the same values; every difference is reported at once, at start.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { AppError } from "../foundation/errors.ts";
import type { Language } from "../foundation/language.ts";
import { placeholders, unknownFormats } from "./placeholders.ts";

/** "namespace:nested.key" → text. */
export type Locale = ReadonlyMap<string, string>;

/** Words for "you" are filled in for every text (bot/speak.ts), and only Vietnamese needs them. */
const FORMS_OF_ADDRESS = new Set(["you", "You"]);

const PLURAL = /_(?:zero|one|two|few|many|other)$/;

/** Reads all files of all languages; throws AppError "texts:invalid" with one line for every mistake. */
export function readLocales(directory: string): Record<Language, Locale> {
  const mistakes: string[] = [];
  const locales = { vi: readLocale(directory, "vi", mistakes), en: readLocale(directory, "en", mistakes) };
  mistakes.push(...differences(locales.vi, locales.en));
  if (mistakes.length > 0) throw new AppError("texts:invalid", mistakes.join("\n"));
  return locales;
}

function readLocale(directory: string, language: Language, mistakes: string[]): Locale {
  const texts = new Map<string, string>();
  const folder = join(directory, language);
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".yaml"))) {
    const where = `${language}/${file}`;
    try {
      const content: unknown = parse(readFileSync(join(folder, file), "utf8"));
      collect(content, `${file.slice(0, -".yaml".length)}:`, where, texts, mistakes);
    } catch (fault) {
      mistakes.push(`${where}: ${fault instanceof Error ? fault.message : "unreadable"}`);
    }
  }
  return texts;
}

function collect(node: unknown, key: string, where: string, texts: Map<string, string>, mistakes: string[]): void {
  if (typeof node === "string") {
    mistakes.push(...textMistakes(node).map((mistake) => `${where}: ${key}: ${mistake}`));
    texts.set(key, node.trimEnd().normalize("NFC"));
  } else if (typeof node === "object" && node !== null && !Array.isArray(node)) {
    for (const [name, child] of Object.entries(node)) {
      if (/[.:]/.test(name)) mistakes.push(`${where}: ${key}${name}: a key has no "." or ":"`);
      collect(child, key.endsWith(":") ? key + name : `${key}.${name}`, where, texts, mistakes);
    }
  } else {
    mistakes.push(`${where}: ${key}: must be a text or a group of texts`);
  }
}

function textMistakes(text: string): string[] {
  return [
    ...(text.trim() === "" ? ["is empty"] : []),
    ...unknownFormats(text).map((format) => `unknown format "${format}"`),
  ];
}

/** Compared without plural endings: Vietnamese has one form where English has two. */
function differences(vi: Locale, en: Locale): string[] {
  const [wantedVi, wantedEn] = [wantedValues(vi), wantedValues(en)];
  const keys = new Set([...wantedVi.keys(), ...wantedEn.keys()]);
  return [...keys].sort().flatMap((key) => {
    const [a, b] = [wantedVi.get(key), wantedEn.get(key)];
    if (!a || !b) return [`${key}: missing in ${a ? "en" : "vi"}`];
    return a.join() === b.join() ? [] : [`${key}: vi wants {${a.join(", ")}}, en wants {${b.join(", ")}}`];
  });
}

function wantedValues(texts: Locale): Map<string, string[]> {
  const wanted = new Map<string, string[]>();
  for (const [key, text] of texts) {
    const base = key.replace(PLURAL, "");
    wanted.set(
      base,
      [
        ...new Set([...(wanted.get(base) ?? []), ...placeholders(text).filter((name) => !FORMS_OF_ADDRESS.has(name))]),
      ].sort(),
    );
  }
  return wanted;
}
