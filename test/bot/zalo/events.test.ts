import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readEvent, sealedFields } from "../../../bot/zalo/events.ts";
import { readJson } from "../../../bot/zalo/json.ts";
import { NOTICE_NAMES } from "../../../bot/zalo/notice-shapes.ts";

const OA = "2000000000000000001";
const PERSON = "4900000000000000002";
const envelope = { app_id: "1111", timestamp: "1767225600000", user_id_by_app: "2222" };
const fromPerson = { ...envelope, sender: { id: PERSON }, recipient: { id: OA } };
const fromOa = { ...envelope, sender: { id: OA }, recipient: { id: PERSON } };
const aboutPerson = { ...envelope, oa_id: OA, user_id: PERSON };

function read(json: unknown, knownOaId = OA) {
  const reading = readEvent(json, knownOaId);
  if (reading.status !== "read") throw new Error(`${reading.status}: ${JSON.stringify(reading)}`);
  return reading.event;
}

function message(eventName: string, body: object) {
  return read({ ...fromPerson, event_name: eventName, message: { msg_id: "96d3cdf3af150460909", ...body } });
}

const attached = (type: string, payload: object) => ({ attachments: [{ type, payload }] });

describe("messages of a person", () => {
  it.each([
    ["user_send_text", "text", { text: "xin chào" }, { text: "xin chào", attachments: [] }],
    [
      "user_send_image",
      "image",
      { text: "nhà em", ...attached("image", { url: "https://a.vn/1", thumbnail: "https://a.vn/t" }) },
      { text: "nhà em", attachments: [{ type: "image", url: "https://a.vn/1", thumbnail: "https://a.vn/t" }] },
    ],
    ["user_send_gif", "gif", attached("gif", { url: "u" }), { text: "", attachments: [{ type: "gif", url: "u" }] }],
    [
      "user_send_link",
      "link",
      attached("link", { url: "u", description: "mô tả" }),
      { attachments: [{ type: "link", url: "u", description: "mô tả" }] },
    ],
    [
      "user_send_audio",
      "audio",
      attached("audio", { url: "u.amr" }),
      { attachments: [{ type: "audio", url: "u.amr" }] },
    ],
    ["user_send_video", "video", attached("video", { url: "u" }), { attachments: [{ type: "video", url: "u" }] }],
    [
      "user_send_sticker",
      "sticker",
      attached("sticker", { url: "u", id: 46985 }),
      { attachments: [{ type: "sticker", url: "u", stickerId: "46985" }] },
    ],
    [
      "user_send_location",
      "location",
      attached("location", { coordinates: { latitude: "20.4211", longitude: "106.1683" } }),
      { attachments: [{ type: "location", latitude: 20.4211, longitude: 106.1683 }] },
    ],
    [
      "user_send_file",
      "file",
      attached("file", { url: "u", name: "đơn.pdf", size: "20480", type: "pdf", checksum: "ab" }),
      { attachments: [{ type: "file", url: "u", name: "đơn.pdf", size: 20480, fileType: "pdf", checksum: "ab" }] },
    ],
    [
      "user_send_business_card",
      "card",
      attached("link", { url: "u", description: '{"phone":"84000000000","qrCodeUrl":"q"}' }),
      { attachments: [{ type: "link", phone: "84000000000", qrCodeUrl: "q" }] },
    ],
  ])("%s", (eventName, content, body, expected) => {
    expect(message(eventName, body)).toMatchObject({
      kind: "message",
      content,
      eventName,
      appId: "1111",
      oaId: OA,
      personId: PERSON,
      timestamp: 1767225600000,
      msgId: "96d3cdf3af150460909",
      dedupKey: `${eventName}|96d3cdf3af150460909`,
      ...expected,
    });
  });

  it("an answer to a message carries the id of that message", () => {
    expect(message("user_send_text", { text: "ạ", quote_msg_id: "aa11" })).toMatchObject({ quoteMsgId: "aa11" });
  });

  it("a place outside the globe is left out, the message stays", () => {
    const body = attached("location", { coordinates: { latitude: "abc", longitude: "999" } });
    expect(message("user_send_location", body)).toMatchObject({ attachments: [{ type: "location" }] });
  });

  it("attachments beside the message are read too", () => {
    const event = read({
      ...fromPerson,
      event_name: "user_send_image",
      message: { msg_id: "1" },
      attachments: [{ type: "image", payload: { url: "u" } }],
    });
    expect(event).toMatchObject({ attachments: [{ type: "image", url: "u" }] });
  });

  it.each([
    ["attachments that are no list", { attachments: "x" }],
    ["attachments without type", { attachments: [{}, null, 7] }],
    ["a text that is a list", { text: ["x"] }],
    ["a text that is null", { text: null }],
  ])("%s do not cost the message", (_, body) => {
    expect(message("user_send_text", body)).toMatchObject({ kind: "message", text: "", attachments: [] });
  });

  it("a text is cleaned: NFC, no NUL, no lone surrogates", () => {
    const reading = readJson('{"text":"ho\\u0323 \\u0000ngh\\u00e8o \\ud83d!"}');
    const body = reading.ok ? (reading.json as object) : {};
    expect(message("user_send_text", body)).toMatchObject({ text: "họ nghèo \uFFFD!" });
  });

  it("ids that came as numbers keep every digit", () => {
    const reading = readJson(
      '{"app_id":1111,"event_name":"user_send_text","timestamp":1767225600000,"sender":{"id":4951234567890123457},"recipient":{"id":2000000000000000001},"message":{"msg_id":9876543210987654321,"text":7}}',
    );
    expect(read(reading.ok && reading.json)).toMatchObject({
      personId: "4951234567890123457",
      oaId: OA,
      appId: "1111",
      timestamp: 1767225600000,
      msgId: "9876543210987654321",
      text: "7",
      dedupKey: "user_send_text|9876543210987654321",
    });
  });

  it("a message without a body or an id of its own still belongs to a person", () => {
    expect(read({ ...envelope, event_name: "user_send_text", sender: { id: PERSON } })).toMatchObject({
      personId: PERSON,
      msgId: null,
      text: "",
      dedupKey: `user_send_text||${PERSON}|1767225600000`,
    });
  });

  it("the console's test event has no timestamp", () => {
    const { timestamp: _, ...probe } = fromPerson;
    const json = { ...probe, event_name: "user_send_text", message: { msg_id: "p1", text: "This is testing message" } };
    expect(read(json)).toMatchObject({ kind: "message", timestamp: null });
    expect(sealedFields(json)).toEqual({ appId: "1111", timestamp: "" });
  });
});

