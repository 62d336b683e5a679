// A conversation survives changes of its own definition.
import { describe, expect, it } from "vitest";
import { newSession, readSession, SESSION_VERSION } from "../../registry/session.ts";

describe("a stored conversation", () => {
  it("of today reads as it was written", () => {
    const session = { ...newSession("en"), household: { area: "rural" } };
    expect(readSession(JSON.parse(JSON.stringify(session)))).toEqual(session);
  });

  it("of version 0 keeps its language and begins anew", () => {
    expect(readSession({ language: "en" })).toEqual(newSession("en"));
    expect(readSession({ version: 0, language: "vi" })).toEqual(newSession("vi"));
  });

  it("of version 2 keeps everything, and asks for consent as before", () => {
    const { generalOnly: _, ...before } = { ...newSession("en"), household: { area: "rural" }, version: 2 };
    expect(readSession(before)).toEqual({ ...newSession("en"), household: { area: "rural" } });
  });

  it.each([
    ["nothing", null],
    ["a text", "?"],
    ["a version from the future", { ...newSession("en"), version: SESSION_VERSION + 1 }],
    ["a version that never was", { ...newSession("en"), version: -1 }],
    ["a version that is no number", { ...newSession("en"), version: "x" }],
    ["a form that is not one", { ...newSession("en"), form: "menu" }],
  ])("that is %s begins anew", (_, document) => {
    expect(readSession(document)).toEqual(newSession("vi"));
  });
});
