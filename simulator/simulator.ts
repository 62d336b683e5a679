// The simulated Zalo as one object: a router to mount, people who act, and the switches of the outside world.
import { Router } from "express";
import { AppError } from "../foundation/errors.ts";
import type { Faults } from "./faults.ts";
import type { MediaShelf } from "./media.ts";
import { oauthRouter } from "./oauth.ts";
import { openapiRouter } from "./openapi/router.ts";
import { pageRouter } from "./page-api.ts";
import { actAs, type SimulatedPerson } from "./person.ts";
import { createPlatform, type Platform, sendToPerson } from "./platform.ts";
import type { CastMember, Settings, SimulatorOptions } from "./settings.ts";
import type { Tokens } from "./tokens.ts";
import { createVariants, type Variants } from "./variants.ts";
import type { WebhookSender } from "./webhook-sender.ts";
import { type ChatMessage, draftOf, personOf } from "./world.ts";

/** A running simulator. */
export interface Simulator {
  /** OpenAPI under /openapi, OAuth under /oauth, the chat page at its root. Mount it before any body parser. */
  router: Router;
  /** Where events are posted; null drops them. */
  webhookUrl: string | null;
  /** Everything that may be changed while it runs (acceptInteractive, ratePerMinute, quiet, …). */
  settings: Settings;
  tokens: Tokens;
  faults: Faults;
  webhook: WebhookSender;
  variants: Variants;
  media: MediaShelf;
  /** API paths refused as a missing right, e.g. `.set("/v3.0/oa/message/cs", -212)`. */
  refusedApis: Map<string, number>;
  /** A Zalo user by id, made on first use. */
  person(id: string, cast?: Partial<Omit<CastMember, "id">>): SimulatedPerson;
  /** An officer who answers by hand in the OA tool: an oa_send_text echo with admin_id. */
  officer: { reply(personId: string, text: string, adminId?: string): ChatMessage };
  /** What the OA has sent to a person, oldest first. */
  messagesTo(personId: string): ChatMessage[];
  /** Resolves when the OA has sent this person at least `count` messages in all; a fault (AppError) after `timeoutMs`. */
  waitForMessages(personId: string, count: number, timeoutMs?: number): Promise<ChatMessage[]>;
  close(): void;
}

/** Builds a simulator; nothing listens and nothing is sent until the router is mounted and the webhook address is known. */
export function createSimulator(options: SimulatorOptions): Simulator {
  const platform = createPlatform(options);
  const { settings, world, feed, faults, webhook, tokens, media, refusedApis } = platform;
  const messagesTo = (personId: string) =>
    personOf(world, personId).messages.filter((message) => message.from === "oa");
  return {
    router: routerOf(platform),
    get webhookUrl() {
      return settings.webhookUrl;
    },
    set webhookUrl(url) {
      settings.webhookUrl = url;
    },
    settings,
    tokens,
    faults,
    webhook,
    variants: createVariants(platform),
    media,
    refusedApis,
    person: (id, cast = {}) => actAs(platform, personOf(world, id, cast)),
    officer: {
      reply: (personId, text, adminId = "900000000000000001") =>
        sendToPerson(platform, personOf(world, personId), draftOf("text", { text }), adminId),
    },
    messagesTo,
    waitForMessages(personId, count, timeoutMs = 5000) {
      const { promise, resolve, reject } = Promise.withResolvers<ChatMessage[]>();
      const look = () => {
        const found = messagesTo(personId);
        if (found.length >= count) resolve(found);
      };
      const stop = feed.watch(look);
      const timer = setTimeout(() => {
        const found = messagesTo(personId).length;
        reject(new AppError("simulator:no-answer", `${found} of ${count} messages came within ${timeoutMs} ms`));
      }, timeoutMs);
      look();
      return promise.finally(() => {
        stop();
        clearTimeout(timer);
      });
    },
    close: () => webhook.close(),
  };
}

function routerOf(platform: Platform): Router {
  const router = Router();
  router.use(["/openapi", "/oauth"], platform.faults.middleware);
  router.use("/openapi", openapiRouter(platform));
  router.use("/oauth", oauthRouter(platform));
  router.use(pageRouter(platform));
  return router;
}
