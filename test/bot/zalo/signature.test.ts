import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { signature, verifySignature } from "../../../bot/zalo/signature.ts";

const body =
  '{"app_id":"1111","event_name":"user_send_text","timestamp":"1767225600000","message":{"text":"ch\\u00e0o b\\/n"}}';
const seal = signature("1111", body, "1767225600000", "key");
const verify = (header: string | undefined, raw: string | Uint8Array = body) =>
  verifySignature(header, "1111", raw, "1767225600000", "key");

describe("the seal", () => {
  it("is the plain SHA-256 of the four strings, in lower-case hex", () => {
    expect(seal).toBe(`mac=${createHash("sha256").update(`1111${body}1767225600000key`).digest("hex")}`);
  });

  it("is the same for the text and for its bytes", () => {
    expect(signature("1111", Buffer.from("xin chào ạ"), "1", "k")).toBe(signature("1111", "xin chào ạ", "1", "k"));
  });
});

describe("a request is believed", () => {
  const hex = seal.slice(4);
  it.each([
    ["as sent", seal],
    ["with blanks around", `  ${seal} `],
    ["with blanks around the sign", `mac = ${hex}`],
    ["in upper-case digits", `mac=${hex.toUpperCase()}`],
  ])("%s", (_, header) => expect(verify(header)).toBe(true));
});

describe("a request is refused", () => {
  it.each([
    ["without a header", undefined],
    ["with an empty header", ""],
    ["without the prefix", seal.slice(4)],
    ["one digit short", seal.slice(0, -1)],
    ["one digit too many", `${seal}0`],
    ["with letters that are not digits", `mac=${"g".repeat(64)}`],
    ["sealed with another key", signature("1111", body, "1767225600000", "other")],
    ["sealed for another app", signature("2222", body, "1767225600000", "key")],
    ["sealed with another timestamp", signature("1111", body, "1767225600001", "key")],
    ["sealed over JSON written again", signature("1111", JSON.stringify(JSON.parse(body)), "1767225600000", "key")],
  ])("%s", (_, header) => expect(verify(header)).toBe(false));

  it("when a byte of the body changed", () => expect(verify(seal, body.replace("1111", "1112"))).toBe(false));
});