describe("messages of the account", () => {
  const names = ["text", "image", "gif", "list", "file", "sticker", "video"].map((name) => `oa_send_${name}`);

  it.each(names)("%s by the program is an echo", (eventName) => {
    const event = read({ ...fromOa, event_name: eventName, message: { msg_id: "e1", text: "chào" } });
    expect(event).toMatchObject({
      kind: "echo",
      personId: PERSON,
      oaId: OA,
      msgId: "e1",
      dedupKey: `${eventName}|e1`,
    });
  });

  it.each(names)("%s by an officer is a takeover", (eventName) => {
    const sender = { id: OA, admin_id: 77 };
    const event = read({ ...fromOa, sender, event_name: eventName, message: { msg_id: "e1" } });
    expect(event).toMatchObject({ kind: "takeover", adminId: "77", personId: PERSON, msgId: "e1" });
  });
});

describe("status events", () => {
  it.each([
    ["from the account", fromOa],
    ["from the person", fromPerson],
  ])("received and seen find the person when sent %s", (_, parties) => {
    expect(read({ ...parties, event_name: "user_received_message", message: { msg_id: "m1" } })).toMatchObject({
      kind: "received",
      personId: PERSON,
      oaId: OA,
      msgIds: ["m1"],
      dedupKey: "user_received_message|m1",
    });
    expect(read({ ...parties, event_name: "user_seen_message", message: { msg_ids: ["m2", "m1"] } })).toMatchObject({
      kind: "seen",
      personId: PERSON,
      oaId: OA,
      msgIds: ["m2", "m1"],
      dedupKey: "user_seen_message|m1,m2",
    });
  });

  it("without a known account the account is taken to be the sender", () => {
    const json = { ...fromOa, event_name: "user_received_message", message: { msg_id: "m1" } };
    expect(read(json, "")).toMatchObject({ personId: PERSON, oaId: OA });
  });

  it("the key of a long seen event stays short and does not depend on the order", () => {
    const ids = Array.from({ length: 300 }, (_, index) => `a1b2c3d4e5f6${index}`);
    const seen = (msgIds: string[]) =>
      read({ ...fromOa, event_name: "user_seen_message", message: { msg_ids: msgIds } }).dedupKey;
    expect(seen(ids).length).toBeLessThan(200);
    expect(seen(ids)).toBe(seen(ids.toReversed()));
    expect(seen(ids)).not.toBe(seen(ids.slice(1)));
  });

  it("a reaction", () => {
    const json = {
      ...fromPerson,
      event_name: "user_reacted_message",
      message: { msg_id: "m1", react_icon: "/-heart" },
    };
    expect(read(json)).toMatchObject({ kind: "reaction", personId: PERSON, msgId: "m1", icon: "/-heart" });
  });
});

