// Sends what lies in the outbox: each person's messages one after the other, many persons at once. What Zalo answers
// decides what becomes of a message (bot/zalo/errors.ts); answers are recorded together (group commit).
import type { Clock } from "../foundation/clock.ts";
import { AppError, describeFault } from "../foundation/errors.ts";
import type { Logger } from "../foundation/log.ts";
import { type ClaimedMessage, claimMessages, type Delivery, recordDeliveries } from "../registry/outbox.ts";
import type { Store } from "../registry/store.ts";
import { afterAnswer } from "./after-answer.ts";
import type { Capability } from "./capability.ts";
import { type Letter, withPicture } from "./letter.ts";
import type { Metrics } from "./metrics.ts";
import { foundOf, type Runner, startRunner } from "./worker.ts";
import type { ZaloAnswer } from "./zalo/answer.ts";
import type { ZaloClient } from "./zalo/client.ts";

export interface DeliverOptions {
  store: Store;
  zalo: ZaloClient;
  capability: Capability;
  clock: Clock;
  metrics: Metrics;
  log: Logger;
}

const IDLE_MS = 250;
/** Answers that come in meanwhile are recorded together. */
const REST_MS = 40;
const AT_ONCE = 64;
/** As long as little waits, no more of the shared pace is kept than this. */
const FEW = 8;
/** Longer than the longest call to Zalo, its retries included: only a process that died leaves a lease to run out. */
const LEASE_MS = 30_000;
const WINDOW_MS = 7 * 24 * 3600 * 1000;

/** Starts sending. `stop()` waits for the calls under way. */
export function startDelivery(options: DeliverOptions): Runner {
  const { store, zalo, clock, log } = options;
  const inFlight = new Set<Promise<void>>();
  /** Until when what is being sent, or not yet recorded, is held by this process. */
  const leases = new Map<bigint, Date>();
  let done: Delivery[] = [];
  let hungry = false;

  const runner = startRunner(
    async () => {
      const finished = done;
      done = [];
      try {
        await recordDeliveries(store, finished, clock.now());
      } catch (fault) {
        done = [...finished, ...done]; // Zalo has them: not to be forgotten because the store is away
        throw fault;
      }
      for (const { id } of finished) leases.delete(id);
      // Only what may be sent at once is claimed: a message that waited for its turn could outlive its lease.
      const room = await zalo.reserve(Math.min(AT_ONCE - inFlight.size, hungry ? AT_ONCE : FEW));
      if (room === 0) return "nothing";
      const now = clock.now();
      const leaseUntil = new Date(now.getTime() + LEASE_MS);
      const sending = [...leases].filter(([, until]) => until <= now).map(([id]) => id);
      const claimed = await claimMessages(store, { limit: room, now, leaseUntil, sending });
      for (const message of claimed) {
        leases.set(message.id, leaseUntil);
        const delivering = deliverOne(options, message)
          .catch((fault: unknown) => unsent(options, message, fault))
          .then((delivery) => {
            done.push(delivery);
            inFlight.delete(delivering);
            runner.wake();
          });
        inFlight.add(delivering);
      }
      hungry = claimed.length === room;
      return foundOf(claimed.length, room);
    },
    { idleMs: IDLE_MS, restMs: REST_MS },
    log,
  );

  return {
    wake: () => runner.wake(),
    running: () => runner.running(),
    async stop() {
      await runner.stop();
      await Promise.all(inFlight);
      await recordDeliveries(store, done, clock.now());
    },
  };
}

/** One call for a claimed message: its next part, unless the echo says that Zalo has it already. */
async function deliverOne(options: DeliverOptions, claimed: ClaimedMessage): Promise<Delivery> {
  const { zalo, capability, clock } = options;
  const { id, accountId, echoedAs } = claimed;
  const letter = claimed.body as Letter;
  if (letter.call === "forget") return conclude(options, claimed, letter, await zalo.deleteFollowerInfo(accountId));
  if (echoedAs !== null && !letter.taken.includes(echoedAs)) return acknowledged(options, claimed, letter, echoedAs);

  const lastAct = claimed.lastInteractionAt?.getTime() ?? 0;
  if (clock.now().getTime() - lastAct > WINDOW_MS)
    return { id, state: "held", fault: "no message from the person for 7 days" };

  if (letter.picture !== undefined) return upload(options, claimed, letter, letter.picture);
  const plainly = letter.plain !== null && !capability.interactive();
  const chosen: Letter = plainly ? { ...letter, messages: letter.plain!, plain: null } : letter;
  const answer = await zalo.sendMessage({ user_id: accountId }, chosen.messages[0]!);
  if (!answer.ok) return conclude(options, claimed, chosen, answer);
  return acknowledged(options, claimed, chosen, answer.data.messageId);
}

