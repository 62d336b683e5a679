// The client of Zalo for this installation: HTTP, token keeper and rate limiter put together.
import { setTimeout as sleep } from "node:timers/promises";
import type { Clock } from "../foundation/clock.ts";
import type { Logger } from "../foundation/log.ts";
import { createZaloClient, type ZaloClient } from "./zalo/client.ts";
import { createHttp } from "./zalo/http.ts";
import { type Allowance, createRateLimiter } from "./zalo/rate.ts";
import { pastedPair, type TokenPair, type TokenStore } from "./zalo/token-store.ts";
import { createTokenKeeper, type TokenKeeper } from "./zalo/tokens.ts";

export interface ConnectOptions {
  apiBaseUrl: string;
  oauthBaseUrl: string;
  appId: string;
  appSecret: string;
  /** Of calls: this process's own, or shared. */
  allowance: Allowance;
  /** A pair from outside; the stored one is newer and wins, unless this one `replaces` it. */
  pair: { accessToken: string | null; refreshToken: string | null; replaces: boolean } | null;
  tokens: TokenStore;
  clock: Clock;
  log: Logger;
}

/** A call that takes longer than this has an unknown outcome. */
const TIMEOUT_MS = 10_000;

/** Stores the given pair if it counts, and returns what everything else calls Zalo through. */
export async function connectZalo(options: ConnectOptions): Promise<{ zalo: ZaloClient; keeper: TokenKeeper }> {
  const { clock, log, tokens: store, pair } = options;
  // A pair that is there needs no lock: after a kill while it was renewed the lock is held for a minute by nobody.
  if (pair !== null && (pair.replaces || (await store.read()) === null)) {
    await store.underLock(async (current, save) => {
      if (current === null || pair.replaces) await save(firstPair(pair));
    });
  }
  const http = createHttp({ timeoutMs: TIMEOUT_MS });
  const { oauthBaseUrl, appId, appSecret } = options;
  const keeper = createTokenKeeper({ store, oauthBaseUrl, appId, appSecret, clock, http, log });
  const rate = createRateLimiter(options.allowance, sleep);
  return { zalo: createZaloClient({ baseUrl: options.apiBaseUrl, http, tokens: keeper, rate }), keeper };
}

/** A refresh token alone is enough: an access token that has ended stands for the one that is missing. */
function firstPair({
  accessToken,
  refreshToken,
}: {
  accessToken: string | null;
  refreshToken: string | null;
}): TokenPair {
  const pair = pastedPair(accessToken ?? "", refreshToken);
  return accessToken === null ? { ...pair, renewAt: 0, expiresAt: 0 } : pair;
}
