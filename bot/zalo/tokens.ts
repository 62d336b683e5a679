// Keeps one usable access token for the account. The refresh token works once: two processes that use it at the same time, or one
// that forgets the answer, lose the grant until a person consents again. Hence the lock, the re-reading and the saving before use.
import type { Clock } from "../../foundation/clock.ts";
import type { Logger } from "../../foundation/log.ts";
import type { Http } from "./http.ts";
import { type OauthAnswer, requestTokens } from "./oauth.ts";
import type { TokenPair, TokenStore } from "./token-store.ts";

export interface TokenKeeper {
  /** A token to call with, renewed ahead of its end; null when there is none now (see the log for why). */
  accessToken(): Promise<string | null>;
  /** Replaces a token that Zalo no longer takes; returns the new one, or null when that is impossible for now. */
  refresh(staleToken: string): Promise<string | null>;
  /** Ends the consent: exchanges the code of the callback for the first pair and stores it. */
  exchangeCode(code: string, verifier: string): Promise<OauthAnswer>;
}

export interface TokenKeeperOptions {
  store: TokenStore;
  oauthBaseUrl: string;
  appId: string;
  appSecret: string;
  clock: Clock;
  http: Http;
  log: Logger;
}

const FIRST_PAUSE = 5_000;
const LONGEST_PAUSE = 10 * 60_000;

/** A keeper over a store shared with other processes. */
export function createTokenKeeper(options: TokenKeeperOptions): TokenKeeper {
  const { store, clock, log } = options;
  const now = () => clock.now().getTime();
  const pause = growingPause(now);
  let known: TokenPair | null = null;
  let renewing: Promise<string | null> | null = null;
  // A pair that Zalo gave and the store did not take: asking again would fail, the refresh token is spent.
  let unsaved: { replaces: string; pair: TokenPair } | null = null;

  async function keep(pair: TokenPair, save: Save): Promise<string> {
    unsaved = { replaces: known?.accessToken ?? "", pair };
    await save(pair);
    known = pair;
    pause.end();
    return pair.accessToken;
  }

  async function giveUp(pair: TokenPair, reason: string, save: Save): Promise<null> {
    known = { ...pair, needsOperator: reason };
    await save(known);
    log.error({ reason }, "Zalo will not renew the access token: consent again or paste a new pair");
    return null;
  }

  async function ask(current: TokenPair, save: Save): Promise<string | null> {
    if (current.refreshToken === null) return giveUp(current, "no refresh token", save);
    const grant = { grant_type: "refresh_token", refresh_token: current.refreshToken } as const;
    const answer = await requestTokens(options, grant, now());
    if (answer.status === "granted") return keep(answer.pair, save);
    if (answer.status === "refused") return giveUp(current, answer.reason, save);
    log.warn({ reason: answer.reason, pauseMs: pause.grow() }, "renewing the access token failed, will try again");
    return null;
  }

  async function renew(staleToken: string): Promise<string | null> {
    const token = await store.underLock(async (current, save) => {
      known = current;
      if (!current) return null;
      if (current.accessToken !== staleToken) return usable(current, now());
      if (unsaved?.replaces === staleToken) return keep(unsaved.pair, save);
      return current.needsOperator !== null || pause.lasts() ? null : ask(current, save);
    });
    unsaved = null;
    return token;
  }

  async function refresh(staleToken: string): Promise<string | null> {
    renewing ??= renew(staleToken).finally(() => {
      renewing = null;
    });
    return renewing;
  }

  return {
    refresh,
    async accessToken() {
      if (!known || known.needsOperator !== null) known = await store.read();
      if (!known) return null;
      const pair = known;
      const renewed = isDue(pair, now()) && !pause.lasts() ? await refresh(pair.accessToken) : null;
      return renewed ?? usable(pair, now());
    },
    async exchangeCode(code, verifier) {
      return store.underLock(async (current, save) => {
        known = current;
        const grant = { grant_type: "authorization_code", code, code_verifier: verifier } as const;
        const answer = await requestTokens(options, grant, now());
        if (answer.status === "granted") await keep(answer.pair, save);
        return answer;
      });
    },
  };
}

type Save = (pair: TokenPair) => Promise<void>;

function usable(pair: TokenPair, at: number): string | null {
  return pair.expiresAt === null || at < pair.expiresAt ? pair.accessToken : null;
}

function isDue(pair: TokenPair, at: number): boolean {
  return pair.renewAt !== null && at >= pair.renewAt && pair.needsOperator === null;
}

/** Twice as long after each failure, up to ten minutes. `grow` returns the milliseconds of the new pause. */
function growingPause(now: () => number) {
  let next = FIRST_PAUSE;
  let until = 0;
  return {
    // A clock that is put back must not make the pause longer than it can be.
    lasts: () => now() < until && until - now() <= LONGEST_PAUSE,
    grow() {
      const pause = next;
      until = now() + pause;
      next = Math.min(next * 2, LONGEST_PAUSE);
      return pause;
    },
    end() {
      next = FIRST_PAUSE;
      until = 0;
    },
  };
}
