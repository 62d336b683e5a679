import { afterEach, describe, expect, it } from "vitest";
import { createZaloClient, type ZaloClient } from "../../../bot/zalo/client.ts";
import { createHttp } from "../../../bot/zalo/http.ts";
import type { Rate } from "../../../bot/zalo/rate.ts";
import { type Asked, type LocalApi, localApi, type Scripted } from "./local-api.ts";

const http = createHttp({ timeoutMs: 300 });
const success = (data?: unknown) => ({ error: 0, message: "Success", ...(data === undefined ? {} : { data }) });
const PERSON = "4900000000000000002";

let api: LocalApi | null = null;
afterEach(async () => {
  await api?.close();
  api = null;
});

interface World {
  client: ZaloClient;
  asked: Asked[];
  rates: Rate[];
  renewals: string[];
}

/** A client whose tokens are "t1" and, once renewed, "t2". */
async function world(answer: (asked: Asked) => Scripted, token: string | null = "t1"): Promise<World> {
  api = await localApi(answer);
  const [rates, renewals]: [Rate[], string[]] = [[], []];
  const tokens = {
    accessToken: async () => token,
    refresh: async (stale: string) => {
      renewals.push(stale);
      return stale === "t1" ? "t2" : null;
    },
  };
  const rate = {
    acquire: async () => undefined,
    reserve: async (most: number) => most,
    observe: (seen: Rate) => void rates.push(seen),
  };
  return { client: createZaloClient({ baseUrl: api.url, http, tokens, rate }), asked: api.asked, rates, renewals };
}

const json = (asked: Asked | undefined) => JSON.parse(asked?.body ?? "null");

describe("calls on the wire", () => {
  const upload = { name: "bieu-do.png", bytes: new Uint8Array([1, 2, 3]) };

  it.each<[string, (client: ZaloClient) => Promise<unknown>, string, string, unknown]>([
    [
      "sendMessage",
      (client) => client.sendMessage({ user_id: PERSON }, { text: "chào bác" }),
      "POST",
      "/v3.0/oa/message/cs",
      { recipient: { user_id: PERSON }, message: { text: "chào bác" } },
    ],
    [
      "react",
      (client) => client.react(PERSON, "m1", "heart"),
      "POST",
      "/v2.0/oa/message",
      { recipient: { user_id: PERSON }, sender_action: { react_icon: "/-heart", react_message_id: "m1" } },
    ],
    ["userDetail", (client) => client.userDetail(PERSON), "GET", "/v3.0/oa/user/detail", { user_id: PERSON }],
    ["personQuota", (client) => client.personQuota(PERSON), "POST", "/v3.0/oa/quota/message", { user_id: PERSON }],
    [
      "packageQuota",
      (client) => client.packageQuota({ quota_owner: "OA", product_type: "cs", quota_type: "sub_quota" }),
      "POST",
      "/v3.0/oa/quota/message",
      { quota_owner: "OA", product_type: "cs", quota_type: "sub_quota" },
    ],
    [
      "tag",
      (client) => client.tag(PERSON, "hộ nghèo"),
      "POST",
      "/v2.0/oa/tag/tagfollower",
      { user_id: PERSON, tag_name: "hộ nghèo" },
    ],
    [
      "untag",
      (client) => client.untag(PERSON, "x"),
      "POST",
      "/v2.0/oa/tag/rmfollowerfromtag",
      { user_id: PERSON, tag_name: "x" },
    ],
    ["removeTag", (client) => client.removeTag("x"), "POST", "/v2.0/oa/tag/rmtag", { tag_name: "x" }],
    ["listTags", (client) => client.listTags(), "GET", "/v2.0/oa/tag/gettagsofoa", null],
    ["getOa", (client) => client.getOa(), "GET", "/v2.0/oa/getoa", null],
    [
      "deleteFollowerInfo",
      (client) => client.deleteFollowerInfo(PERSON),
      "POST",
      "/v2.0/oa/deletefollowerinfo",
      { user_id: PERSON },
    ],
    [
      "conversation",
      (client) => client.conversation(PERSON),
      "GET",
      "/v2.0/oa/conversation",
      { user_id: PERSON, offset: 0, count: 10 },
    ],
  ])("%s", async (_, run, method, path, sent) => {
    const { client, asked } = await world(() => success());
    await run(client);
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({ method, headers: { access_token: "t1" } });
    expect(asked[0]?.url.pathname).toBe(path);
    expect(method === "POST" ? json(asked[0]) : JSON.parse(asked[0]?.url.searchParams.get("data") ?? "null")).toEqual(
      sent,
    );
    expect(asked[0]?.headers.authorization).toBeUndefined();
  });

  it.each<[string, (client: ZaloClient) => Promise<unknown>, string, object, object]>([
    ["uploadImage", (client) => client.uploadImage(upload), "image", { attachment_id: "a1" }, { attachmentId: "a1" }],
    [
      "uploadGif",
      (client) => client.uploadGif({ ...upload, name: "a.gif" }),
      "gif",
      { attachment_id: "a1" },
      { attachmentId: "a1" },
    ],
    [
      "uploadFile",
      (client) => client.uploadFile({ ...upload, name: "đơn.pdf" }),
      "file",
      { token: "f1" },
      { token: "f1" },
    ],
  ])("%s is multipart with one part named file", async (_, run, path, data, expected) => {
    const { client, asked } = await world(() => success(data));
    expect(await run(client)).toMatchObject({ ok: true, data: expected });
    expect(asked[0]?.url.pathname).toBe(`/v2.0/oa/upload/${path}`);
    expect(asked[0]?.headers["content-type"]).toMatch(/^multipart\/form-data; boundary=/);
    expect(asked[0]?.body).toContain('name="file"; filename="');
    expect(asked[0]?.body).toContain("\u0001\u0002\u0003");
  });
});

