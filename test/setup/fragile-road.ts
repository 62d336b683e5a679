// The road of server.ts in this process, on an embedded store that outlives it: when fate lets it die, the next one starts on
// the same store, as a process would.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { SqlDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import express from "express";
import { createCapability } from "../../bot/capability.ts";
import { startDelivery } from "../../bot/deliver.ts";
import { echoesOf, type Letter } from "../../bot/letter.ts";
import { createMetrics } from "../../bot/metrics.ts";
import { createTexts } from "../../bot/texts.ts";
import { openUnderstanding } from "../../bot/understanding/understand.ts";
import { webhookRouter } from "../../bot/webhook.ts";
import { PACES, startWorkers } from "../../bot/worker.ts";
import { createZaloClient } from "../../bot/zalo/client.ts";
import { createHttp } from "../../bot/zalo/http.ts";
import { createRateLimiter, ownAllowance } from "../../bot/zalo/rate.ts";
import { pastedPair, type TokenPair } from "../../bot/zalo/token-store.ts";
import { createTokenKeeper } from "../../bot/zalo/tokens.ts";
import type { Clock } from "../../foundation/clock.ts";
import { createLog } from "../../foundation/log.ts";
import { HANDLERS } from "../../handlers/index.ts";
import { loadLibrary } from "../../knowledge/library.ts";
import { PrismaClient } from "../../prisma/generated/client.ts";
import { createInbox } from "../../registry/inbox.ts";
import { expireLeases, noteEcho } from "../../registry/outbox.ts";
import type { Seal } from "../../registry/seal.ts";
import { createTokenStore } from "../../registry/tokens.ts";
import { createFate, type Doom, type Fate } from "./fate.ts";
import { fatefulHttp, fatefulStore } from "./outer-walls.ts";
import type { OutsideZalo } from "./outside-zalo.ts";

/** What outlives every process. */
export interface Ground {
  factory: SqlDriverAdapterFactory;
  seal: Seal;
  zalo: OutsideZalo;
  clock: Clock;
  /** Where the process of the moment takes events. */
  webhook: string | null;
}

export interface FragileRoad {
  /** Of the first process: the next one is spared. */
  fate: Fate;
  /** Resolves when whatever must follow a death has happened. */
  recovered(): Promise<void>;
  stop(): Promise<void>;
}

interface Life {
  close(): void;
  stop(): Promise<void>;
}

const KNOWLEDGE = join(import.meta.dirname, "../../knowledge");
const KNOWN = {
  library: loadLibrary(KNOWLEDGE),
  texts: createTexts(join(KNOWLEDGE, "texts")),
  understand: openUnderstanding(),
  handlers: HANDLERS,
};
const LOG = createLog("silent");

/** Starts it. */
export async function startFragile(ground: Ground, doom: Doom | null): Promise<FragileRoad> {
  const fate = createFate(doom);
  let life: Life | null = null;
  const first = fatefulStore(ground.factory, fate);
  const next = async () => {
    life?.close();
    await first.bury();
    const spared = createFate(null);
    life = await live(ground, spared, fatefulStore(ground.factory, spared).factory);
  };
  const born = await Promise.race([
    live(ground, fate, first.factory).then(
      (started) => {
        life = started;
        return true;
      },
      () => false, // a process that cannot start ends, and is started again
    ),
    fate.death.then(() => true),
  ]);
  const later = born ? fate.death.then(next) : next();
  return {
    fate,
    recovered: () => (fate.dead || !born ? later : Promise.resolve()),
    stop: async () => life?.stop(),
  };
}

/** One process: what server.ts builds, as far as a message goes. */
async function live(ground: Ground, fate: Fate, adapter: SqlDriverAdapterFactory): Promise<Life> {
  const { seal, zalo: outside, clock } = ground;
  const store = { client: new PrismaClient({ adapter }), seal };
  const metrics = createMetrics();
  await expireLeases(store, clock.now());
  const { environment } = outside;
  const { ZALO_APP_ID: appId, ZALO_OA_ID: oaId, ZALO_OA_SECRET_KEY: secretKey } = environment as Names;
  const tokens = createTokenStore<TokenPair>(store, oaId, clock);
  if ((await tokens.read()) === null)
    await tokens.underLock((_, save) =>
      save(pastedPair(environment.ZALO_ACCESS_TOKEN!, environment.ZALO_REFRESH_TOKEN!)),
    );
  const http = fatefulHttp(createHttp(), fate);
  const { ZALO_OAUTH_BASE_URL: oauthBaseUrl, ZALO_APP_SECRET: appSecret } = environment as Names;
  const keeper = createTokenKeeper({ store: tokens, oauthBaseUrl, appId, appSecret, clock, http, log: LOG });
  const rate = createRateLimiter(ownAllowance(1_000_000, clock), sleep);
  const zalo = createZaloClient({ baseUrl: environment.ZALO_API_BASE_URL!, http, tokens: keeper, rate });

  const settling = { quietMs: 0, longestMs: 0 };
  const road = { store, clock, ...KNOWN, settling, publicUrl: "http://127.0.0.1", metrics, log: LOG };
  const capability = createCapability("auto", clock);
  const delivery = startDelivery({ store, zalo, capability, clock, metrics, log: LOG });
  const worker = startWorkers(road, PACES.embedded, () => delivery.wake());
  const inbox = createInbox(store, worker.wake);
  const server = createServer(
    express().use(
      webhookRouter({
        zalo: { appId, oaId, secretKey, lenient: false },
        inbox,
        echoed: ({ personId, msgId, text }) =>
          noteEcho(
            store,
            { accountId: personId, zaloId: msgId, isOf: (body) => echoesOf(body as Letter, text) },
            clock.now(),
          ),
        clock,
        rememberedDays: KNOWN.library.service.retentionDays.inbound,
        metrics,
        log: LOG,
      }),
    ),
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  ground.webhook = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook/zalo`;
  outside.simulator.webhookUrl = ground.webhook;
  const close = () => {
    server.close();
    server.closeAllConnections();
    http.close();
  };
  return {
    close,
    async stop() {
      await worker.stop();
      await delivery.stop();
      close();
      await store.client.$disconnect();
    },
  };
}

type Names = Record<
  "ZALO_APP_ID" | "ZALO_OA_ID" | "ZALO_OA_SECRET_KEY" | "ZALO_OAUTH_BASE_URL" | "ZALO_APP_SECRET",
  string
>;