/** It never came to the call. A message outside Zalo's limits never will; anything else passes, as a store that was away while the token was read. */
function unsent(options: DeliverOptions, claimed: ClaimedMessage, fault: unknown): Delivery {
  const reason = describeFault(fault);
  options.log.error({ message: String(claimed.id), fault: reason }, "a message could not be sent at all");
  if (fault instanceof AppError && fault.code.startsWith("zalo:"))
    return { id: claimed.id, state: "dead", fault: reason };
  return conclude(options, claimed, claimed.body as Letter, {
    ok: false,
    unreachable: { reason, outcomeUnknown: false },
  });
}

/** Gives Zalo the picture of a letter; the letter goes on with its id. Nothing was sent yet: repeating it does no harm. */
async function upload(
  options: DeliverOptions,
  claimed: ClaimedMessage,
  letter: Letter & { call: "message" },
  picture: string,
): Promise<Delivery> {
  const { zalo, clock, log } = options;
  const answer = await zalo.uploadImage({ name: "an-sinh.png", bytes: Buffer.from(picture, "base64") });
  const goOn = (body: Letter): Delivery => {
    return { id: claimed.id, state: "waiting", readyAt: clock.now(), fault: null, unsure: false, body };
  };
  if (answer.ok) return goOn(withPicture(letter, answer.data.attachmentId));
  const known =
    "unreachable" in answer ? { ...answer, unreachable: { ...answer.unreachable, outcomeUnknown: false } } : answer;
  const delivery = conclude(options, claimed, letter, known);
  if (delivery.state !== "dead") return delivery;
  log.warn({ message: String(claimed.id), fault: delivery.fault }, "a picture was not taken: the words go without it");
  return goOn(withPicture(letter, null));
}

/** Zalo has the first part: the rest goes out as soon as this is recorded. */
function acknowledged(
  { clock, metrics }: DeliverOptions,
  { id }: ClaimedMessage,
  letter: Letter & { call: "message" },
  zaloId: string | null,
): Delivery {
  const rest = letter.messages.slice(1);
  metrics.deliveries.inc({ outcome: rest.length === 0 ? "sent" : "part" });
  if (rest.length === 0) return { id, state: "sent", zaloId };
  const taken = zaloId === null ? letter.taken : [...letter.taken, zaloId];
  // What is left of the numbered form must stay in step: all parts but the last are the same in both forms.
  const plain = letter.plain?.slice(1) ?? null;
  const body: Letter = { ...letter, messages: rest, plain, taken };
  return { id, state: "waiting", readyAt: clock.now(), fault: null, unsure: false, body };
}

/** Turns Zalo's answer into what is recorded, counted and, where it must be, told to an operator. */
function conclude(
  options: DeliverOptions,
  claimed: ClaimedMessage,
  rest: Letter,
  answer: ZaloAnswer<unknown>,
): Delivery {
  const { capability, clock, metrics, log } = options;
  const { id, attempts } = claimed;
  const verdict = afterAnswer(answer, rest, { attempts, now: clock.now() });
  metrics.deliveries.inc({ outcome: verdict.outcome });
  if (!answer.ok && "refused" in answer && answer.refused.action === "render-plain") capability.refused();
  switch (verdict.outcome) {
    case "sent":
      return { id, state: "sent", zaloId: null };
    case "again": {
      const { readyAt, fault, unsure, letter } = verdict;
      return { id, state: "waiting", readyAt, fault, unsure, body: letter };
    }
    default:
      if (verdict.tellOperator)
        log.error({ message: String(id), fault: verdict.fault }, "Zalo does not take a message: an operator is needed");
      return { id, state: verdict.outcome, fault: verdict.fault };
  }
}
