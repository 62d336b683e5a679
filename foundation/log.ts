// Structured logs for operators. A line carries known fields only, ids of rows and words of the program: never a person's
// text, name, number or token. A field that is not in the list does not compile, and is hidden if it comes all the same.
import { pino } from "pino";
import { withoutValues } from "./without-values.ts";

const FIELDS = [
  "attempt",
  "attempts",
  "careful",
  "dead",
  "event",
  "eventName",
  "evidence",
  "fault",
  "files",
  "form",
  "message",
  "page",
  "pauseMs",
  "reason",
  "rows",
  "schedule",
  "session",
  "status",
  "voice",
  "why",
] as const;

type Fields = { [name in (typeof FIELDS)[number]]?: string | number | boolean | null };

interface Write {
  (fields: Fields, message: string): void;
  (message: string): void;
}

export interface Logger {
  info: Write;
  warn: Write;
  error: Write;
}

/** A logger that writes JSON lines to standard output, or to `lines`. */
export function createLog(level: string, lines?: { write(line: string): void }): Logger {
  const known = new Set<string>(FIELDS);
  const shown = (name: string, value: unknown) => {
    if (!known.has(name) || typeof value === "object") return value === null ? null : "[hidden]";
    return typeof value === "string" ? withoutValues(value) : value;
  };
  const log = (fields: object) =>
    Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, shown(name, value)]));
  const options = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, formatters: { log } };
  return lines === undefined ? pino(options) : pino(options, lines);
}
