// OAuth v4 tokens of the OA: access 25 hours, refresh three months and once only; a new pair kills the old one (§2.3).
import { createHash, randomBytes } from "node:crypto";
import type { SimulatorClock } from "./clock.ts";

const ACCESS_LIFE_SECONDS = 90_000;
const REFRESH_LIFE_MS = 90 * 24 * 60 * 60 * 1000;
const CODE_LIFE_MS = 10 * 60 * 1000;

/** The answer of the token endpoint: `expires_in` is a text of seconds. */
interface TokenAnswer {
  access_token: string;
  refresh_token: string;
  expires_in: string;
}

/** Issues, rotates and judges tokens. A null answer is a refusal. */
export interface Tokens {
  /** A pair without the consent flow, as the API Explorer of the console gives it. */
  issue(): TokenAnswer;
  /** A code for the consent redirect: ten minutes, once. */
  issueCode(codeChallenge: string | null): string;
  exchangeCode(code: string, codeVerifier: string | null): TokenAnswer | null;
  refresh(refreshToken: string): TokenAnswer | null;
  /** Whether a call with this token may pass: unknown is -216, expired or replaced is -220. */
  judge(accessToken: string | undefined): "valid" | "unknown" | "expired";
  /** Kills the access token now in use, as if its 25 hours had passed. */
  expireAccess(): void;
}

/** Tokens of one OA that has not granted anything yet. */
export function createTokens(clock: SimulatorClock): Tokens {
  const accessTokens = new Map<string, number>();
  const refreshTokens = new Map<string, number>();
  const codes = new Map<string, { challenge: string | null; until: number }>();
  const now = () => clock.now().getTime();

  const issue = (): TokenAnswer => {
    for (const token of accessTokens.keys()) accessTokens.set(token, 0);
    refreshTokens.clear();
    const pair = {
      access_token: randomBytes(64).toString("base64url"),
      refresh_token: randomBytes(64).toString("base64url"),
    };
    accessTokens.set(pair.access_token, now() + ACCESS_LIFE_SECONDS * 1000);
    refreshTokens.set(pair.refresh_token, now() + REFRESH_LIFE_MS);
    return { ...pair, expires_in: String(ACCESS_LIFE_SECONDS) };
  };

  return {
    issue,
    issueCode(challenge) {
      const code = randomBytes(48).toString("base64url");
      codes.set(code, { challenge, until: now() + CODE_LIFE_MS });
      return code;
    },
    exchangeCode(code, verifier) {
      const grant = codes.get(code);
      codes.delete(code);
      if (!grant || grant.until <= now()) return null;
      return grant.challenge === null || grant.challenge === challengeOf(verifier ?? "") ? issue() : null;
    },
    refresh(token) {
      const until = refreshTokens.get(token);
      return until === undefined || until <= now() ? null : issue();
    },
    judge(token) {
      const until = accessTokens.get(token ?? "");
      if (until === undefined) return "unknown";
      return until > now() ? "valid" : "expired";
    },
    expireAccess() {
      for (const token of accessTokens.keys()) accessTokens.set(token, 0);
    },
  };
}

/** PKCE, S256: base64url without padding of the verifier's SHA-256. */
function challengeOf(verifier: string): string {
  return createHash("sha256").update(verifier).digest("base64url");
}
