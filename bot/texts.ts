// Everything the bot says, by key and language. A missing text or value is a fault found here, never a "{{name}}" on someone's phone.
import { createInstance, type i18n } from "i18next";
import { AppError } from "../foundation/errors.ts";
import { LANGUAGES, type Language } from "../foundation/language.ts";
import { type Locale, readLocales } from "./locale-files.ts";
import { fill, type TextValues } from "./placeholders.ts";

export interface Texts {
  /**
   * The text "namespace:nested.key" in a language, with its values filled in: `{{x, dong}}` wants whole đồng, `{{x, day}}` a Day.
   * Throws AppError "texts:missing" for an unknown key or a value not given, "texts:value" for a value that cannot be written.
   */
  say(language: Language, key: string, values?: TextValues): string;
  /** True when both languages have the key (for checks at start). */
  has(key: string): boolean;
}

/** Loads knowledge/texts; throws AppError "texts:invalid" listing every mistake and every difference between the languages. */
export function createTexts(directory: string): Texts {
  const engine = createEngine(readLocales(directory));
  const find = (language: Language, key: string, plural: { count?: number }) => {
    const options = { lng: language, ...plural, skipInterpolation: true };
    if (!engine.exists(key, options)) throw new AppError("texts:missing", `no text "${key}" in ${language}`);
    return engine.t(key, options);
  };
  // Looking up costs far more than filling in, and without a count a key has one text for ever.
  const found = { vi: new Map<string, string>(), en: new Map<string, string>() };
  return {
    has: (key) => LANGUAGES.every((lng) => engine.exists(key, { lng, count: 1 })),
    say(language, key, values = {}) {
      if (typeof values.count === "number") return fill(find(language, key, { count: values.count }), values, language);
      const text = found[language].get(key) ?? find(language, key, {});
      found[language].set(key, text);
      return fill(text, values, language);
    },
  };
}

/** i18next finds the text and its plural form. Values are filled in by `fill`, which knows no way to leave one out. */
function createEngine(locales: Record<Language, Locale>): i18n {
  const engine = createInstance();
  const resources = Object.fromEntries(LANGUAGES.map((language) => [language, byNamespace(locales[language])]));
  void engine.init({ lng: "vi", fallbackLng: false, initAsync: false, keySeparator: false, resources });
  return engine;
}

function byNamespace(texts: Locale): Record<string, Record<string, string>> {
  const namespaces: Record<string, Record<string, string>> = {};
  for (const [key, text] of texts) {
    const [namespace = "", name = ""] = key.split(":");
    namespaces[namespace] ??= {};
    namespaces[namespace][name] = text;
  }
  return namespaces;
}