describe("relationship and profile", () => {
  it.each(["follow", "unfollow"])("%s", (kind) => {
    const json = { ...envelope, event_name: kind, oa_id: OA, follower: { id: PERSON }, source: "oa_profile" };
    expect(read(json)).toMatchObject({
      kind,
      personId: PERSON,
      oaId: OA,
      source: "oa_profile",
      dedupKey: `${kind}|${OA}|${PERSON}|1767225600000`,
    });
  });

  it.each([
    ["user_click_chatnow", "chatnow"],
    ["user_withdraw", "withdraw"],
  ])("%s", (eventName, kind) => {
    expect(read({ ...aboutPerson, event_name: eventName })).toMatchObject({
      kind,
      personId: PERSON,
      dedupKey: `${eventName}|${OA}|${PERSON}|1767225600000`,
    });
  });

  it.each([
    [
      "today's shape",
      {
        name: "Lò Thị Mẫu",
        phone: "84000000000",
        user_dob: "01/02/1980",
        gender: "Nữ",
        full_address: { user_city: "Hải Phòng", user_ward: "Tứ Kỳ", user_address: "Thôn An Lạc" },
      },
      { birth: "01/02/1980", gender: "Nữ", city: "Hải Phòng", district: null, ward: "Tứ Kỳ", address: "Thôn An Lạc" },
    ],
    [
      "the older shape",
      {
        name: "Lò Thị Mẫu",
        phone: 84000000000,
        address: "Thôn An Lạc",
        city: "Hải Dương",
        district: "Tứ Kỳ",
        ward: "Văn Tố",
      },
      { birth: null, gender: null, city: "Hải Dương", district: "Tứ Kỳ", ward: "Văn Tố", address: "Thôn An Lạc" },
    ],
  ])("user_submit_info in %s", (_, info, expected) => {
    expect(read({ ...fromPerson, event_name: "user_submit_info", info })).toMatchObject({
      kind: "submit-info",
      personId: PERSON,
      info: { name: "Lò Thị Mẫu", phone: "84000000000", ...expected },
      dedupKey: `user_submit_info|${OA}|${PERSON}|1767225600000`,
    });
  });
});

describe("known events with nothing to do", () => {
  const everything = {
    ...fromPerson,
    oa_id: OA,
    message: { msg_id: "m1", conversation_id: "c1" },
    tag: { name: "hộ nghèo", user_ids: [PERSON] },
    data: { user_id: PERSON },
    call_id: "c",
    template_id: "t",
    status: { prev_status: "PENDING", new_status: "ENABLE" },
  };

  it.each([
    ...NOTICE_NAMES,
    "user_send_group_text",
    "oa_send_group_image",
    "user_out_group",
    "react_request_join_group_accept",
  ])("%s", (eventName) => {
    expect(read({ ...everything, event_name: eventName })).toMatchObject({ kind: "notice", eventName });
  });

  it("two tags given at the same moment are two events", () => {
    const tagged = (name: string) => read({ ...envelope, oa_id: OA, event_name: "remove_tag", tag: { name } }).dedupKey;
    expect(tagged("a")).toBe(`remove_tag|${OA}|a|1767225600000`);
    expect(tagged("b")).not.toBe(tagged("a"));
  });
});

describe("what is not understood", () => {
  it.each(["user_send_hologram", "constructor", "__proto__", "toString"])("unknown event %s", (eventName) => {
    expect(readEvent({ ...fromPerson, event_name: eventName, message: { msg_id: "m" } })).toEqual({
      status: "unknown",
      eventName,
      dedupKey: `${eventName}|m`,
    });
  });

  it.each([
    ["no name", { ...fromPerson }, "event_name"],
    ["an empty name", { ...fromPerson, event_name: "" }, "event_name"],
    ["a name that is no text", { ...fromPerson, event_name: { a: 1 } }, "event_name"],
    ["a message without sender", { ...envelope, event_name: "user_send_text" }, "sender"],
    [
      "a message with an empty sender",
      { ...fromPerson, sender: { id: "" }, event_name: "user_send_text" },
      "sender.id",
    ],
    ["a follow without follower", { ...envelope, event_name: "follow" }, "follower"],
    ["a withdrawal without user", { ...envelope, event_name: "user_withdraw" }, "user_id"],
    ["a list", [], "body"],
    ["null", null, "body"],
    ["a text", "user_send_text", "body"],
  ])("%s is malformed, and the reason names the place", (_, json, place) => {
    expect(readEvent(json)).toEqual({ status: "malformed", reason: expect.stringContaining(place) });
  });

  it("the reason never repeats what was sent", () => {
    const reading = readEvent({
      ...fromPerson,
      event_name: "user_send_text",
      sender: { id: { secret: "Lò Thị Mẫu" } },
    });
    expect(JSON.stringify(reading)).not.toContain("Mẫu");
  });

  it("never throws, whatever JSON comes under a known name", () => {
    const names = fc.constantFrom(
      "user_send_text",
      "user_seen_message",
      "oa_send_text",
      "follow",
      "user_submit_info",
      "user_feedback",
    );
    const body = fc.dictionary(fc.constantFrom("sender", "recipient", "message", "info", "follower"), fc.jsonValue());
    fc.assert(
      fc.property(names, body, (eventName, rest) => {
        expect(["read", "malformed"]).toContain(readEvent({ ...rest, event_name: eventName }).status);
      }),
    );
  });
});
