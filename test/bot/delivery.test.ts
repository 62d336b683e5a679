// Every way in which Zalo can refuse a message or fall silent: it arrives once where that is possible, in order, and
// otherwise lies where an operator finds it.
import { setTimeout as sleep } from "node:timers/promises";
import express from "express";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { addMessages } from "../../registry/outbox.ts";
import { type Installation, startInstallation } from "../setup/installation.ts";
import { startOutsideZalo } from "../setup/outside-zalo.ts";
import { freePort } from "../setup/server-process.ts";
import { STORE_KINDS } from "../setup/stores.ts";
import { quiet } from "../setup/talk.ts";

const SEND = "/oa/message/cs";

describe.each(STORE_KINDS)("delivery on the %s store", (kind) => {
  let here: Installation;
  beforeAll(async () => {
    here = await startInstallation(kind);
  });
  afterEach(() => here.simulator.faults.clear());
  afterAll(() => here.stop());

  const person = (id: string) => here.simulator.person(id);
  const texts = (id: string) => here.simulator.messagesTo(id).map(({ text }) => text.split(/[.,]/)[0]);
  const rows = (accountId: string) =>
    here.store.client.outboundMessage.findMany({ where: { accountId }, orderBy: { id: "asc" } });
  const refuse = (code: number, next = 1) => here.simulator.faults.inject({ kind: "error", code, next, path: SEND });

  it("renews a token that Zalo no longer takes, once, and sends again", async () => {
    for (const [id, spoil] of [
      ["unknown-token", () => void refuse(-216)],
      ["ended-token", () => here.simulator.tokens.expireAccess()],
    ] as const) {
      const renewals = here.simulator.faults.inject({ kind: "slow", ms: 0, path: "/access_token" });
      spoil();
      await person(id).text("menu");
      await here.simulator.waitForMessages(id, 1);
      await quiet(here);
      expect(renewals.hits).toBe(1);
      expect(await rows(id)).toMatchObject([{ state: "sent", attempts: 1, maybeTwice: false }]);
      here.simulator.faults.clear();
    }
  });

  it("waits and tries again when it was too fast or Zalo failed for a moment", async () => {
    for (const code of [-32, -200]) {
      const fault = refuse(code);
      await person(`code ${code}`).text("menu");
      await quiet(here);
      expect(fault.hits).toBe(1);
      expect(texts(`code ${code}`)).toHaveLength(1);
      expect(await rows(`code ${code}`)).toMatchObject([{ state: "sent", attempts: 2, maybeTwice: false }]);
    }
  });

  it("holds back what may not be sent until the person writes, and sends it before what is newer", async () => {
    refuse(-230);
    await person("away").text("menu");
    await quiet(here);
    expect(await rows("away")).toMatchObject([{ state: "held", fault: "Zalo -230" }]);
    await person("away").text("hủy");
    await here.simulator.waitForMessages("away", 2);
    await quiet(here);
    expect((await rows("away")).map(({ state }) => state)).toEqual(["sent", "sent"]);
    expect(texts("away")).toEqual(["An Sinh giúp được những việc sau", "Không có việc gì đang dở để hủy ạ"]);
  });

  it("does not even call after seven days of silence", async () => {
    const id = "silent";
    await here.store.client.account.create({
      data: { id, lastInteractionAt: new Date(Date.now() - 7 * 24 * 3_600_000 - 1000) },
    });
    const calls = here.simulator.faults.inject({ kind: "slow", ms: 0, path: SEND });
    const body = { call: "message", messages: [{ text: "Chào bác." }], plain: null, taken: [] };
    await here.store.client.$transaction((tx) =>
      addMessages(tx, here.store, [{ accountId: id, inReplyTo: null, body }], new Date()),
    );
    await quiet(here);
    expect(calls.hits).toBe(0);
    expect(await rows(id)).toMatchObject([{ state: "held" }]);
  });

  it("gives up on one who refuses our messages and on what nobody has described", async () => {
    person("blocks").block();
    await person("blocks").text("menu");
    await quiet(here);
    expect(await rows("blocks")).toMatchObject([{ state: "dead", fault: "Zalo -244", attempts: 1 }]);
    refuse(-9999);
    await person("undescribed").text("menu");
    await quiet(here);
    expect(await rows("undescribed")).toMatchObject([{ state: "dead", fault: "Zalo -9999", attempts: 1 }]);
  });

  it("learns from the echo that a message arrived although its answer was lost", async () => {
    for (const fault of ["reset", "http-500", "not-json"] as const) {
      const lost = here.simulator.faults.inject({ kind: fault, next: 1, afterwards: true, path: SEND });
      await person(fault).text("menu");
      await person(fault).text("hủy");
      await here.simulator.waitForMessages(fault, 2);
      await quiet(here);
      expect(lost.hits).toBe(1);
      expect(texts(fault)).toEqual(["An Sinh giúp được những việc sau", "Không có việc gì đang dở để hủy ạ"]);
      expect((await rows(fault)).map(({ maybeTwice }) => maybeTwice)).toEqual([false, false]);
    }
  });

  it("sends again, and says so, when neither answer nor echo came", async () => {
    const silences = ["timeout", "reset", "http-500", "not-json"] as const;
    for (const fault of silences) {
      const lost = here.simulator.faults.inject({ kind: fault, next: 1, path: SEND });
      await person(`no ${fault}`).text("menu");
      while (lost.hits === 0) await sleep(10);
    }
    await quiet(here);
    for (const fault of silences) {
      expect(texts(`no ${fault}`)).toHaveLength(1);
      expect(await rows(`no ${fault}`)).toMatchObject([{ state: "sent", attempts: 2, maybeTwice: true }]);
    }
  });

  it("keeps the order of a person's messages through every failure", async () => {
    here.simulator.faults.inject({ kind: "error", code: -32, every: 3, path: SEND });
    for (const text of ["menu", "hủy", "menu", "hủy", "menu"]) await person("in order").text(text);
    await quiet(here);
    const [menu, nothing] = ["An Sinh giúp được những việc sau", "Không có việc gì đang dở để hủy ạ"];
    expect(texts("in order")).toEqual([menu, nothing, menu, nothing, menu]);
  });

  it("sends a long answer part by part, in order, and repeats only the part that failed", async () => {
    await person("long").text("menu");
    await quiet(here);
    const body = { call: "message", messages: ["một", "hai", "ba"].map((text) => ({ text })), plain: null, taken: [] };
    here.simulator.faults.inject({ kind: "error", code: -200, every: 2, path: SEND });
    await here.store.client.$transaction((tx) =>
      addMessages(tx, here.store, [{ accountId: "long", inReplyTo: null, body }], new Date()),
    );
    await quiet(here);
    expect(texts("long").slice(1)).toEqual(["một", "hai", "ba"]);
  });

  // The last of this installation: it learns that buttons are refused, and keeps that for an hour.
  it("writes numbers instead of buttons once Zalo refuses them, without asking again", async () => {
    here.simulator.settings.acceptInteractive = false;
    const calls = here.simulator.faults.inject({ kind: "slow", ms: 0, path: SEND });
    for (const id of ["plain 1", "plain 2"]) {
      await person(id).text("menu");
      await quiet(here);
      const [message] = here.simulator.messagesTo(id);
      expect(message?.buttons).toEqual([]);
      expect(message?.text).toContain("\n1. ");
      expect(message?.text).toContain("Nhắn số từ 1 đến");
    }
    expect(calls.hits).toBe(3);
    expect((await rows("plain 1")).map(({ maybeTwice }) => maybeTwice)).toEqual([false]);
  });
});

describe("a Zalo that cannot be reached", () => {
  it("gets the message as soon as it can", async () => {
    const port = await freePort();
    const zalo = await startOutsideZalo();
    const address = `http://127.0.0.1:${port}/openapi`;
    const here = await startInstallation("embedded", { ...zalo.environment, ZALO_API_BASE_URL: address });
    zalo.simulator.webhookUrl = `${here.url}/webhook/zalo`;
    await zalo.simulator.person("1").text("menu");
    const first = () => here.store.client.outboundMessage.findFirst();
    while (((await first())?.fault ?? null) === null) await sleep(20);
    expect(await first()).toMatchObject({ state: "waiting", fault: "ECONNREFUSED", unsure: false });

    const server = express().use(zalo.simulator.router).listen(port, "127.0.0.1");
    await quiet(here);
    expect(await first()).toMatchObject({ state: "sent", maybeTwice: false });
    expect(zalo.simulator.messagesTo("1")).toHaveLength(1);
    server.closeAllConnections();
    server.close();
    await here.stop();
    await zalo.simulator.close();
  });
});
