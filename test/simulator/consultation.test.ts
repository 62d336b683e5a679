import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DAY, HOUR, openTown, type Town } from "./town.ts";

const button = { title: "Đồng ý", type: "oa.query.hide", payload: "#dong-y" };
const template = (payload: object) => ({ attachment: { type: "template", payload } });
const media = (...elements: object[]) => template({ template_type: "media", elements });
const withButtons = (...buttons: object[]) => ({ text: "Chọn", ...template({ template_type: "button", buttons }) });

let town: Town;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

describe("a consultation message is accepted", () => {
  const accepted: [string, object][] = [
    ["a text", { text: "Chào bác" }],
    ["a text of 2,000 letters outside the basic plane", { text: "𝒂".repeat(2000) }],
    ["a quote", { text: "Vâng", quote_message_id: "abc" }],
    ["a picture by address", media({ media_type: "image", url: "https://example.org/a.png" })],
    ["a sticker", media({ media_type: "sticker", attachment_id: "1" })],
    ["text with buttons", withButtons(button)],
    ["five buttons", withButtons(...Array(5).fill(button))],
    ["buttons without template_type", { text: "Chọn", ...template({ buttons: [button] }) }],
    ["a list", template({ template_type: "list", elements: [{ title: "Một", subtitle: "Hai" }] })],
    [
      "a request for details",
      template({ template_type: "request_user_info", elements: [{ title: "Xin", subtitle: "Số" }] }),
    ],
  ];
  it.each(accepted)("%s", async (_name, message) => {
    const answer = await town.cs(message);
    expect(answer).toMatchObject({
      error: 0,
      message: "Success",
      data: { user_id: "1001", quota: { quota_type: "reply" } },
    });
    expect(answer.data.message_id).toMatch(/^[0-9a-f]{20}$/);
    expect(answer.data.sent_time).toBe(String(town.clock.now().getTime()));
  });
});

describe("a body is refused", () => {
  const refused: [string, object, number, string][] = [
    ["2,001 letters", { text: "a".repeat(2001) }, -210, "Parameter exceeds allowable limit"],
    ["an empty text", { text: "" }, -201, "text is invalid!"],
    ["no text and no attachment", {}, -201, "text is invalid!"],
    [
      "an unknown attachment",
      { attachment: { type: "hologram", payload: {} } },
      -233,
      "message type is invalid or not support",
    ],
    ["an unknown template", template({ template_type: "receipt" }), -233, "message type is invalid or not support"],
    ["six buttons", withButtons(...Array(6).fill(button)), -210, "Parameter exceeds allowable limit"],
    ["no button", withButtons(), -201, "buttons is invalid!"],
    [
      "a button title of 101",
      withButtons({ ...button, title: "a".repeat(101) }),
      -210,
      "Parameter exceeds allowable limit",
    ],
    [
      "a payload of 1,001",
      withButtons({ ...button, payload: "a".repeat(1001) }),
      -210,
      "Parameter exceeds allowable limit",
    ],
    [
      "an sms of 161",
      withButtons({ ...button, type: "oa.open.sms", payload: { phone_code: "84", content: "a".repeat(161) } }),
      -210,
      "Parameter exceeds allowable limit",
    ],
    [
      "a link without address",
      withButtons({ ...button, type: "oa.open.url", payload: {} }),
      -201,
      "payload is invalid!",
    ],
    ["an unknown button", withButtons({ ...button, type: "oa.open.door" }), -201, "type is invalid!"],
    ["buttons without text", template({ template_type: "button", buttons: [button] }), -201, "text is invalid!"],
    [
      "two pictures",
      media(...Array(2).fill({ media_type: "image", url: "https://example.org/a.png" })),
      -210,
      "Parameter exceeds allowable limit",
    ],
    [
      "a picture by address and by id",
      media({ media_type: "image", url: "https://example.org/a.png", attachment_id: "1" }),
      -201,
      "attachment_id is invalid!",
    ],
    ["a gif without size", media({ media_type: "gif", attachment_id: "1" }), -201, "width is invalid!"],
    [
      "six rows",
      template({ template_type: "list", elements: Array(6).fill({ title: "a", subtitle: "b" }) }),
      -210,
      "Parameter exceeds allowable limit",
    ],
    [
      "a first row without subtitle",
      template({ template_type: "list", elements: [{ title: "a" }] }),
      -201,
      "subtitle is invalid!",
    ],
    ["a file without token", { attachment: { type: "file", payload: {} } }, -201, "token is invalid!"],
  ];
  it.each(refused)("%s", async (_name, message, error, text) => {
    expect(await town.cs(message)).toEqual({ error, message: text });
  });

  it("a body that is no JSON", async () => {
    const headers = { access_token: town.token };
    const response = await fetch(`${town.simulator.openapiBaseUrl}/v3.0/oa/message/cs`, {
      method: "POST",
      headers,
      body: "{",
    });
    expect([response.status, await response.json()]).toEqual([200, { error: -201, message: "body is invalid!" }]);
  });

  it("a person Zalo does not know", async () => {
    expect(await town.cs({ text: "a" }, { user_id: "nobody" })).toEqual({
      error: -201,
      message: "user_id is invalid!",
    });
  });
});

describe("who is written to", () => {
  it("an incoming message may name the person", async () => {
    const { messageId } = await town.simulator.person("1001").text("hỏi");
    expect(await town.cs({ text: "đáp" }, { message_id: messageId })).toMatchObject({
      error: 0,
      data: { user_id: "1001" },
    });
    expect(await town.cs({ text: "đáp" }, { message_id: "none" })).toMatchObject({
      error: -201,
      message: "message_id is invalid!",
    });
  });

  it("only those who interacted within seven days; billed without quota after 48 hours", async () => {
    await town.simulator.person("1001").text("lại chào");
    town.clock.advance(48 * HOUR + 1);
    const late = await town.cs({ text: "a" }).catch((fault: unknown) => fault);
    expect(late).toMatchObject({ error: -220 });
    town.token = town.simulator.tokens.issue().access_token;
    const billed = await town.cs({ text: "a" });
    expect(billed.error).toBe(0);
    expect(billed.data).not.toHaveProperty("quota");
    town.clock.advance(5 * DAY - 2);
    town.token = town.simulator.tokens.issue().access_token;
    expect((await town.cs({ text: "a" })).error).toBe(0);
    town.clock.advance(2);
    expect(await town.cs({ text: "a" })).toMatchObject({ error: -230 });
    town.simulator.person("1002");
    expect(await town.cs({ text: "a" }, { user_id: "1002" })).toMatchObject({ error: -230 });
  });

  it("neither those who refuse nor those who are away", async () => {
    const person = town.simulator.person("1003");
    await person.follow();
    expect((await town.cs({ text: "a" }, { user_id: "1003" })).error).toBe(0);
    person.block();
    expect((await town.cs({ text: "a" }, { user_id: "1003" })).error).toBe(-244);
    person.unblock();
    person.setInactive(true);
    expect((await town.cs({ text: "a" }, { user_id: "1003" })).error).toBe(-227);
  });
});

describe("interactive templates switched off", () => {
  it.each([-233, -201] as const)("are refused with %i while plain text still goes", async (code) => {
    Object.assign(town.simulator.settings, { acceptInteractive: false, interactiveRefusal: code });
    await town.simulator.person("1001").text("chào");
    expect((await town.cs(withButtons(button))).error).toBe(code);
    expect((await town.cs({ text: "1. Đồng ý" })).error).toBe(0);
    town.simulator.settings.acceptInteractive = true;
  });
});
