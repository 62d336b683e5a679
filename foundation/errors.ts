// Faults. Outcomes ("not entitled", "no such household") are values and never come through here.
import { withoutValues } from "./without-values.ts";

/** A fault with a stable code "domain:reason"; `cause` keeps the original. The message is for operators, never for citizens. */
export class AppError extends Error {
  readonly code: `${string}:${string}`;

  constructor(code: `${string}:${string}`, message: string, options: { cause?: unknown } = {}) {
    super(message, options);
    this.name = "AppError";
    this.code = code;
  }
}

/** One line for a log: code and message, without stack; of what others threw without the values that it quotes. */
export function describeFault(fault: unknown): string {
  if (fault instanceof AppError) return `${fault.code} ${fault.message}`;
  if (fault instanceof Error) return `${fault.name}: ${withoutValues(fault.message)}`;
  return "unknown fault";
}
