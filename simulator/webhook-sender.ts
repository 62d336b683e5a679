// Zalo's side of the webhook: signs an event once, posts it, redelivers the same bytes on schedule, and at last gives up and
// switches the webhook off (zalo-oa-api §1.2, §1.3).
import { signature } from "../bot/zalo/signature.ts";
import type { Settings } from "./settings.ts";
import { createPostman, type PostResult } from "./webhook-post.ts";
import type { WireEvent } from "./wire-events.ts";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** Instants of the redeliveries, counted from the first attempt. */
const REDELIVERIES = [30 * SECOND, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE, 60 * MINUTE];
const KEPT_ATTEMPTS = 500;

/** The road of one event. `dropped`: no webhook set or switched off. `failed`: not delivered and not tried again. */
export interface Delivery {
  readonly eventName: string;
  readonly body: Buffer;
  readonly signature: string;
  outcome: "pending" | "delivered" | "failed" | "dropped";
  attempts: number;
  /** HTTP status of the last attempt; null when there was none. */
  status: number | null;
}

/** One attempt, as an operator would see it in a log. */
interface Attempt {
  eventName: string;
  at: Date;
  numRetry: number;
  result: PostResult;
  body: Buffer;
}

/** Posts events to the webhook and keeps account of them. */
export interface WebhookSender {
  /** Signs and sends; resolves when the first attempt has ended, well or badly. */
  send(event: WireEvent): Promise<Delivery>;
  /** Sends these bytes with this signature header, whatever they are: for deliveries that are wrong on purpose. */
  sendRaw(eventName: string, body: Buffer, signature: string | null): Promise<Delivery>;
  /** Sends without anybody waiting; `idle` waits for all of these. */
  post(event: WireEvent): void;
  /** Resolves when no attempt is under way (redeliveries that wait for their hour do not count). */
  idle(): Promise<void>;
  readonly delivered: number;
  readonly pending: ReadonlySet<Delivery>;
  readonly disabled: boolean;
  /** The last few hundred attempts, oldest first. */
  readonly attempts: readonly Attempt[];
  /** What an administrator does in the console after Zalo switched the webhook off. */
  enable(): void;
  close(): void;
}

/** The state a sender works on. */
interface SenderState {
  settings: Settings;
  delivered: number;
  disabled: boolean;
  pending: Set<Delivery>;
  attempts: Attempt[];
  underway: Set<Promise<unknown>>;
  alarms: Map<Delivery, () => void>;
  postman: ReturnType<typeof createPostman>;
  onChange: () => void;
}

/** A sender for one app; `onChange` is called when a delivery fails, recovers or the webhook is switched off. */
export function createWebhookSender(settings: Settings, onChange: () => void): WebhookSender {
  const state: SenderState = {
    settings,
    delivered: 0,
    disabled: false,
    pending: new Set(),
    attempts: [],
    underway: new Set(),
    alarms: new Map(),
    postman: createPostman(),
    onChange,
  };
  const sendRaw = (eventName: string, body: Buffer, mac: string | null) =>
    track(
      state,
      firstAttempt(state, { eventName, body, signature: mac ?? "", outcome: "pending", attempts: 0, status: null }),
    );
  const send = (event: WireEvent) => {
    const body = Buffer.from(JSON.stringify(event));
    return sendRaw(
      event.event_name,
      body,
      signature(settings.appId, body, String(event.timestamp), settings.oaSecretKey),
    );
  };
  return {
    send,
    sendRaw,
    post: (event) => void send(event),
    async idle() {
      while (state.underway.size > 0) await Promise.all(state.underway);
    },
    get delivered() {
      return state.delivered;
    },
    get disabled() {
      return state.disabled;
    },
    pending: state.pending,
    attempts: state.attempts,
    enable() {
      state.disabled = false;
      onChange();
    },
    close() {
      for (const cancel of state.alarms.values()) cancel();
      state.postman.close();
    },
  };
}

async function firstAttempt(state: SenderState, delivery: Delivery): Promise<Delivery> {
  if (state.settings.webhookUrl === null || state.disabled) {
    delivery.outcome = "dropped";
    return delivery;
  }
  state.pending.add(delivery);
  await attempt(state, delivery, state.settings.webhookUrl, state.settings.clock.now());
  return delivery;
}

async function attempt(state: SenderState, delivery: Delivery, url: string, firstAt: Date): Promise<void> {
  const numRetry = delivery.attempts;
  delivery.attempts += 1;
  const headers: Record<string, string> = {};
  if (delivery.signature !== "") headers["X-ZEvent-Signature"] = delivery.signature;
  if (numRetry > 0) headers.num_retry = String(numRetry);
  const at = state.settings.clock.now();
  const result = await state.postman.post(url, delivery.body, headers, state.settings.webhookDeadlineMs);
  delivery.status = result.kind === "answered" ? result.status : null;
  state.attempts.push({ eventName: delivery.eventName, at, numRetry, result, body: delivery.body });
  if (state.attempts.length > KEPT_ATTEMPTS) state.attempts.shift();
  judge(state, delivery, result, url, firstAt);
}

function judge(state: SenderState, delivery: Delivery, result: PostResult, url: string, firstAt: Date): void {
  const { clock, retryOn, log } = state.settings;
  if (result.kind === "answered" && result.status === 200) {
    delivery.outcome = "delivered";
    state.delivered += 1;
    state.pending.delete(delivery);
    if (delivery.attempts > 1) state.onChange();
    return;
  }
  log?.warn(
    { event: delivery.eventName, attempt: delivery.attempts, status: delivery.status },
    "the webhook did not take an event",
  );
  const mark = REDELIVERIES[delivery.attempts - 1];
  const again = (result.kind === "unreachable" || retryOn === "any-non-200") && !state.disabled;
  if (again && mark !== undefined) {
    const wait = Math.max(0, firstAt.getTime() + mark - clock.now().getTime());
    const wake = () => {
      state.alarms.delete(delivery);
      void track(state, attempt(state, delivery, url, firstAt));
    };
    state.alarms.set(delivery, clock.after(wait, wake));
  } else {
    delivery.outcome = "failed";
    state.pending.delete(delivery);
    if (again) state.disabled = true;
  }
  state.onChange();
}

function track<T>(state: SenderState, work: Promise<T>): Promise<T> {
  state.underway.add(work);
  return work.finally(() => state.underway.delete(work));
}
