// Structured logs for operators. Never a person's text, name, number or token: ids of rows only.
import { type Logger, pino } from "pino";

export type { Logger };

/** A logger that writes JSON lines to standard output and hides what must never be written even by mistake. */
export function createLog(level: string): Logger {
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: [
        "text",
        "*.text",
        "access_token",
        "*.access_token",
        "refresh_token",
        "*.refresh_token",
        "headers",
        "*.headers",
      ],
      censor: "[hidden]",
    },
  });
}
