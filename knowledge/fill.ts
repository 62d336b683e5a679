// Fills a template: "{{vnd_month, dong}} đồng" → "540.000 đồng". A figure stands once, in the data, and is only shown here.
import { type Day, formatDay, isDay } from "../foundation/day.ts";
import type { Language } from "../foundation/language.ts";
import { formatDong } from "../foundation/money.ts";

export type Fillable = string | number | null | undefined;

const PLACE = /\{\{\s*([a-z0-9_]+)\s*(?:,\s*([a-z]+)\s*)?\}\}/g;
const FORMATS: Readonly<Record<string, (value: Fillable, language: Language) => string>> = {
  dong: (value, language) => formatDong(Math.round(Number(value)), language),
  million: (value, language) => plainNumber(Number(value) / 1_000_000, language),
  day: (value) => (typeof value === "string" && isDay(value) ? formatDay(value as Day) : String(value)),
};

/** The places of a template: name and format. */
export function placesIn(template: string): { name: string; format: string | null }[] {
  return [...template.matchAll(PLACE)].map((match) => ({ name: match[1]!, format: match[2] ?? null }));
}

export const KNOWN_FORMATS: readonly string[] = Object.keys(FORMATS);

/** The template with its places filled; null when a value is missing, so that no half sentence is ever shown. */
export function fill(template: string, values: Readonly<Record<string, Fillable>>, language: Language): string | null {
  let complete = true;
  const text = template.replace(PLACE, (_, name: string, format: string | undefined) => {
    const value = values[name];
    if (value === undefined || value === null) {
      complete = false;
      return "";
    }
    if (format) return FORMATS[format]!(value, language);
    return typeof value === "number" ? plainNumber(value, language) : value;
  });
  return complete ? text : null;
}

/** 6.24 → "6,24" in Vietnamese. */
function plainNumber(value: number, language: Language): string {
  return new Intl.NumberFormat(language === "vi" ? "vi-VN" : "en-GB", { maximumFractionDigits: 4 }).format(value);
}
