// The door Zalo knocks on: raw bytes in, seal checked, event stored, 200. Understanding comes later (bot/worker.ts).
import express, { type Request, type Response, type Router } from "express";
import type { Clock } from "../foundation/clock.ts";
import { describeFault } from "../foundation/errors.ts";
import type { Logger } from "../foundation/log.ts";
import type { ArrivingEvent, Inbox } from "../registry/inbox.ts";
import type { Metrics } from "./metrics.ts";
import type { EchoEvent, ZaloEvent } from "./zalo/event-types.ts";
import { readEvent, sealedFields } from "./zalo/events.ts";
import { readJson } from "./zalo/json.ts";
import { SIGNATURE_HEADER, verifySignature } from "./zalo/signature.ts";

/** What the webhook needs. `lenient`: a bad seal is answered 200 (and still dropped), while the URL is being registered. */
export interface WebhookOptions {
  zalo: { appId: string; oaId: string; secretKey: string; lenient: boolean };
  inbox: Inbox;
  /** Zalo repeats what the account sent: was it a message still under way, or one whose answer was lost? */
  echoed(echo: KnownEcho): Promise<boolean>;
  clock: Clock;
  /** How long an event that was handled is remembered: an older one could be a copy that nobody would know. Zalo repeats for an hour. */
  rememberedDays: number;
  metrics: Metrics;
  log: Logger;
}

const BODY_LIMIT = "1mb";

/** `POST /webhook/zalo`: 200 stored or nothing to do, 400 unreadable, 401 wrong seal, 413 too large, 503 not stored (Zalo sends it again). */
export function webhookRouter(options: WebhookOptions): Router {
  const router = express.Router();
  router.post("/webhook/zalo", express.raw({ type: () => true, limit: BODY_LIMIT }), (request, response, next) => {
    receive(options, request, response).catch(next);
  });
  return router;
}

async function receive(options: WebhookOptions, request: Request, response: Response): Promise<void> {
  const { zalo, metrics, log } = options;
  const answered = metrics.webhookSeconds.startTimer();
  const raw: Buffer = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  const body = readJson(raw);
  if (!body.ok) return answer(400, "unreadable");

  const { appId, timestamp } = sealedFields(body.json);
  const header = request.get(SIGNATURE_HEADER);
  const genuine = appId === zalo.appId && verifySignature(header, zalo.appId, raw, timestamp, zalo.secretKey);
  if (!genuine) return answer(zalo.lenient ? 200 : 401, "wrong-seal");

  const reading = readEvent(body.json, zalo.oaId);
  if (reading.status === "unknown") return answer(200, "unknown");
  if (reading.status === "malformed") {
    log.warn({ reason: reading.reason }, "an event of Zalo could not be read");
    return answer(200, "malformed");
  }
  if (request.get("num_retry")) metrics.redelivered.inc();
  const { event } = reading;
  const now = options.clock.now();
  if (isForgotten(event, now, options.rememberedDays)) return answer(200, "stale");
  if (event.kind === "echo" && event.msgId !== null && (await options.echoed({ ...event, msgId: event.msgId })))
    return answer(200, "echo-noted");
  const arriving = toStore(event, now);
  if (arriving === null) return answer(200, "ignored");
  try {
    const isNew = await options.inbox.accept(arriving);
    answer(200, isNew ? "stored" : "duplicate");
  } catch (fault) {
    log.error({ fault: describeFault(fault) }, "an event could not be stored; Zalo will send it again");
    answer(503, "not-stored");
  }

  function answer(status: number, outcome: string): void {
    metrics.webhook.inc({ outcome });
    answered();
    response.status(status).end();
  }
}

const DAY_MS = 24 * 3600 * 1000;
/** Milliseconds have thirteen digits; a timestamp that was cut off says nothing. */
const THIRTEEN_DIGITS = 1e12;

function isForgotten({ timestamp }: ZaloEvent, now: Date, days: number): boolean {
  return timestamp !== null && timestamp >= THIRTEEN_DIGITS && timestamp < now.getTime() - days * DAY_MS;
}

/** Our own message as Zalo copies it back, with its id. */
export type KnownEcho = EchoEvent & { msgId: string };

const TWO_DAYS = 2 * DAY_MS;

/** The row to store, or null for what needs no step: our own echoes, seen and received marks, reactions, notices. */
function toStore(event: ZaloEvent, receivedAt: Date): ArrivingEvent | null {
  switch (event.kind) {
    case "message":
    case "takeover":
    case "follow":
    case "unfollow":
    case "chatnow":
    case "withdraw":
    case "submit-info":
      break;
    default:
      return null;
  }
  // Samples with a cut-off timestamp exist: one that cannot be right does not decide the order of a person's messages.
  const written = event.timestamp ?? Number.NaN;
  const plausible = Math.abs(receivedAt.getTime() - written) < TWO_DAYS;
  const occurredAt = plausible ? new Date(Math.min(written, receivedAt.getTime())) : receivedAt;
  const { dedupKey, eventName, personId } = event;
  return { dedupKey, eventName, accountId: personId, occurredAt, receivedAt, event };
}
