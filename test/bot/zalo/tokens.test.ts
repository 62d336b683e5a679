import { afterEach, describe, expect, it } from "vitest";
import { createHttp } from "../../../bot/zalo/http.ts";
import { pastedPair, type TokenPair } from "../../../bot/zalo/token-store.ts";
import { createTokenKeeper } from "../../../bot/zalo/tokens.ts";
import { day } from "../../../foundation/day.ts";
import { createLog } from "../../../foundation/log.ts";
import { logFile } from "../../setup/logs.ts";
import { type LocalApi, localApi, type Scripted } from "./local-api.ts";
import { type MemoryStore, memoryStore } from "./memory-store.ts";

const HOUR = 3_600_000;
const START = Date.parse("2026-11-21T00:00:00Z");
const http = createHttp({ timeoutMs: 2_000 });
const log = createLog("trace", logFile());

let api: LocalApi | null = null;
let time = START;
afterEach(async () => {
  await api?.close();
  api = null;
  time = START;
});

const fresh = (): TokenPair => ({
  accessToken: "access-0",
  refreshToken: "refresh-0",
  renewAt: START + 20 * HOUR,
  expiresAt: START + 25 * HOUR,
  needsOperator: null,
});

/** Zalo's rule: a refresh token works once. */
function rotating() {
  let issued = 0;
  return ({ body }: { body: string }): Scripted => {
    const used = new URLSearchParams(body).get("refresh_token");
    if (used !== `refresh-${issued}`) return { error: -14014, error_name: "Invalid refresh token" };
    issued += 1;
    return { access_token: `access-${issued}`, refresh_token: `refresh-${issued}`, expires_in: "90000" };
  };
}

async function keeperOver(store: MemoryStore, answer: (asked: { body: string }) => Scripted) {
  api ??= await localApi(answer);
  const clock = { now: () => new Date(time), today: () => day("2026-11-21") };
  return createTokenKeeper({ store, oauthBaseUrl: api.url, appId: "1111", appSecret: "app-secret", clock, http, log });
}

describe("a token is", () => {
  it("null when there is no pair, and found once an operator stored one", async () => {
    const store = memoryStore(null);
    const keeper = await keeperOver(store, rotating());
    expect(await keeper.accessToken()).toBeNull();
    store.pair = pastedPair("pasted", null);
    expect(await keeper.accessToken()).toBe("pasted");
  });

  it("kept until four fifths of its life, then renewed, and stored", async () => {
    const store = memoryStore(fresh());
    const keeper = await keeperOver(store, rotating());
    time = START + 20 * HOUR - 1;
    expect(await keeper.accessToken()).toBe("access-0");
    time = START + 20 * HOUR;
    expect(await keeper.accessToken()).toBe("access-1");
    expect(store.pair).toEqual({
      accessToken: "access-1",
      refreshToken: "refresh-1",
      renewAt: START + 40 * HOUR,
      expiresAt: START + 45 * HOUR,
      needsOperator: null,
    });
  });

  it("renewed with the app secret in a header and a form", async () => {
    const keeper = await keeperOver(memoryStore(fresh()), rotating());
    await keeper.refresh("access-0");
    const [asked] = api?.asked ?? [];
    expect(asked?.method).toBe("POST");
    expect(asked?.url.pathname).toBe("/v4/oa/access_token");
    expect(asked?.headers).toMatchObject({
      secret_key: "app-secret",
      "content-type": "application/x-www-form-urlencoded",
    });
    expect(Object.fromEntries(new URLSearchParams(asked?.body))).toEqual({
      grant_type: "refresh_token",
      refresh_token: "refresh-0",
      app_id: "1111",
    });
  });
});

describe("the single-use refresh token", () => {
  it("is used once by ten processes that all hold the same stale token", async () => {
    const store = memoryStore(fresh());
    const keepers = [];
    for (let process = 0; process < 10; process += 1) keepers.push(await keeperOver(store, rotating()));
    const tokens = await Promise.all(
      keepers.flatMap((keeper) => [keeper.refresh("access-0"), keeper.refresh("access-0")]),
    );
    expect(new Set(tokens)).toEqual(new Set(["access-1"]));
    expect(api?.asked).toHaveLength(1);
  });

  it("is not used for a token that another process has replaced", async () => {
    const store = memoryStore({ ...fresh(), accessToken: "newer" });
    const keeper = await keeperOver(store, rotating());
    expect(await keeper.refresh("access-0")).toBe("newer");
    expect(api?.asked).toHaveLength(0);
  });

  it("is not lost when storing the answer fails: the new pair is stored at the next try", async () => {
    const store = memoryStore(fresh());
    const keeper = await keeperOver(store, rotating());
    store.failingSaves = 1;
    await expect(keeper.refresh("access-0")).rejects.toThrow("disk full");
    expect(await keeper.refresh("access-0")).toBe("access-1");
    expect(store.pair?.refreshToken).toBe("refresh-1");
    expect(api?.asked).toHaveLength(1);
  });
});

