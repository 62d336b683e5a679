// Deliveries that are wrong, odd or hostile on purpose, so that a webhook can be shown every one of them (§11 "Webhook sender").
import { signature } from "../bot/zalo/signature.ts";
import type { Platform } from "./platform.ts";
import type { Settings } from "./settings.ts";
import type { Delivery } from "./webhook-sender.ts";
import { personMessageEvent, type WireEvent } from "./wire-events.ts";
import { draftOf, type Person, personOf, remember } from "./world.ts";

const HOUR_AND_MORE = 61 * 60 * 1000;

/** A body and the header that goes with it; null leaves the header out. */
interface Parcel {
  body: string;
  mac: string | null;
}

type Sign = (body: string, timestamp: string | undefined) => string;
type Wrapper = (event: WireEvent, sign: Sign, settings: Settings) => Parcel;

/** Every oddity by name. All but the first group carry a correct MAC over exactly the bytes sent. */
const WRAPPERS = {
  // Must be refused.
  "tampered-body": (event, sign) => ({ ...signed(event, sign), body: JSON.stringify({ ...event, extra: 1 }) }),
  "wrong-secret": (event, _sign, { appId, oaSecretKey }) => {
    const body = JSON.stringify(event);
    return { body, mac: signature(appId, body, String(event.timestamp), `${oaSecretKey}-old`) };
  },
  "no-signature": (event) => ({ body: JSON.stringify(event), mac: null }),
  "wrong-app-id": (event, _sign, { oaSecretKey }) => {
    const body = JSON.stringify({ ...event, app_id: "999000999" });
    return { body, mac: signature("999000999", body, String(event.timestamp), oaSecretKey) };
  },
  // Must be understood.
  "old-timestamp": (event, sign, { clock }) =>
    signed({ ...event, timestamp: String(clock.now().getTime() - HOUR_AND_MORE) }, sign),
  "number-ids": (event, sign) =>
    signed(event, sign, (body) => body.replaceAll(/"(app_id|id|timestamp|user_id_by_app)":"(\d+)"/g, '"$1":$2')),
  "escaped-slashes": (event, sign) => signed(event, sign, (body) => body.replaceAll("/", "\\/")),
  "escaped-unicode": (event, sign) => signed(event, sign, (body) => body.replaceAll(/[\u0080-\uffff]/g, escapeLetter)),
  // Must be answered 200 and otherwise ignored.
  "unknown-event": (event, sign) => signed({ ...event, event_name: "user_did_something_new" }, sign),
  "missing-fields": ({ app_id, event_name, timestamp }, sign) =>
    signed({ app_id, event_name, ...(timestamp && { timestamp }) }, sign),
  "no-timestamp": ({ timestamp: _gone, ...probe }, sign) => signed(probe as WireEvent, sign),
} satisfies Record<string, Wrapper>;

/** Names of the odd deliveries; "duplicate" posts one good event twice. */
export type VariantKind = keyof typeof WRAPPERS | "duplicate";

/** Sends odd deliveries. */
export interface Variants {
  kinds: readonly VariantKind[];
  /** A person writes `text`, but the event goes out in this odd way. Resolves with every delivery made. */
  send(kind: VariantKind, personId: string, text: string): Promise<Delivery[]>;
  /** Posts these events in this order, each `times` times, without waiting in between: shuffled or repeated traffic. */
  replay(events: readonly WireEvent[], times?: number): Promise<Delivery[]>;
}

/** Odd deliveries for this platform. */
export function createVariants(platform: Platform): Variants {
  const { settings, webhook } = platform;
  const sign: Sign = (body, timestamp) => signature(settings.appId, body, timestamp ?? "", settings.oaSecretKey);
  const replay = (events: readonly WireEvent[], times = 1) =>
    Promise.all(events.flatMap((event) => Array.from({ length: times }, () => webhook.send(event))));
  return {
    kinds: [...(Object.keys(WRAPPERS) as (keyof typeof WRAPPERS)[]), "duplicate"],
    replay,
    async send(kind, personId, text) {
      const event = spokenEvent(platform, personOf(platform.world, personId), text);
      if (kind === "duplicate") return replay([event], 2);
      const wrap: Wrapper = WRAPPERS[kind];
      const { body, mac } = wrap(event, sign, settings);
      return [await webhook.sendRaw(event.event_name, Buffer.from(body), mac)];
    },
  };
}

function spokenEvent({ settings, world }: Platform, person: Person, text: string): WireEvent {
  const at = settings.clock.now().getTime();
  person.lastInteraction = at;
  const message = remember(world, draftOf("text", { text }), { personId: person.id, from: "person", at });
  return personMessageEvent(settings, person, message);
}

function signed(event: WireEvent, sign: Sign, rewrite: (body: string) => string = (body) => body): Parcel {
  const body = rewrite(JSON.stringify(event));
  return { body, mac: sign(body, event.timestamp) };
}

function escapeLetter(letter: string): string {
  return `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
