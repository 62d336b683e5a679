// The parts of the simulated Zalo, put together once and handed to the routes and to the people who act.
import { createFaults, type Faults } from "./faults.ts";
import { createFeed, type Feed } from "./feed.ts";
import { createMediaShelf, type MediaShelf } from "./media.ts";
import { type Settings, type SimulatorOptions, settle } from "./settings.ts";
import { createTokens, type Tokens } from "./tokens.ts";
import { createWebhookSender, type WebhookSender } from "./webhook-sender.ts";
import { echoEvent, receivedEvent, seenEvent } from "./wire-events.ts";
import { type ChatMessage, createWorld, type Draft, type Person, personOf, remember, type World } from "./world.ts";

/** Everything a route or an actor may need. */
export interface Platform {
  settings: Settings;
  world: World;
  feed: Feed;
  faults: Faults;
  webhook: WebhookSender;
  tokens: Tokens;
  media: MediaShelf;
  /** API paths the app may not call, with the code Zalo would refuse them with (-209, -212, -223, …). */
  refusedApis: Map<string, number>;
}

/** A platform with its cast and nothing said yet. */
export function createPlatform(options: SimulatorOptions): Platform {
  const settings = settle(options);
  const world = createWorld();
  const feed = createFeed();
  for (const member of settings.people) personOf(world, member.id, member);
  return {
    settings,
    world,
    feed,
    faults: createFaults(() => feed.publish({ kind: "faults" })),
    webhook: createWebhookSender(settings, () => feed.publish({ kind: "webhook" })),
    tokens: createTokens(settings.clock),
    media: createMediaShelf(settings),
    refusedApis: new Map(),
  };
}

/** Puts a message of the OA on the person's phone and tells the webhook: echo, received and, with the chat open, seen. */
export function sendToPerson(
  platform: Platform,
  person: Person,
  draft: Draft,
  adminId: string | null = null,
): ChatMessage {
  const { settings, world, feed, webhook } = platform;
  const at = settings.clock.now().getTime();
  const message = remember(world, draft, { personId: person.id, from: "oa", at, adminId, seen: person.open });
  feed.publish({ kind: "message", message });
  if (!settings.quiet.echo) webhook.post(echoEvent(settings, person, message));
  if (!settings.quiet.received) webhook.post(receivedEvent(settings, person, message.id));
  if (person.open && !settings.quiet.seen) webhook.post(seenEvent(settings, person, [message.id]));
  return message;
}