describe("data of answers", () => {
  it.each<[string, unknown, (client: ZaloClient) => Promise<unknown>, unknown]>([
    [
      "a sent message",
      {
        message_id: "ab12",
        user_id: PERSON,
        sent_time: "1767225600000",
        quota: { quota_type: "reply", remain: "8", total: "8" },
      },
      (client) => client.sendMessage({ user_id: PERSON }, { text: "a" }),
      { messageId: "ab12", sentTime: "1767225600000", quotaType: "reply" },
    ],
    [
      "a person",
      {
        user_id: PERSON,
        display_name: "Lò Thị Mẫu",
        user_is_follower: true,
        is_sensitive: false,
        user_last_interaction_date: "20/11/2026",
        tags_and_notes_info: { notes: [], tag_names: ["hộ nghèo"] },
        shared_info: { name: "Lò Thị Mẫu", phone: 84000000000 },
      },
      (client) => client.userDetail(PERSON),
      {
        personId: PERSON,
        displayName: "Lò Thị Mẫu",
        alias: "",
        follower: true,
        minor: false,
        lastInteraction: "20/11/2026",
        tags: ["hộ nghèo"],
        shared: { name: "Lò Thị Mẫu", phone: "84000000000", address: null, city: null, district: null },
      },
    ],
    [
      "a person's quota",
      { last_interaction: "1767225600000", cs_reply: { remain: 8, total: 8 }, promotion: {} },
      (client) => client.personQuota(PERSON),
      { lastInteraction: 1767225600000, reply: { remain: 8, total: 8 } },
    ],
    [
      "the package's quota",
      [
        {
          asset_id: "q1",
          product_type: "cs",
          quota_type: "sub_quota",
          valid_through: "31/12/2026",
          total: 500,
          remain: 12,
        },
      ],
      (client) => client.packageQuota({ quota_owner: "OA", product_type: "cs", quota_type: "sub_quota" }),
      [
        {
          assetId: "q1",
          productType: "cs",
          quotaType: "sub_quota",
          validThrough: "31/12/2026",
          total: 500,
          remain: 12,
        },
      ],
    ],
    ["tags", ["a", "b"], (client) => client.listTags(), ["a", "b"]],
    [
      "the account",
      { oaid: "2000", name: "UBND xã", is_verified: true, oa_type: 4, num_follower: 12, package_name: "Nâng cao" },
      (client) => client.getOa(),
      {
        oaId: "2000",
        name: "UBND xã",
        verified: true,
        type: 4,
        followers: 12,
        packageName: "Nâng cao",
        packageEnds: null,
      },
    ],
    [
      "a conversation",
      [{ src: 1, time: 1767225600000, type: "text", message: "chào", message_id: "m1" }],
      (client) => client.conversation(PERSON),
      [{ fromPerson: true, time: 1767225600000, type: "text", text: "chào", messageId: "m1", url: null }],
    ],
  ])("%s", async (_, data, run, expected) => {
    const { client } = await world(() => success(data));
    expect(await run(client)).toMatchObject({ ok: true, data: expected });
  });

  it("a message that was sent stays sent when its answer says little", async () => {
    const { client } = await world(() => success({}));
    expect(await client.sendMessage({ user_id: PERSON }, { text: "a" })).toMatchObject({
      ok: true,
      data: { messageId: null },
    });
  });

  it("an upload without an id is not a success", async () => {
    const { client } = await world(() => success({}));
    expect(await client.uploadFile({ name: "a.pdf", bytes: new Uint8Array(1) })).toMatchObject({
      unreachable: { reason: "success with unexpected data" },
    });
  });
});

