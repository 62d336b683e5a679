import { describe, expect, it } from "vitest";
import { isInteractive, type OutgoingMessage, outgoingMessage } from "../../../bot/zalo/messages.ts";

const template = (payload: object) => ({ attachment: { type: "template", payload } });
const media = (element: object) => template({ template_type: "media", elements: [element] });
const buttons = (list: object[], text: unknown = "Chọn") => ({
  text,
  ...template({ template_type: "button", buttons: list }),
});
const query = (fields: object = {}) => ({ title: "Đồng ý", type: "oa.query.hide", payload: "#yes", ...fields });
const listOf = (elements: object[], list: object[] = []) =>
  template({ template_type: "list", elements, buttons: list });
const askInfo = (elements: object[]) => template({ template_type: "request_user_info", elements });
const info = { title: "a", subtitle: "b", image_url: "https://a.vn/x.jpg" };
const long = (count: number) => "ạ".repeat(count);
const faces = (count: number) => "👵🏽".repeat(count / 2);

describe("Zalo takes", () => {
  it.each([
    ["text", { text: "xin chào" }],
    ["text of 2,000 letters", { text: long(2000) }],
    ["text of 2,000 code points in 4,000 units", { text: faces(2000) }],
    ["an answer to a message", { text: "ạ", quote_message_id: "m1" }],
    ["a picture by address", media({ media_type: "image", url: "https://a.vn/x.png" })],
    ["a picture by id, with text", { text: "Biểu đồ", ...media({ media_type: "image", attachment_id: "1" }) }],
    ["a gif", media({ media_type: "gif", attachment_id: "1", width: 10, height: 10 })],
    ["a sticker", media({ media_type: "sticker", attachment_id: "46985" })],
    ["a file", { attachment: { type: "file", payload: { token: "t" } } }],
    ["a request for information", askInfo([{ ...info, title: long(100), subtitle: long(500) }])],
    ["a list", listOf([{ title: "a", subtitle: "b" }, { title: "c" }], [query()])],
    ["five buttons", buttons([query(), query(), query(), query(), query({ type: "oa.query.show" })])],
    [
      "buttons that open",
      buttons([
        query({ type: "oa.open.url", payload: { url: "https://a.vn" } }),
        query({ type: "oa.open.sms", payload: { content: long(160), phone_code: "84000000000" } }),
        query({ type: "oa.open.phone", payload: { phone_code: "84000000000" } }),
      ]),
    ],
    ["the longest title and payload", buttons([query({ title: long(100), payload: long(1000) })])],
  ])("%s", (_, message) => expect(outgoingMessage.safeParse(message).success).toBe(true));
});

describe("Zalo does not take", () => {
  it.each([
    ["an empty text", { text: "" }],
    ["2,001 letters", { text: long(2001) }],
    ["a field of its own invention", { text: "a", colour: "red" }],
    ["an address and an id together", media({ media_type: "image", url: "https://a.vn/x.png", attachment_id: "1" })],
    ["a picture that is no web address", media({ media_type: "image", url: "file:///etc/x.png" })],
    [
      "two pictures",
      template({ template_type: "media", elements: Array(2).fill({ media_type: "sticker", attachment_id: "1" }) }),
    ],
    ["a gif without size", media({ media_type: "gif", attachment_id: "1" })],
    ["a file without token", { attachment: { type: "file", payload: { token: "" } } }],
    ["two requests for information", askInfo([info, info])],
    ["a request with a title of 101", askInfo([{ ...info, title: long(101) }])],
    ["a request with a subtitle of 501", askInfo([{ ...info, subtitle: long(501) }])],
    ["a list without subtitle on the first", listOf([{ title: "a" }])],
    ["a list of six", listOf(Array(6).fill({ title: "a", subtitle: "b" }))],
    ["a list with six buttons", listOf([{ title: "a", subtitle: "b" }], Array(6).fill(query()))],
    ["six buttons", buttons(Array(6).fill(query()))],
    ["no button", buttons([])],
    ["buttons without text", buttons([query()], null)],
    ["a title of 101", buttons([query({ title: long(101) })])],
    ["a payload of 1,001", buttons([query({ payload: long(1001) })])],
    ["an SMS of 161", buttons([query({ type: "oa.open.sms", payload: { content: long(161), phone_code: "8" } })])],
    ["an unknown button", buttons([query({ type: "oa.open.door" })])],
  ])("%s", (_, message) => expect(outgoingMessage.safeParse(message).success).toBe(false));
});

it.each<[OutgoingMessage, boolean]>([
  [{ text: "a" }, false],
  [{ attachment: { type: "file", payload: { token: "t" } } }, false],
  [media({ media_type: "sticker", attachment_id: "1" }) as OutgoingMessage, false],
  [buttons([query()]) as OutgoingMessage, true],
  [listOf([{ title: "a", subtitle: "b" }]) as OutgoingMessage, true],
])("only lists and buttons have a plain form instead: %o", (message, expected) => {
  expect(isInteractive(message)).toBe(expected);
});
