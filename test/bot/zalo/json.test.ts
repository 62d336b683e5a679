import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readJson } from "../../../bot/zalo/json.ts";

describe("numbers", () => {
  it.each([
    ['{"id":4951234567890123456}', { id: "4951234567890123456" }],
    ['{"id":-9007199254740993}', { id: "-9007199254740993" }],
    ["[123456789012345678901234567890]", ["123456789012345678901234567890"]],
    ['{"id":9007199254740991}', { id: 9007199254740991 }],
    ['{"timestamp":1767225600000}', { timestamp: 1767225600000 }],
    ['{"rate":4.5,"big":1e30}', { rate: 4.5, big: 1e30 }],
  ])("%s", (text, value) => expect(readJson(text)).toEqual({ ok: true, json: value }));
});

describe("what cannot be read is a value", () => {
  it.each([
    ["a truncated body", '{"a":', "not-json"],
    ["nothing", "", "not-json"],
    ["bytes that are not UTF-8", new Uint8Array([0x7b, 0xff, 0x7d]), "not-utf8"],
    ["a cut UTF-8 letter", Buffer.from('{"a":"ạ').subarray(0, 8), "not-utf8"],
    ["100,000 open brackets", "[".repeat(100_000), "too-deep"],
    ["100,000 closed levels", "[".repeat(100_000) + "]".repeat(100_000), "too-deep"],
    ["more closings than openings", `${"]".repeat(10)}1`, "not-json"],
  ])("%s", (_, raw, reason) => expect(readJson(raw)).toEqual({ ok: false, reason }));
});

it("counts only brackets outside texts", () => {
  const text = `"${"[{".repeat(500)}\\"${"[".repeat(500)}"`;
  expect(readJson(text)).toMatchObject({ ok: true });
});

it("reads any JSON as JSON.parse does when its numbers are safe", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
      const text = JSON.stringify(value);
      fc.pre(!/\d{16}/.test(text));
      expect(readJson(Buffer.from(text))).toEqual({ ok: true, json: JSON.parse(text) });
    }),
  );
});

it("never throws on any bytes", () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect(readJson(bytes)).toHaveProperty("ok");
    }),
  );
});