describe("refusals", () => {
  it("HTTP 200 with an error is a refusal with its action", async () => {
    const { client } = await world(() => ({ error: -230, message: "User has not interacted" }));
    expect(await client.sendMessage({ user_id: PERSON }, { text: "a" })).toMatchObject({
      ok: false,
      refused: { code: -230, message: "User has not interacted", action: "wait-for-person" },
    });
  });

  it("an error written as text, or with HTTP 400, is the same", async () => {
    const { client } = await world(() => (response) => response.writeHead(400).end('{"error":"-233","message":"m"}'));
    expect(await client.getOa()).toMatchObject({ ok: false, refused: { code: -233, action: "render-plain" } });
  });

  it.each([-216, -220])("%i renews the token once and repeats the call with the new one", async (code) => {
    const { client, asked, renewals } = await world((one) =>
      one.headers.access_token === "t1" ? { error: code, message: "token" } : success({ attachment_id: "a" }),
    );
    expect(await client.uploadImage({ name: "a.png", bytes: new Uint8Array(9) })).toMatchObject({ ok: true });
    expect(asked.map((one) => one.headers.access_token)).toEqual(["t1", "t2"]);
    expect(asked[1]?.body).toBe(asked[0]?.body);
    expect(renewals).toEqual(["t1"]);
  });

  it("a renewed token refused as well is for the operator", async () => {
    const { client, asked } = await world(() => ({ error: -216, message: "token" }));
    expect(await client.getOa()).toMatchObject({ ok: false, refused: { code: -216, action: "tell-operator" } });
    expect(asked).toHaveLength(2);
  });

  it("without a token, or without a new one, nothing was sent", async () => {
    const kept = { ok: false, unreachable: { reason: "no access token", outcomeUnknown: false } };
    const none = await world(() => success(), null);
    expect(await none.client.getOa()).toEqual(kept);
    expect(none.asked).toHaveLength(0);
    await api?.close();
    const ended = await world(() => ({ error: -216, message: "token" }), "t2");
    expect(await ended.client.getOa()).toEqual(kept);
  });
});

