// Random people who send anything in any state, step after step: what must hold of each step is checked as it is taken.
import assert from "node:assert/strict";
import fc from "fast-check";
import type { Letter } from "../../bot/letter.ts";
import { loadLanguage } from "../../bot/understanding/language.ts";
import { warmedUp } from "../../bot/understanding/understand.ts";
import type { MessageContent, ZaloEvent } from "../../bot/zalo/event-types.ts";
import { outgoingMessage } from "../../bot/zalo/messages.ts";
import { HANDLERS } from "../../handlers/index.ts";
import type { AccountState } from "../../registry/accounts.ts";
import { readSession } from "../../registry/session.ts";
import type { Store } from "../../registry/store.ts";
import { commune } from "./commune.ts";
import { hardMessages } from "./hard-messages.ts";
import { accountOf, type Beginning, groundOfWalk, NOW, walk } from "./walk.ts";

/** Messages made at once: few, so that keeping them costs the readings nothing. */
const AT_ONCE = 1000;

export const WALKERS = ["citizen", "linked", "head", "reviewer", "officer", "leader", "province"];

const ground = groundOfWalk();
const language = loadLanguage();
const sentences = language.utterances().map(({ text }) => text);
const facts = ground.library.knowledge.facts.facts.map(({ id }) => id);
const fields = ground.library.knowledge.domains.map(({ id }) => id);

/** What is sent: an event, or a choice of the last reply by its place, as a button, a number or its title. */
type Sent = { event: Partial<ZaloEvent> } | { choice: number; as: "button" | "number" | "title" };

const text = (content: string): Sent => ({ event: { kind: "message", content: "text", text: content } });
const CONTENTS: MessageContent[] = [
  "text",
  "image",
  "gif",
  "link",
  "audio",
  "video",
  "sticker",
  "location",
  "file",
  "card",
];
const KINDS = ["follow", "unfollow", "chatnow", "withdraw", "submit-info", "takeover"] as const;

const payload = fc
  .tuple(
    fc.constantFrom(...HANDLERS.keys(), "gone", "", "__proto__"),
    fc.constantFrom("", "start", "back", "again", "yes", "no", "class", "about", "field", "fact", "area", "income"),
    fc.oneof(
      fc.constantFrom("", "poor", "pupil", "yes", "urban", ...fields, ...facts.map((id) => `${id}.yes`)),
      fc.string(),
    ),
  )
  .map((parts) => `#${parts.filter((part) => part !== "").join(".")}`);

const sent: fc.Arbitrary<Sent> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...sentences).map(text) },
  { weight: 6, arbitrary: fc.record({ choice: fc.nat(5), as: fc.constantFrom("button", "number", "title") }) },
  { weight: 2, arbitrary: fc.constantFrom(...language.commands.keys()).map(text) },
  { weight: 2, arbitrary: payload.map(text) },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom("có", "không", "không rõ", "4 người", "5 triệu", "81 tuổi", "hộ nghèo", "vì sao")
      .map(text),
  },
  { weight: 1, arbitrary: fc.bigInt({ min: -10n, max: 10n ** 18n }).map((number) => text(String(number))) },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 300 }).map(text) },
  { weight: 1, arbitrary: fc.string({ unit: "grapheme", maxLength: 3000 }).map(text) },
  { weight: 1, arbitrary: hardMessages(sentences).map(text) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom(...CONTENTS)
      .map((content) => ({ event: { kind: "message", content, text: "" } }) as Sent),
  },
  { weight: 1, arbitrary: fc.constantFrom(...KINDS).map((kind) => ({ event: { kind } }) as Sent) },
);

const start: fc.Arbitrary<Beginning> = fc.record({
  id: fc.constantFrom(...WALKERS),
  language: fc.constantFrom("vi" as const, "en" as const),
  consent: fc.constantFrom(null, ground.library.service.consent.version),
  pausedUntil: fc.constantFrom(null, new Date(NOW.getTime() + 60_000)),
});

