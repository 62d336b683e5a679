// The token endpoint (POST /v4/oa/access_token): a code or a refresh token in, a pair or a refusal out.
import { z } from "zod";
import { oauthActionFor } from "./errors.ts";
import { addressOf, type Http } from "./http.ts";
import { optionalText } from "./scalars.ts";
import type { TokenPair } from "./token-store.ts";

export type Grant =
  | { grant_type: "authorization_code"; code: string; code_verifier: string }
  | { grant_type: "refresh_token"; refresh_token: string };

/** `refused` is final: the same request will never be granted. `failed` may be tried again later. */
export type OauthAnswer =
  | { status: "granted"; pair: TokenPair }
  | { status: "refused"; reason: string }
  | { status: "failed"; reason: string };

/** Life of an access token when the answer does not tell: 25 hours. */
const DEFAULT_LIFE_SECONDS = 90_000;

/** Renew after this share of the life: 20 of 25 hours. */
const RENEW_AFTER = 0.8;

const answerShape = z.object({
  access_token: optionalText,
  refresh_token: optionalText,
  expires_in: z.coerce.number().positive().catch(DEFAULT_LIFE_SECONDS),
  error: z.coerce.number().catch(0),
  error_name: optionalText,
  message: optionalText,
});

/** Asks for a pair. `now` is epoch milliseconds before asking, from which the life of the pair is counted. */
export async function requestTokens(
  options: { http: Http; oauthBaseUrl: string; appId: string; appSecret: string },
  grant: Grant,
  now: number,
): Promise<OauthAnswer> {
  const exchange = await options.http.send({
    method: "POST",
    url: addressOf(options.oauthBaseUrl, "/v4/oa/access_token"),
    headers: { secret_key: options.appSecret, "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ ...grant, app_id: options.appId }).toString(),
  });
  if (!exchange.answered) return { status: "failed", reason: exchange.reason };
  const answer = answerShape.safeParse(exchange.body.ok ? exchange.body.json : null).data;
  if (!answer || exchange.status >= 500 || exchange.status === 429) {
    return { status: "failed", reason: `HTTP ${exchange.status}` };
  }
  if (answer.access_token) return { status: "granted", pair: pairFrom(answer, now) };
  const reason = `${answer.error} ${answer.error_name ?? answer.message ?? ""}`.trim();
  // Without an error of Zalo's own this came from something in between: not final.
  if (answer.error === 0) return { status: "failed", reason: "an answer without tokens" };
  return { status: oauthActionFor(answer.error) === "back-off" ? "failed" : "refused", reason };
}

function pairFrom(answer: z.infer<typeof answerShape>, now: number): TokenPair {
  const life = answer.expires_in * 1000;
  return {
    accessToken: answer.access_token ?? "",
    refreshToken: answer.refresh_token,
    renewAt: now + life * RENEW_AFTER,
    expiresAt: now + life,
    needsOperator: null,
  };
}
