// Whatever is posted to the webhook: a real person is answered, everyone else learns nothing, and nobody sees a stack trace.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Installation, startInstallation } from "../setup/installation.ts";
import { metric, postEvent, postRaw } from "../setup/post-event.ts";
import { STORE_KINDS } from "../setup/stores.ts";
import { quiet } from "../setup/talk.ts";

describe.each(STORE_KINDS)("the webhook on the %s store", (kind) => {
  let here: Installation;
  beforeAll(async () => {
    here = await startInstallation(kind);
  });
  afterAll(() => here.stop());

  const person = (id: string) => here.simulator.person(id);
  const heard = (id: string) => here.simulator.messagesTo(id).filter(({ adminId }) => adminId === null);
  const answered = (id: string, count = 1) => here.simulator.waitForMessages(id, count, 20_000);
  const outcome = (name: string) => metric(here, `ansinh_webhook_total{outcome="${name}"}`);

  describe("refuses", () => {
    it.each(["tampered-body", "wrong-secret", "no-signature", "wrong-app-id"] as const)("%s with 401", async (odd) => {
      const before = await outcome("wrong-seal");
      await here.simulator.variants.send(odd, "refused", "menu");
      expect(here.simulator.webhook.attempts.at(-1)?.result).toEqual({ kind: "answered", status: 401 });
      expect(await outcome("wrong-seal")).toBe(before + 1);
      await quiet(here);
      expect(heard("refused")).toEqual([]);
    });

    it.each([
      ["truncated JSON", '{"app_id":"1","event_name":"user_se', 400],
      ["no body", "", 400],
      ["a body of 10 MB", `{"text":"${"a".repeat(10_000_000)}"}`, 413],
      ["a list", "[]", 401],
      ["deep nesting", "[".repeat(100_000), 400],
    ])("%s with a bare status", async (_, body, status) => {
      expect(await postRaw(here, body)).toEqual({ status, body: "" });
    });
  });

  it.each([
    ["unknown-event", "unknown"],
    ["missing-fields", "malformed"],
  ] as const)("takes %s with 200 and counts it", async (odd, name) => {
    const before = await outcome(name);
    await here.simulator.variants.send(odd, "odd", "menu");
    expect(here.simulator.webhook.attempts.at(-1)?.result).toEqual({ kind: "answered", status: 200 });
    expect(await outcome(name)).toBe(before + 1);
  });

  it.each(["number-ids", "old-timestamp", "escaped-slashes", "escaped-unicode"] as const)(
    "answers a message that comes with %s",
    async (odd) => {
      const id = `71234567890123456${["number-ids", "old-timestamp", "escaped-slashes"].indexOf(odd) + 11}`;
      await here.simulator.variants.send(odd, id, "menu");
      await answered(id);
    },
  );

  it.each<[string, string]>([
    ["100,000 letters", "hộ nghèo ".repeat(11_112)],
    ["NUL and other controls", "\u0000me\u0000nu\u0007"],
    ["a lone surrogate", "xin chào \ud800"],
    ["half an emoji alone", "\udc00"],
    ["decomposed letters", "gặp cán bộ".normalize("NFD")],
    ["emoji only", "🙏🙏👍🏽"],
    ["blanks only", " \n\t "],
    ["no text at all", ""],
    ["a right-to-left override", "\u202Eunem"],
    ["SQL", "'; DROP TABLE account; --"],
    ["a placeholder", "{{days}} $t(menu:title)"],
    ["a button of long ago", "#no-such-handler.x"],
    ["a button made by hand", "#__proto__.constructor"],
  ])("answers %s", async (name, text) => {
    await person(name).text(text);
    await answered(name);
    const [row] = await here.store.client.inboundEvent.findMany({ where: { accountId: name } });
    await quiet(here);
    expect(row?.fault).toBeNull();
  });

  it.each<[string, (id: string) => Promise<unknown>]>([
    ["a sticker", (id) => person(id).sticker({ stickerId: "s", url: "https://example.org/s" })],
    ["a voice message", (id) => person(id).audio({ url: "https://example.org/a" })],
    ["a place", (id) => person(id).location(20.9, 106.4)],
    ["a picture", (id) => person(id).image({ url: "https://example.org/i" })],
    ["a film", (id) => person(id).video({ url: "https://example.org/v" })],
    ["a file", (id) => person(id).file({ url: "https://example.org/f", name: "f.pdf", size: 9, type: "pdf" })],
    ["a link", (id) => person(id).link("https://example.org")],
    ["a business card", (id) => person(id).card("0000")],
    ["a new follower", (id) => person(id).follow()],
    ["someone who opened the chat", (id) => person(id).chatnow()],
  ])("answers %s", async (name, act) => {
    await act(name);
    await answered(name);
  });

  it("thanks for information that was submitted", async () => {
    await person("submits").text("menu");
    await answered("submits");
    await person("submits").submitInfo({ name: "Người Thử", phone: 84000000000, address: "thôn Thử" });
    await answered("submits", 2);
  });

  it("answers a redelivered event once, though an hour old and counted by Zalo", async () => {
    await person("again").text("menu");
    await answered("again");
    const timestamp = Date.now() - 3_600_000;
    const message = { text: "hủy", msg_id: "redelivered-1" };
    const event = { event_name: "user_send_text", sender: { id: "again" }, message, timestamp };
    const before = await metric(here, "ansinh_webhook_redelivered_total");
    for (const num_retry of ["1", "2", "3"])
      expect(await postEvent(here, event, { num_retry })).toEqual({ status: 200, body: "" });
    await answered("again", 2);
    await quiet(here);
    expect(heard("again")).toHaveLength(2);
    expect(await metric(here, "ansinh_webhook_redelivered_total")).toBe(before + 3);
  });

  it("does not answer its own echoes, seen marks and reactions", async () => {
    const { messageId } = await person("echo").text("menu");
    const [menu] = await answered("echo");
    await person("echo").see();
    await person("echo").react(menu!.id, "/-heart");
    await here.simulator.webhook.idle();
    await quiet(here);
    expect(heard("echo")).toHaveLength(1);
    expect(messageId).not.toBeNull();
  });

  it("stands back once when an officer writes, and comes back when called", async () => {
    const id = "officer-writes";
    await person(id).text("menu");
    await answered(id);
    here.simulator.officer.reply(id, "Tôi là cán bộ xã đây ạ");
    await here.simulator.webhook.idle();
    for (const text of ["Dạ chào cán bộ", "Nhà tôi muốn hỏi", "menu", "hủy"]) await person(id).text(text);
    await answered(id, 5); // the officer's message is one of them
    await quiet(here);
    const [menu, standsBack, ...rest] = heard(id).map(({ text }) => text);
    expect(standsBack).toContain("Cán bộ đang trả lời");
    expect(rest).toHaveLength(2);
    expect(rest[0]).toBe(menu);
  });

  it("remembers who follows without answering a farewell", async () => {
    await person("leaves").follow();
    await answered("leaves");
    await quiet(here);
    const before = heard("leaves").length;
    const follower = () => here.store.client.account.findUniqueOrThrow({ where: { id: "leaves" } });
    expect((await follower()).follower).toBe(true);
    await person("leaves").unfollow();
    await quiet(here);
    expect((await follower()).follower).toBe(false);
    expect(heard("leaves")).toHaveLength(before);
  });
});
