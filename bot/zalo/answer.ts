// The three ways a call can end, as a value: done, refused by Zalo, or no answer worth the name. Only the last may be tried again as is.
import { z } from "zod";
import { actionFor, type RefusalAction } from "./errors.ts";
import type { HttpExchange, Unreachable } from "./http.ts";
import type { Rate } from "./rate.ts";

export interface Refusal {
  code: number;
  message: string;
  action: RefusalAction;
}

export type ZaloAnswer<T> =
  | { ok: true; data: T; rate?: Rate }
  | { ok: false; refused: Refusal; rate?: Rate }
  | { ok: false; unreachable: Unreachable };

/** Every answer of the OpenAPI; a failure has HTTP 200 as well and differs by `error` alone. */
const envelope = z.object({
  error: z.coerce.number().refine(Number.isInteger),
  message: z.string().catch(""),
  data: z.unknown().optional(),
});

/** Reads an exchange whose successful answer has data of `shape`. */
export function readAnswer<S extends z.ZodType>(exchange: HttpExchange, shape: S): ZaloAnswer<z.infer<S>> {
  if (!exchange.answered) {
    return { ok: false, unreachable: { reason: exchange.reason, outcomeUnknown: exchange.outcomeUnknown } };
  }
  const parsed = envelope.safeParse(exchange.body.ok ? exchange.body.json : null).data;
  if (!parsed || exchange.status >= 500) {
    // A redirect or a 4xx of a gateway means that the request was not taken; anything else may hide a request carried out.
    const outcomeUnknown = exchange.status >= 500 || exchange.status < 300;
    return { ok: false, unreachable: { reason: `HTTP ${exchange.status} without an answer`, outcomeUnknown } };
  }
  const rate = { rate: rateOf(exchange) };
  if (parsed.error !== 0) {
    const { error: code, message } = parsed;
    return { ok: false, refused: { code, message, action: actionFor(code, message) }, ...rate };
  }
  const data = shape.safeParse(parsed.data);
  if (data.success) return { ok: true, data: data.data, ...rate };
  return { ok: false, unreachable: { reason: "success with unexpected data", outcomeUnknown: true } };
}

function rateOf(exchange: HttpExchange & { answered: true }): Rate {
  const count = (name: string) => {
    const text = exchange.header(name);
    return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : null;
  };
  return { limit: count("X-RateLimit-Limit"), remain: count("X-RateLimit-Remain") };
}
