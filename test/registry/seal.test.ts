// What is personal lies sealed: only the same key opens it, and nothing changed opens at all.
import { describe, expect, it } from "vitest";
import { createSeal } from "../../registry/seal.ts";

const KEY = "0f".repeat(32);
const seal = createSeal(KEY);

describe("the seal", () => {
  it.each(["", "hộ nghèo", "\u0000", "🙏".repeat(10_000)])("gives back what was sealed (%#)", (text) => {
    expect(seal.open(seal.seal(text))).toBe(text);
  });

  it("shows nothing of the text, and never looks the same twice", () => {
    expect(seal.seal("hộ nghèo")).not.toContain("nghèo");
    expect(seal.seal("hộ nghèo")).not.toBe(seal.seal("hộ nghèo"));
  });

  it("does not open with another key, shortened, or with a changed letter", () => {
    const sealed = seal.seal("hộ nghèo");
    const changed = Buffer.from(sealed, "base64");
    changed[changed.length - 1]! ^= 1;
    expect(() => createSeal("0e".repeat(32)).open(sealed)).toThrow(/seal|key/i);
    for (const broken of [changed.toString("base64"), sealed.slice(0, 20), ""])
      expect(() => seal.open(broken)).toThrow("sealed data does not open with this ENCRYPTION_KEY");
  });

  it("hashes alike under one key and differently under another", () => {
    expect(seal.hash("7001")).toBe(createSeal(KEY).hash("7001"));
    expect(seal.hash("7001")).not.toBe(createSeal("0e".repeat(32)).hash("7001"));
  });

  it("refuses a key that is too short", () => {
    expect(() => createSeal("0f")).toThrow("64 hexadecimal digits");
  });
});
