// Whatever anyone sends, in whatever state: an answer, no fault, a session that can be read again, messages that Zalo takes.
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Letter } from "../../bot/letter.ts";
import { loadLanguage } from "../../bot/understanding/language.ts";
import type { MessageContent, ZaloEvent } from "../../bot/zalo/event-types.ts";
import { outgoingMessage } from "../../bot/zalo/messages.ts";
import { HANDLERS } from "../../handlers/index.ts";
import type { AccountState } from "../../registry/accounts.ts";
import { readSession } from "../../registry/session.ts";
import { type OpenStore, openStore } from "../setup/open-store.ts";
import { accountOf, groundOfWalk, NOW, walk } from "../setup/walk.ts";

const WALKS = 200;
const STEPS = 10;
const SEED = 20261121;

let store: OpenStore;
beforeAll(async () => {
  store = await openStore("embedded");
});
afterAll(() => store.close());

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
  {
    weight: 1,
    arbitrary: fc
      .constantFrom(...CONTENTS)
      .map((content) => ({ event: { kind: "message", content, text: "" } }) as Sent),
  },
  { weight: 1, arbitrary: fc.constantFrom(...KINDS).map((kind) => ({ event: { kind } }) as Sent) },
);

const start = fc
  .record({
    language: fc.constantFrom("vi" as const, "en" as const),
    consent: fc.constantFrom(null, ground.library.service.consent.version),
    pausedUntil: fc.constantFrom(null, new Date(NOW.getTime() + 60_000)),
  })
  .map((one) => accountOf(one.language, one.consent, one.pausedUntil));

it("answers every message in every state with messages that Zalo takes and a session that can be read", async () => {
  let steps = 0;
  await fc.assert(
    fc.asyncProperty(
      start,
      fc.array(sent, { minLength: STEPS, maxLength: STEPS, size: "max" }),
      async (account, messages) => {
        let state = account;
        for (const one of messages) {
          state = await stepOf(state, eventOf(state, one));
          steps += 1;
        }
      },
    ),
    { numRuns: WALKS, seed: SEED },
  );
  expect(steps).toBeGreaterThanOrEqual(WALKS * STEPS);
});

function eventOf({ session }: AccountState, one: Sent): Partial<ZaloEvent> {
  if ("event" in one) return one.event;
  const offered = session.choices[one.choice % Math.max(1, session.choices.length)];
  const words = { button: offered?.payload, number: String(one.choice + 1), title: offered?.title };
  return { kind: "message", content: "text", text: words[one.as] ?? "1" };
}

/** Takes the step, checks what must hold of each, and returns the account as it would be read again from the store. */
async function stepOf(account: AccountState, event: Partial<ZaloEvent>): Promise<AccountState> {
  const taken = await walk(ground, store, account, event);
  const stored = JSON.parse(JSON.stringify(taken.account.session));
  expect(readSession(stored)).toEqual(taken.account.session);
  const silent = event.kind === "takeover" || event.kind === "unfollow" || toldOfPause(account);
  if (!silent) expect(taken.messages.length, JSON.stringify(event)).toBeGreaterThan(0);
  for (const { body } of taken.messages) {
    const letter = body as Letter;
    if (letter.call === "forget") continue;
    for (const message of [...letter.messages, ...(letter.plain ?? [])]) {
      expect(outgoingMessage.safeParse(message).error?.issues).toBeUndefined();
    }
  }
  return { ...taken.account, session: readSession(stored) };
}

/** The one silence there is: an officer writes, and the person was told that the bot stands back. */
function toldOfPause({ pausedUntil, session }: AccountState): boolean {
  return pausedUntil !== null && pausedUntil > NOW && session.toldOfPause !== null;
}
