// One call of the OpenAPI from token to answer: waits for its turn, sends, and once renews a token that Zalo no longer takes.
import type { z } from "zod";
import { readAnswer, type ZaloAnswer } from "./answer.ts";
import { addressOf, type Http, type HttpRequest } from "./http.ts";
import type { RateLimiter } from "./rate.ts";
import type { TokenKeeper } from "./tokens.ts";

export interface CallOptions {
  baseUrl: string;
  http: Http;
  tokens: Pick<TokenKeeper, "accessToken" | "refresh">;
  rate: RateLimiter;
}

export type Call = <S extends z.ZodType>(request: CallRequest, shape: S) => Promise<ZaloAnswer<z.infer<S>>>;

/** A request without address and token. */
export type CallRequest = Pick<HttpRequest, "method" | "body"> & { path: string; headers?: Record<string, string> };

/** Nothing was sent, so the caller may keep its message and try later. */
const NO_TOKEN = { ok: false, unreachable: { reason: "no access token", outcomeUnknown: false } } as const;

/** Makes the function through which all calls go. */
export function createCall({ baseUrl, http, tokens, rate }: CallOptions): Call {
  async function once<S extends z.ZodType>(request: CallRequest, shape: S, token: string) {
    await rate.acquire();
    const { path, headers, ...rest } = request;
    const url = addressOf(baseUrl, path);
    const answer = readAnswer(await http.send({ ...rest, url, headers: { ...headers, access_token: token } }), shape);
    if ("rate" in answer && answer.rate) rate.observe(answer.rate);
    return answer;
  }

  return async (request, shape) => {
    const token = await tokens.accessToken();
    if (token === null) return NO_TOKEN;
    const answer = await once(request, shape, token);
    if (!tokenRefused(answer)) return answer;
    const renewed = await tokens.refresh(token);
    if (renewed === null) return NO_TOKEN;
    const second = await once(request, shape, renewed);
    return tokenRefused(second) ? { ...second, refused: { ...second.refused, action: "tell-operator" } } : second;
  };
}

function tokenRefused<T>(answer: ZaloAnswer<T>): answer is Extract<ZaloAnswer<T>, { refused: unknown }> {
  return "refused" in answer && answer.refused.action === "refresh-token";
}

/** A POST with a JSON body. */
export function postJson(path: string, body: object): CallRequest {
  return { method: "POST", path, headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
}

/** A GET, which takes its arguments as one JSON text in `data`. */
export function getData(path: string, data?: object): CallRequest {
  const query = data ? `?${new URLSearchParams({ data: JSON.stringify(data) })}` : "";
  return { method: "GET", path: path + query };
}