describe("a final refusal", () => {
  it("is remembered in the store, and nobody asks again, until an operator stores another pair", async () => {
    const store = memoryStore(fresh());
    const refuse = () => ({ error: -14014, error_name: "Invalid refresh token" });
    const [keeper, other] = [await keeperOver(store, refuse), await keeperOver(store, refuse)];
    expect(await keeper.refresh("access-0")).toBeNull();
    expect(store.pair?.needsOperator).toBe("-14014 Invalid refresh token");
    expect(await keeper.refresh("access-0")).toBeNull();
    expect(await other.refresh("access-0")).toBeNull();
    expect(api?.asked).toHaveLength(1);
    store.pair = pastedPair("pasted", "refresh-9");
    expect(await keeper.accessToken()).toBe("pasted");
  });

  it("ahead of the end leaves the old token in use until its end", async () => {
    const keeper = await keeperOver(memoryStore(fresh()), () => ({ error: -14014, error_name: "x" }));
    time = START + 21 * HOUR;
    expect(await keeper.accessToken()).toBe("access-0");
    time = START + 25 * HOUR;
    expect(await keeper.accessToken()).toBeNull();
    expect(api?.asked).toHaveLength(1);
  });

  it("is assumed when there is no refresh token", async () => {
    const store = memoryStore(pastedPair("pasted", null));
    const keeper = await keeperOver(store, rotating());
    expect(await keeper.refresh("pasted")).toBeNull();
    expect(store.pair?.needsOperator).toBe("no refresh token");
  });
});

describe("a passing failure", () => {
  it.each<[string, Scripted]>([
    ["HTTP 500", (response) => response.writeHead(500).end("oops")],
    ["HTTP 429", (response) => response.writeHead(429).end("{}")],
    ["a page instead of JSON", (response) => response.end("<html>")],
    ["JSON of someone else", { hello: 1 }],
    ["a cut connection", (response) => response.destroy()],
    ["the rate limit", { error: -32, message: "Your application reached limit call api" }],
  ])("%s is not final: a pause, then it works", async (_, failure) => {
    const store = memoryStore(fresh());
    const good = rotating();
    let failing = true;
    const keeper = await keeperOver(store, (asked) => (failing ? failure : good(asked)));
    expect(await keeper.refresh("access-0")).toBeNull();
    expect(store.pair?.needsOperator).toBeNull();
    failing = false;
    expect(await keeper.refresh("access-0")).toBeNull();
    expect(api?.asked).toHaveLength(1);
    time += 5_000;
    expect(await keeper.refresh("access-0")).toBe("access-1");
  });

  it("pauses longer each time, up to ten minutes", async () => {
    const keeper = await keeperOver(memoryStore(fresh()), () => (response) => response.writeHead(500).end());
    const pauses: number[] = [];
    for (let last = time, seen = 0; time < START + HOUR; time += 5_000) {
      await keeper.refresh("access-0");
      const count = api?.asked.length ?? 0;
      if (count > seen && seen > 0) pauses.push((time - last) / 1000);
      if (count > seen) [last, seen] = [time, count];
    }
    expect(pauses.slice(0, 9)).toEqual([5, 10, 20, 40, 80, 160, 320, 600, 600]);
  });

  it("does not pause for a day because the clock was put back by one", async () => {
    const good = rotating();
    const keeper = await keeperOver(memoryStore(fresh()), (asked) =>
      api?.asked.length === 1 ? { error: -32 } : good(asked),
    );
    expect(await keeper.refresh("access-0")).toBeNull();
    time -= 24 * HOUR;
    expect(await keeper.refresh("access-0")).toBe("access-1");
  });
});

describe("the consent's code", () => {
  it("becomes the first pair, and clears an earlier refusal", async () => {
    const store = memoryStore({ ...fresh(), needsOperator: "-14014" });
    const keeper = await keeperOver(store, () => ({ access_token: "a", refresh_token: "r", expires_in: 3600 }));
    expect(await keeper.exchangeCode("code-1", "verifier-1")).toMatchObject({ status: "granted" });
    expect(Object.fromEntries(new URLSearchParams(api?.asked[0]?.body))).toEqual({
      grant_type: "authorization_code",
      code: "code-1",
      code_verifier: "verifier-1",
      app_id: "1111",
    });
    expect(store.pair).toMatchObject({ accessToken: "a", expiresAt: START + HOUR, needsOperator: null });
    expect(await keeper.accessToken()).toBe("a");
  });

  it.each([
    [
      { error: -14002, error_name: "Invalid appId" },
      { status: "refused", reason: "-14002 Invalid appId" },
    ],
    [
      { error: -14003, error_name: "Invalid redirect uri" },
      { status: "refused", reason: "-14003 Invalid redirect uri" },
    ],
  ])("refused with %o leaves the old pair alone", async (answer, expected) => {
    const store = memoryStore(fresh());
    const keeper = await keeperOver(store, () => answer);
    expect(await keeper.exchangeCode("c", "v")).toEqual(expected);
    expect(store.pair).toEqual(fresh());
  });
});
