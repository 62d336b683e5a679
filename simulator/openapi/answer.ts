// Zalo's envelope: {error, message, data}. A refusal is an ordinary answer, never an exception and never an HTTP error.
import type { z } from "zod";

/** What an operation answers. */
export type Answer = { error: 0; message: "Success"; data?: unknown } | { error: number; message: string };

/** A call after transport: parsed JSON body or `data` parameter, and the raw bytes for uploads. */
export interface Call {
  body: unknown;
  bytes: Buffer;
  contentType: string;
}

/** A success; without `data` where Zalo sends none. */
export function accept(data?: unknown): Answer {
  return data === undefined ? { error: 0, message: "Success" } : { error: 0, message: "Success", data };
}

/** A refusal with Zalo's published text for the code (spelling included), or with a given text. */
export function refuse(code: number, message: string = MESSAGES[code] ?? "Send message failed"): Answer {
  return { error: code, message };
}

/** -201 naming the wrong field, as Zalo does. */
export function invalid(field: string): Answer {
  return refuse(-201, `${field} is invalid!`);
}

/** Reads a body; what breaks a limit of length or number is -210, anything else wrong is -201 with the field's name. */
export function readBody<Shape extends z.ZodType>(
  shape: Shape,
  body: unknown,
): { ok: true; value: z.output<Shape> } | { ok: false; answer: Answer } {
  const reading = shape.safeParse(body);
  if (reading.success) return { ok: true, value: reading.data };
  const issue = reading.error.issues[0];
  if (issue?.code === "too_big") return { ok: false, answer: refuse(-210) };
  const field = issue?.path.findLast((step) => typeof step === "string") ?? "body";
  return { ok: false, answer: invalid(String(field)) };
}

const MESSAGES: Record<number, string> = {
  [-32]: "Your application reached limit call api",
  [-100]: "attachment_id was expired",
  [-209]: "Not supported this api",
  [-210]: "Parameter exceeds allowable limit",
  [-212]: "App has not registed this api",
  [-213]: "User has not followed OA",
  [-216]: "Access token is invalid",
  [-220]: "access_token is expired or removed",
  [-223]: "Official Account has not authorized this API",
  [-227]: "User is banned or has been inactive for more than 45 days",
  [-230]: "User has not interacted with the OA in the past 7 days",
  [-233]: "message type is invalid or not support",
  [-240]: "MessageV2 API has been shut down, please switch to MessageV3",
  [-244]: "User has restricted this message type from your OA",
};