describe("no answer worth the name", () => {
  it.each<[string, Scripted, boolean]>([
    ["silence", () => undefined, true],
    ["headers, then silence", (response) => void response.write("{"), true],
    ["a cut connection", (response) => void response.destroy(), true],
    ["HTTP 500 with JSON", (response) => response.writeHead(500).end('{"error":-200,"message":"m"}'), true],
    ["HTTP 502 with a page", (response) => response.writeHead(502).end("<html>"), true],
    ["HTTP 200 with a page", (response) => response.end("<html>"), true],
    ["HTTP 200 with nothing", (response) => response.end(), true],
    ["JSON that is no answer of Zalo", { hello: 1 }, true],
    ["an endless answer", (response) => response.end(Buffer.alloc(5 * 1024 * 1024)), true],
    ["HTTP 404 with a page", (response) => response.writeHead(404).end("<html>"), false],
    ["HTTP 429", (response) => response.writeHead(429).end("slow down"), false],
    ["a redirect", (response) => response.writeHead(302, { location: "http://127.0.0.1:1/" }).end(), false],
  ])("%s", async (_, scripted, outcomeUnknown) => {
    const { client, asked } = await world(() => scripted);
    expect(await client.sendMessage({ user_id: PERSON }, { text: "a" })).toMatchObject({
      ok: false,
      unreachable: { outcomeUnknown },
    });
    expect(asked).toHaveLength(1);
  });

  it("nobody listens: surely not sent, and the reason carries no token", async () => {
    const { client } = await world(() => success());
    await api?.close();
    const answer = await client.sendMessage({ user_id: PERSON }, { text: "a" });
    expect(answer).toEqual({ ok: false, unreachable: { reason: "ECONNREFUSED", outcomeUnknown: false } });
  });
});

describe("limits", () => {
  it("the rate in an answer's headers reaches the limiter and the caller", async () => {
    const { client, rates } = await world(() => (response) => {
      response.writeHead(200, { "X-RateLimit-Limit": "4000", "X-RateLimit-Remain": "3999" });
      response.end(JSON.stringify(success([])));
    });
    expect(await client.listTags()).toMatchObject({ ok: true, rate: { limit: 4000, remain: 3999 } });
    expect(rates).toEqual([{ limit: 4000, remain: 3999 }]);
  });

  it.each([
    ["a negative", "-5"],
    ["a word", "many"],
    ["an absurd number", "99999999999999"],
  ])("%s in the header is ignored", async (_, value) => {
    const { client, rates } = await world(() => (response) => {
      response.writeHead(200, { "X-RateLimit-Limit": value }).end(JSON.stringify(success([])));
    });
    await client.listTags();
    expect(rates).toEqual([{ limit: null, remain: null }]);
  });

  it("a message outside the limits is our fault and never leaves", async () => {
    const { client, asked } = await world(() => success());
    await expect(client.sendMessage({ user_id: PERSON }, { text: "a".repeat(2001) })).rejects.toMatchObject({
      code: "zalo:message",
    });
    expect(asked).toHaveLength(0);
  });

  it.each<[string, (client: ZaloClient) => Promise<unknown>]>([
    ["a spreadsheet", (client) => client.uploadFile({ name: "a.xlsx", bytes: new Uint8Array(1) })],
    ["a picture of more than 1 MB", (client) => client.uploadImage({ name: "a.jpg", bytes: new Uint8Array(1048577) })],
    ["a gif of more than 5 MB", (client) => client.uploadGif({ name: "a.gif", bytes: new Uint8Array(5242881) })],
    ["a file of more than 5 MB", (client) => client.uploadFile({ name: "a.pdf", bytes: new Uint8Array(5242881) })],
    ["a gif as a picture", (client) => client.uploadImage({ name: "a.gif", bytes: new Uint8Array(1) })],
    ["nothing", (client) => client.uploadFile({ name: "a.pdf", bytes: new Uint8Array(0) })],
  ])("%s is not uploaded", async (_, run) => {
    const { client, asked } = await world(() => success());
    await expect(run(client)).rejects.toMatchObject({ code: "zalo:upload" });
    expect(asked).toHaveLength(0);
  });
});
