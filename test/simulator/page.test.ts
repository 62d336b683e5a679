import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { demonstrationCast } from "../../simulator/cast.ts";
import texts from "../../simulator/page/texts.json" with { type: "json" };
import { createSimulator, type Simulator } from "../../simulator/simulator.ts";
import { type Receiver, startReceiver } from "./receiver.ts";
import { APP } from "./town.ts";

const HEAD = "7000000000000000201";

let simulator: Simulator;
let receiver: Receiver;
let base: string;
let close: () => Promise<void>;

// The way the real server does it: mounted under a path, beside other routes.
beforeEach(async () => {
  receiver = await startReceiver();
  simulator = createSimulator({ ...APP, ...demonstrationCast() });
  simulator.webhookUrl = receiver.url;
  const server = createServer(express().use("/simulator", simulator.router));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/simulator`;
  close = async () => {
    await simulator.webhook.idle();
    simulator.close();
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
    await receiver.close();
  };
});
afterEach(() => close());

async function call(
  method: string,
  path: string,
  body: unknown,
): Promise<{ status: number; answer: Record<string, unknown> }> {
  const headers = { "content-type": "application/json" };
  const response = await fetch(`${base}/${path}`, { method, headers, body: JSON.stringify(body) });
  return { status: response.status, answer: (await response.json()) as Record<string, unknown> };
}

async function state(): Promise<{
  people: { id: string; name: string }[];
  messages: Record<string, unknown>[];
  trouble: object;
}> {
  return (await (await fetch(`${base}/state`)).json()) as never;
}

describe("the page", () => {
  it("is served under a path that ends in a slash, with a strict content policy", async () => {
    const bare = await fetch(base, { redirect: "manual" });
    expect([bare.status, bare.headers.get("location")]).toEqual([302, "/simulator/"]);
    const page = await fetch(`${base}/`);
    const policy = page.headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain("unsafe");
    expect(await page.text()).not.toMatch(/<script>|style=|https?:/);
  });

  it("finds every file it names", async () => {
    const html = await (await fetch(`${base}/`)).text();
    const named = [...html.matchAll(/(?:href|src)="([^"]+)"/g)].map((match) => match[1]);
    expect(named.length).toBeGreaterThan(5);
    for (const path of named) expect([path, (await fetch(`${base}/${path}`)).status]).toEqual([path, 200]);
  });

  it("speaks both languages completely and never asks for a word that is missing", () => {
    const keys = (tree: object, prefix = ""): string[] =>
      Object.entries(tree).flatMap(([key, value]) =>
        typeof value === "string" ? [prefix + key] : keys(value as object, `${prefix}${key}.`),
      );
    expect(keys(texts.en)).toEqual(keys(texts.vi));
    const folder = new URL("../../simulator/page/", import.meta.url);
    const sources = readdirSync(folder)
      .filter((name) => name.endsWith(".js"))
      .map((name) => readFileSync(new URL(name, folder), "utf8"));
    const asked = sources.join("\n").matchAll(/say\("([\w.]+)"/g);
    for (const [, key] of asked) expect(keys(texts.vi)).toContain(key);
  });
});

describe("people", () => {
  it("the cast is there, and a newcomer joins with a fresh id", async () => {
    expect((await state()).people.map(({ name }) => name)).toEqual(demonstrationCast().people.map(({ name }) => name));
    const { status, answer } = await call("POST", "people", { name: "Người mới 1" });
    expect([status, answer.name]).toEqual([201, "Người mới 1"]);
    expect(answer.id).toMatch(/^7\d{18}$/);
    expect((await call("POST", "people", { name: " " })).status).toBe(400);
  });

  it("a text reaches the webhook with its line breaks and stands in the conversation", async () => {
    const text = `dòng một\ndòng hai ${"ă".repeat(1900)}`;
    const { answer } = await call("POST", `people/${HEAD}/acts`, { type: "text", text });
    expect(answer.outcome).toBe("delivered");
    expect(receiver.received[0]?.event).toMatchObject({ event_name: "user_send_text", message: { text } });
    expect((await state()).messages).toMatchObject([{ personId: HEAD, from: "person", text }]);
  });

  it.each([
    [{ type: "location", latitude: 20.8, longitude: 106.4 }, "user_send_location"],
    [{ type: "sticker", stickerId: "smile" }, "user_send_sticker"],
    [{ type: "link", url: "https://example.org" }, "user_send_link"],
    [{ type: "card", phone: "84000000000" }, "user_send_business_card"],
    [{ type: "submitInfo", info: { name: "Bà Mão" } }, "user_submit_info"],
    [{ type: "follow" }, "follow"],
    [{ type: "withdraw" }, "user_withdraw"],
  ])("%o is %s", async (act, eventName) => {
    expect((await call("POST", `people/${HEAD}/acts`, act)).status).toBe(200);
    expect(receiver.names()).toEqual([eventName]);
  });

  it.each([
    [{ type: "dance" }],
    [{ type: "text", text: "" }],
    [{ type: "press", button: "none" }],
    [{ type: "react", messageId: "none", icon: "/-heart" }],
    [{ type: "image", mediaId: "none" }],
    [null],
  ])("%o is refused", async (act) => {
    expect((await call("POST", `people/${HEAD}/acts`, act)).status).toBe(400);
    expect(receiver.names()).toEqual([]);
  });

  it("nobody acts for somebody who is not there", async () => {
    expect((await call("POST", "people/1/acts", { type: "follow" })).status).toBe(404);
  });
});

describe("files", () => {
  const put = async (type: string, name: string, bytes: string) => {
    const response = await fetch(`${base}/people/${HEAD}/media?name=${name}`, {
      method: "POST",
      headers: { "content-type": type },
      body: bytes,
    });
    return { status: response.status, ...((await response.json()) as { mediaId: string }) };
  };

  it("a picture is stored, sent with an address the server can fetch, and shown by a relative one", async () => {
    const { mediaId } = await put("image/png", "nha.png", "png");
    await call("POST", `people/${HEAD}/acts`, { type: "image", mediaId });
    const { attachments } = receiver.received[0]!.event.message as { attachments: { payload: { url: string } }[] };
    const fetched = await fetch(attachments[0]!.payload.url);
    expect([fetched.headers.get("content-type"), await fetched.text()]).toEqual(["image/png", "png"]);
    expect((await state()).messages[0]).toMatchObject({ media: { url: `media/${mediaId}` } });
  });

  it("a file that could act as a page is only ever downloaded", async () => {
    const { mediaId } = await put("image/svg+xml", "a.svg", "<svg/>");
    const { headers } = await fetch(`${base}/media/${mediaId}`);
    expect([headers.get("content-type"), headers.get("content-disposition")]).toEqual([
      "application/octet-stream",
      "attachment; filename=a.svg",
    ]);
  });

  it.each(["text/plain", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded"])(
    "%s is refused",
    async (type) => {
      expect((await put(type, "a", "b")).status).toBe(400);
    },
  );
});

it("an officer answers by hand", async () => {
  expect((await call("POST", "officer/replies", { personId: HEAD, text: "Tôi gọi lại ngay" })).status).toBe(201);
  expect(simulator.messagesTo(HEAD)).toMatchObject([{ text: "Tôi gọi lại ngay", adminId: expect.any(String) }]);
  expect((await call("POST", "officer/replies", { personId: "1", text: "a" })).status).toBe(400);
});

it("trouble is ordered and ended from the page", async () => {
  const { answer } = await call("PUT", "trouble", { orders: [{ kind: "slow", ms: 5000 }], acceptInteractive: false });
  expect(answer).toMatchObject({
    orders: [{ kind: "slow", ms: 5000 }],
    acceptInteractive: false,
    webhook: { disabled: false },
  });
  await call("PUT", "trouble", { orders: [] });
  expect((await state()).trouble).toMatchObject({ orders: [], acceptInteractive: false });
  expect((await call("PUT", "trouble", { orders: [{ kind: "flood" }] })).status).toBe(400);
});

it("the feed tells a message as it is said", async () => {
  const hangUp = new AbortController();
  const feed = await fetch(`${base}/feed`, { signal: hangUp.signal });
  const reader = feed.body!.pipeThrough(new TextDecoderStream()).getReader();
  expect((await reader.read()).value).toContain("retry");
  await call("POST", `people/${HEAD}/acts`, { type: "text", text: "alo" });
  const { value = "" } = await reader.read();
  expect(JSON.parse(value.replace(/^data: /, ""))).toMatchObject({
    kind: "message",
    message: { text: "alo", personId: HEAD },
  });
  hangUp.abort();
});
