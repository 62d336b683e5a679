import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { APP, DAY, HOUR, openTown, type Town } from "./town.ts";

interface TokenReply {
  access_token?: string;
  refresh_token?: string;
  expires_in?: string;
  error?: number;
  error_name?: string;
}

let town: Town;
beforeEach(async () => {
  town = await openTown({ callbackUrl: "https://ansinh.example/oauth/callback" });
});
afterEach(() => town.close());

async function grant(form: Record<string, string>, secret = APP.appSecret): Promise<TokenReply> {
  const response = await fetch(`${town.simulator.oauthBaseUrl}/v4/oa/access_token`, {
    method: "POST",
    headers: { secret_key: secret },
    body: new URLSearchParams({ app_id: APP.appId, ...form }),
  });
  expect(response.status).toBe(200);
  return (await response.json()) as TokenReply;
}

async function consent(query: Record<string, string>): Promise<Response> {
  const wanted = { app_id: APP.appId, redirect_uri: "https://ansinh.example/oauth/callback", ...query };
  return fetch(`${town.simulator.oauthBaseUrl}/v4/oa/permission?${new URLSearchParams(wanted)}`, {
    redirect: "manual",
  });
}

async function code(query: Record<string, string> = {}): Promise<string> {
  const target = new URL((await consent(query)).headers.get("location") ?? "");
  return target.searchParams.get("code") ?? "";
}

const refresh = (token: string) => grant({ grant_type: "refresh_token", refresh_token: token });
const verifier = "v".repeat(43);
const challenge = createHash("sha256").update(verifier).digest("base64url");

describe("consent", () => {
  it("leads back with code, oa_id and state", async () => {
    const target = new URL((await consent({ state: "s1" })).headers.get("location") ?? "");
    expect(target.origin + target.pathname).toBe("https://ansinh.example/oauth/callback");
    expect([target.searchParams.get("oa_id"), target.searchParams.get("state")]).toEqual([APP.oaId, "s1"]);
  });

  it.each([
    [{ redirect_uri: "https://elsewhere.example/" }, -14003],
    [{ app_id: "3333" }, -14002],
  ])("refuses %o with %i in the body", async (query, error) => {
    const response = await consent(query);
    expect([response.status, ((await response.json()) as TokenReply).error]).toEqual([200, error]);
  });
});

describe("a code", () => {
  const exchange = (given: string, code_verifier = verifier) =>
    grant({ grant_type: "authorization_code", code: given, code_verifier });

  it("buys a pair once, with the seconds as a text", async () => {
    const given = await code({ code_challenge: challenge });
    expect(await exchange(given)).toMatchObject({ expires_in: "90000" });
    expect(await exchange(given)).not.toHaveProperty("access_token");
  });

  it("needs its verifier, and burns when the verifier is wrong", async () => {
    const given = await code({ code_challenge: challenge });
    expect(await exchange(given, "w".repeat(43))).not.toHaveProperty("access_token");
    expect(await exchange(given)).not.toHaveProperty("access_token");
  });

  it("lives ten minutes", async () => {
    const given = await code();
    town.clock.advance(10 * 60 * 1000);
    expect(await exchange(given)).not.toHaveProperty("access_token");
  });
});

describe("a refresh token", () => {
  it("works once, and the new pair kills the old access token", async () => {
    const first = town.simulator.tokens.issue();
    const second = await refresh(first.refresh_token);
    expect(await refresh(first.refresh_token)).toMatchObject({ error: -14014, error_name: "Invalid refresh token" });
    town.token = first.access_token;
    expect((await town.get("/v2.0/oa/getoa")).error).toBe(-220);
    town.token = second.access_token ?? "";
    expect((await town.get("/v2.0/oa/getoa")).error).toBe(0);
  });

  it("lives three months, an access token 25 hours", async () => {
    const pair = town.simulator.tokens.issue();
    town.token = pair.access_token;
    town.clock.advance(25 * HOUR - 1);
    expect((await town.get("/v2.0/oa/getoa")).error).toBe(0);
    town.clock.advance(1);
    expect((await town.get("/v2.0/oa/getoa")).error).toBe(-220);
    town.clock.advance(88 * DAY);
    const next = await refresh(pair.refresh_token);
    expect(next.expires_in).toBe("90000");
    town.clock.advance(90 * DAY);
    expect((await refresh(next.refresh_token ?? "")).error).toBe(-14014);
  });

  it("is refused with the wrong secret or app and stays good", async () => {
    const { refresh_token } = town.simulator.tokens.issue();
    expect((await grant({ grant_type: "refresh_token", refresh_token }, "wrong")).error).toBe(-14004);
    expect((await grant({ grant_type: "refresh_token", refresh_token, app_id: "9" })).error).toBe(-14002);
    expect((await grant({ grant_type: "password", refresh_token })).error).toBe(-14005);
    expect((await refresh(refresh_token)).access_token).toBeTypeOf("string");
  });
});

it("an unknown access token is -216", async () => {
  town.token = "never issued";
  expect((await town.get("/v2.0/oa/getoa")).error).toBe(-216);
});
