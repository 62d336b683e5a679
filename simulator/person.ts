// A Zalo user with a phone in hand: everything a person can do towards the OA, each act ending in an event to the webhook.
import type { Platform } from "./platform.ts";
import type { Delivery } from "./webhook-sender.ts";
import {
  followEvent,
  personEvent,
  personMessageEvent,
  reactedEvent,
  seenEvent,
  submitInfoEvent,
  type WireEvent,
} from "./wire-events.ts";
import { type Button, type ChatMessage, type Draft, draftOf, type Media, type Person, remember } from "./world.ts";

/** What became of an act: the message it made (if any) and the first attempt to deliver its event (null: no event). */
export interface Act {
  messageId: string | null;
  delivery: Delivery | null;
}

/** A person who acts. Every act resolves when the webhook has answered for the first time, or failed to. */
export type SimulatedPerson = ReturnType<typeof messages> &
  ReturnType<typeof relations> & { readonly id: string; readonly name: string };

/** Puts a phone into the hand of a person of this platform. */
export function actAs(platform: Platform, person: Person): SimulatedPerson {
  return Object.assign({ id: person.id, name: person.name }, messages(platform, person), relations(platform, person));
}

function messages(platform: Platform, person: Person) {
  const say = (draft: Draft, hidden = false) => speak(platform, person, draft, hidden);
  const show = (kind: Draft["kind"], media: Media, text = "") => say(draftOf(kind, { media, text }));
  return {
    /** Writes; `quoteId` answers one message. */
    text: (text: string, quoteId: string | null = null) => say(draftOf("text", { text, quoteId })),
    /** Presses a button of the newest message that has it: by position (from 0), by payload or by title. */
    press(choice: number | string): Promise<Act> {
      const button = findButton(person, choice);
      if (button === null) throw new RangeError(`${person.id} sees no button ${JSON.stringify(choice)}`);
      const sends = button.type === "oa.query.show" || button.type === "oa.query.hide";
      if (!sends) return Promise.resolve({ messageId: null, delivery: null });
      return say(draftOf("text", { text: String(button.payload) }), button.type === "oa.query.hide");
    },
    image: (media: Media, caption = "") => show("image", media, caption),
    gif: (media: Media) => show("gif", media),
    link: (url: string, description = "") => show("link", { url, description, thumbnail: "" }, url),
    file: (media: Media) => show("file", media),
    audio: (media: Media) => show("audio", media),
    video: (media: Media) => show("video", media),
    sticker: (media: Media) => show("sticker", media),
    /** Shares a place; Zalo sends both numbers as texts. */
    location: (latitude: number, longitude: number) =>
      show("location", { latitude: String(latitude), longitude: String(longitude) }),
    /** Shares somebody's business card; phone and QR address travel as JSON inside the description. */
    card: (phone: string, qrCodeUrl = "") =>
      show("card", { url: "", thumbnail: "", description: JSON.stringify({ phone, qrCodeUrl }) }),
  };
}

function relations(platform: Platform, person: Person) {
  const { settings, webhook, feed, world } = platform;
  const emit = async (event: WireEvent): Promise<Act> => {
    feed.publish({ kind: "person", person });
    return { messageId: null, delivery: await webhook.send(event) };
  };
  const nothing: Act = { messageId: null, delivery: null };
  return {
    /** Follows the OA, which counts as an interaction. */
    follow(source = "oa_profile") {
      person.follower = true;
      touch(platform, person);
      return emit(followEvent(settings, person, "follow", source));
    },
    unfollow(source = "oa_profile") {
      person.follower = false;
      return emit(followEvent(settings, person, "unfollow", source));
    },
    /** Presses "Nhắn tin" on the OA's page; Zalo tells it only for people who never chatted. */
    chatnow() {
      if (person.lastInteraction !== null) return Promise.resolve(nothing);
      touch(platform, person);
      return emit(personEvent(settings, person, "user_click_chatnow"));
    },
    submitInfo: (info: Record<string, unknown>) => emit(submitInfoEvent(settings, person, info)),
    /** Puts an icon on a message of the OA. */
    react(messageId: string, icon: string) {
      const message = world.messages.get(messageId);
      if (message?.personId !== person.id) throw new RangeError(`${person.id} sees no message ${messageId}`);
      message.reactions.push(icon);
      feed.publish({ kind: "message-changed", message });
      return emit(reactedEvent(settings, person, messageId, icon));
    },
    /** Looks at the chat once: everything unread is seen. */
    see() {
      const unread = person.messages.filter((message) => message.from === "oa" && !message.seen);
      for (const message of unread) message.seen = true;
      if (unread.length === 0 || settings.quiet.seen) return Promise.resolve(nothing);
      return emit(
        seenEvent(
          settings,
          person,
          unread.map((message) => message.id),
        ),
      );
    },
    /** Uses the right to withdraw consent: the OA's operator must erase what it holds. */
    withdraw: () => emit(personEvent(settings, person, "user_withdraw")),
    /** Keeps the chat on the screen, so that messages are seen as they come; `close` puts the phone away. */
    open() {
      person.open = true;
    },
    close() {
      person.open = false;
    },
    /** Refuses messages of the OA (-244). Zalo sends no event for it. */
    block() {
      person.blocked = true;
      feed.publish({ kind: "person", person });
    },
    unblock() {
      person.blocked = false;
      feed.publish({ kind: "person", person });
    },
    /** Stays away from Zalo for more than 45 days (-227), or comes back. */
    setInactive(inactive: boolean) {
      person.inactive = inactive;
    },
  };
}

async function speak(platform: Platform, person: Person, draft: Draft, hidden: boolean): Promise<Act> {
  const { settings, world, feed, webhook } = platform;
  const at = touch(platform, person);
  const message = remember(world, draft, { personId: person.id, from: "person", at, hidden });
  feed.publish({ kind: "message", message });
  return { messageId: message.id, delivery: await webhook.send(personMessageEvent(settings, person, message)) };
}

function touch(platform: Platform, person: Person): number {
  person.lastInteraction = platform.settings.clock.now().getTime();
  return person.lastInteraction;
}

function findButton(person: Person, choice: number | string): Button | null {
  const fits = (button: Button, index: number) =>
    index === choice || button.payload === choice || button.title === choice;
  const offered = person.messages.map(choicesOf).findLast((buttons) => buttons.some(fits));
  return offered?.find(fits) ?? null;
}

/** Everything that can be tapped in a message: its buttons, then the rows of a list that do something. */
function choicesOf({ buttons, elements }: ChatMessage): Button[] {
  const rows = elements.flatMap(({ title, default_action }) =>
    default_action === undefined ? [] : [{ title, type: String(default_action.type), payload: default_action.payload }],
  );
  return [...buttons, ...rows];
}