/** A commune to walk in: a citizen, one linked to a household, and one of each role that works by chat. */
export async function populate(store: Store): Promise<void> {
  const village = "Thôn An Lạc";
  await store.client.account.createMany({ data: ["citizen", "linked"].map((id) => ({ id })) });
  await commune(store, {
    villages: [village, "Thôn Đông Phong"],
    people: {
      head: `village-head@${village}`,
      reviewer: `reviewer@${village}`,
      officer: "commune-officer",
      leader: "commune-leader",
      province: "province-officer",
    },
    households: [
      { head: "Nguyễn Văn Tám", village, linked: ["linked"] },
      { head: "Trần Văn Tám", village },
      { head: "Phạm Thị Mão", village, status: "near_poor" },
    ],
  });
}

/** How many walks of how many steps, and what to begin with. */
export interface RandomWalks {
  walks: number;
  steps: number;
  seed: number;
}

/** Walks; throws at the first step that breaks a promise, with the shortest way to it. Returns how many steps were taken and the slowest of them. */
export async function walkRandomly(store: Store, { walks, steps, seed }: RandomWalks) {
  await populate(store);
  const seen = { steps: 0, slowestMs: 0 };
  const messages = fc.array(sent, { minLength: steps, maxLength: steps, size: "max" });
  const property = fc.asyncProperty(start, messages, async (begin, all) => {
    let state = await accountOf(ground, store, begin);
    for (const one of all) {
      const event = eventOf(state, one);
      const began = performance.now();
      state = await stepOf(store, state, event);
      seen.slowestMs = Math.max(seen.slowestMs, performance.now() - began);
      seen.steps += 1;
    }
  });
  await fc.assert(property, { numRuns: walks, seed });
  return seen;
}

/** Milliseconds of the slowest readings. */
export interface SlowestReadings {
  /** By the clock, with whatever else the machine did meanwhile. */
  met: number;
  /** Of processor time, of the message that costs most: the least of its three readings, so without the collection of garbage. */
  cost: number;
}

/** Understands `count` of the messages that walkers send, as a server does that was started. */
export function slowestReadings(count: number, seed: number): SlowestReadings {
  const slowest: SlowestReadings = { met: 0, cost: 0 };
  const today = ground.clock.today();
  const understand = warmedUp(ground.understand, ground.library);
  const costOf = (message: string) => {
    const before = process.threadCpuUsage();
    understand(message, { today });
    return process.threadCpuUsage(before).user / 1000;
  };
  for (let from = 0; from < count; from += AT_ONCE) {
    for (const one of fc.sample(sent, { numRuns: Math.min(AT_ONCE, count - from), seed: seed + from })) {
      if (!("event" in one) || one.event.kind !== "message") continue;
      const message = one.event.text ?? "";
      const began = performance.now();
      const cost = costOf(message);
      slowest.met = Math.max(slowest.met, performance.now() - began);
      if (cost > slowest.cost) slowest.cost = Math.max(slowest.cost, Math.min(cost, costOf(message), costOf(message)));
    }
  }
  return slowest;
}

function eventOf({ session }: AccountState, one: Sent): Partial<ZaloEvent> {
  if ("event" in one) return one.event;
  const offered = session.choices[one.choice % Math.max(1, session.choices.length)];
  const words = { button: offered?.payload, number: String(one.choice + 1), title: offered?.title };
  return { kind: "message", content: "text", text: words[one.as] ?? "1" };
}

/** Takes the step, checks what must hold of each, and returns the account as it would be read again from the store. */
export async function stepOf(store: Store, account: AccountState, event: Partial<ZaloEvent>): Promise<AccountState> {
  const taken = await walk(ground, store, account, event);
  const stored = JSON.parse(JSON.stringify(taken.account.session));
  assert.deepEqual(readSession(stored), taken.account.session);
  const silent = event.kind === "takeover" || event.kind === "unfollow" || toldOfPause(account);
  assert.ok(silent || taken.messages.length > 0, `no answer to ${JSON.stringify(event)}`);
  for (const { body } of taken.messages) {
    const letter = body as Letter;
    if (letter.call === "forget") continue;
    for (const message of [...letter.messages, ...(letter.plain ?? [])]) {
      assert.deepEqual(outgoingMessage.safeParse(message).error?.issues, undefined);
    }
  }
  return { ...taken.account, session: readSession(stored) };
}

/** The one silence there is: an officer writes, and the person was told that the bot stands back. */
function toldOfPause({ pausedUntil, session }: AccountState): boolean {
  return pausedUntil !== null && pausedUntil > NOW && session.toldOfPause !== null;
}
