// What a cell means by the kind of its column: a value, or the reason why it is none. Reasons are keys of
// knowledge/spreadsheet/texts.yaml; rules and lists are data of the same folder.
import { addDays, type Day, day, isDay } from "../../foundation/day.ts";
import { fold } from "../../foundation/vietnamese.ts";
import type { Choice } from "../../knowledge/schema/spreadsheet.ts";
import type { SpreadsheetValues } from "../../knowledge/spreadsheet.ts";
import type { PlainFacts } from "../households/household.ts";
import type { RawCell } from "./raw-row.ts";

export type CellValue = string | number | boolean | readonly string[] | PlainFacts;

/** What came of reading a cell. */
export type CellReading = { value: CellValue } | { reason: string; places?: Readonly<Record<string, string>> };

/** Reads a cell that holds something and is no formula. */
export type CellReader = (raw: Exclude<RawCell, null | object>) => CellReading;

/** The letters and digits of a label, folded: what people vary in writing it does not count. */
export function labelKey(text: string): string {
  return fold(text).replace(/[^\p{L}\p{N}]+/gu, "");
}

export const readText: CellReader = (raw) => ({ value: String(raw) });

export const readCode: CellReader = (raw) => matching(String(raw), /^[A-Za-z0-9][A-Za-z0-9./_-]{0,39}$/, "code");

export const readName: CellReader = (raw) =>
  matching(String(raw).replace(/\s+/g, " "), /^\p{L}[\p{L}\p{M} .'’-]{0,99}$/u, "name");

function matching(text: string, pattern: RegExp, reason: string): CellReading {
  return pattern.test(text) ? { value: text } : { reason };
}

/** A whole number from 0. */
export const readScore: CellReader = (raw) => {
  const score = typeof raw === "boolean" ? Number.NaN : Number(raw);
  return Number.isSafeInteger(score) && score >= 0 && score < 10_000 ? { value: score } : { reason: "score" };
};

/** One entry of a list, by its label or any other spelling. */
export function choiceReader(choices: readonly Pick<Choice, "id" | "label" | "also">[], reason = "choice"): CellReader {
  const byKey = new Map<string, string>();
  for (const { id, label, also } of choices) for (const one of [label, id, ...also]) byKey.set(labelKey(one), id);
  const labels = choices.map(({ label }) => label).join(", ");
  return (raw) => {
    const id = byKey.get(labelKey(String(raw)));
    return id === undefined ? { reason, places: { choices: labels } } : { value: id };
  };
}

/** Several entries of a list between semicolons (or commas where no entry has one); the word for no means none of them. */
export function choicesReader(one: CellReader, none: readonly string[]): CellReader {
  const empty = new Set(none.map(labelKey));
  return (raw) => {
    if (empty.has(labelKey(String(raw)))) return { value: [] };
    const ids: string[] = [];
    const parts = String(raw)
      .split(/[;\n]/)
      .flatMap((part) => ("value" in one(part) ? [part] : part.split(",")));
    for (const part of parts.map((text) => text.trim()).filter((text) => text !== "")) {
      const reading = one(part);
      if ("reason" in reading) return reading;
      ids.push(reading.value as string);
    }
    return { value: [...new Set(ids)] };
  };
}

/** Yes or no. */
export function flagReader({ yes, no }: Pick<SpreadsheetValues, "yes" | "no">): CellReader {
  const [isYes, isNo] = [new Set(yes.map(labelKey)), new Set(no.map(labelKey))];
  return (raw) => {
    const key = labelKey(String(raw));
    if (isYes.has(key)) return { value: true };
    return isNo.has(key) ? { value: false } : { reason: "choice", places: { choices: `${yes[0]}, ${no[0]}` } };
  };
}

/** Where spreadsheets begin to count days. */
const SERIAL_ZERO = day("1899-12-30");

/** A day: day/month/year, year-month-day, or a spreadsheet's own number of days. `latest` bounds it when it cannot lie ahead. */
export function dayReader(latest: Day | null): CellReader {
  return (raw) => {
    const found = typeof raw === "number" ? fromSerial(raw) : fromText(String(raw));
    if (found === null) return { reason: "day" };
    return latest !== null && found > latest ? { reason: "future" } : { value: found };
  };
}

/** A day of birth, or the year alone as a text of four digits. */
export function birthReader(latest: Day): CellReader {
  const read = dayReader(latest);
  return (raw) => {
    const year = /^(?:19|20)\d{2}$/.test(String(raw)) ? String(raw) : null;
    if (year !== null) return year > latest.slice(0, 4) ? { reason: "future" } : { value: year };
    const reading = read(raw);
    return "reason" in reading && reading.reason === "day" ? { reason: "birth" } : reading;
  };
}

function fromSerial(count: number): Day | null {
  return Number.isInteger(count) && count > 366 && count < 80_000 ? addDays(SERIAL_ZERO, count) : null;
}

function fromText(text: string): Day | null {
  const iso = text.replace(/^(\d{4}-\d{2}-\d{2})T.*$/, "$1");
  if (isDay(iso)) return iso;
  const parts = /^(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})$/.exec(text);
  if (parts === null) return null;
  const written = `${parts[3]}-${parts[2]!.padStart(2, "0")}-${parts[1]!.padStart(2, "0")}`;
  return isDay(written) ? written : null;
}

/** A citizen's number; a spreadsheet that took it for a number has lost the zeros before it. */
export function identityReader({ digits, old_digits: old }: SpreadsheetValues["identity"]): CellReader {
  return (raw) => {
    const text = String(raw).replace(/[\s.-]/g, "");
    const number = typeof raw === "number" && text.length > old ? text.padStart(digits, "0") : text;
    const right = /^\d+$/.test(number) && (number.length === digits || number.length === old);
    return right ? { value: number } : { reason: "identity" };
  };
}

/** A telephone number as it is dialled inside the country; numbers of before 2018 become today's. */
export function phoneReader({ country, mobile, landline, former }: SpreadsheetValues["phone"]): CellReader {
  const [isMobile, isLandline] = [new RegExp(mobile), new RegExp(landline)];
  return (raw) => {
    const bare = String(raw).replace(/[\s.()-]/g, "");
    const home = bare.replace(new RegExp(`^(?:\\+|00)?${country}(?=\\d{9})`), "0");
    const dialled = typeof raw === "number" && !home.startsWith("0") ? `0${home}` : home;
    const prefix = dialled.length === 11 ? former[dialled.slice(0, 4)] : undefined;
    const number = prefix === undefined ? dialled : prefix + dialled.slice(4);
    return isMobile.test(number) || isLandline.test(number) ? { value: number } : { reason: "phone" };
  };
}
