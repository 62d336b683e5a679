import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { createTexts } from "../../bot/texts.ts";

let folder: string | null = null;
afterEach(() => {
  if (folder) rmSync(folder, { recursive: true });
  folder = null;
});

/** Texts from files written for the occasion; a string is the same file in both languages. */
function textsOf(files: Record<string, string>) {
  folder = mkdtempSync(join(tmpdir(), "texts-"));
  for (const language of ["vi", "en"]) mkdirSync(join(folder, language));
  for (const [name, content] of Object.entries(files)) {
    const targets = name.includes("/") ? [name] : [`vi/${name}`, `en/${name}`];
    for (const target of targets) {
      mkdirSync(dirname(join(folder, target)), { recursive: true });
      writeFileSync(join(folder, target), content);
    }
  }
  return createTexts(folder);
}

describe("a text", () => {
  it("is found by namespace and nested key, in its language", () => {
    const texts = textsOf({ "vi/menu.yaml": "top:\n  title: Chào bác", "en/menu.yaml": "top:\n  title: Hello" });
    expect(texts.say("vi", "menu:top.title")).toBe("Chào bác");
    expect(texts.say("en", "menu:top.title")).toBe("Hello");
    expect([texts.has("menu:top.title"), texts.has("menu:top")]).toEqual([true, false]);
  });

  it("writes money and days the way its readers do", () => {
    const texts = textsOf({ "a.yaml": "line: '{{sum, dong}} | {{ from, day }} | {{n}}'" });
    const values = { sum: 1500000, from: "2026-11-21", n: 3 };
    expect(texts.say("vi", "a:line", values)).toBe("1.500.000 | 21/11/2026 | 3");
    expect(texts.say("en", "a:line", values)).toBe("1,500,000 | 21/11/2026 | 3");
  });

  it("has plural forms where its language has them", () => {
    const texts = textsOf({
      "vi/a.yaml": "people_other: '{{count}} người'",
      "en/a.yaml": "people_one: one of {{count}}\npeople_other: '{{count}} people'",
    });
    expect(texts.say("vi", "a:people", { count: 1 })).toBe("1 người");
    expect(texts.say("en", "a:people", { count: 1 })).toBe("one of 1");
    expect(texts.say("en", "a:people", { count: 2 })).toBe("2 people");
    expect(texts.has("a:people")).toBe(true);
  });

  it("is not escaped, and is composed", () => {
    const texts = textsOf({ "a.yaml": `line: "ho\u0323 <b> {{x}}"` });
    expect(texts.say("vi", "a:line", { x: "'&\"" })).toBe("họ <b> '&\"");
  });

  it("takes any value as it is, even one that looks like a text's own language", () => {
    const texts = textsOf({ "a.yaml": "line: '{{x}}!{{y}}'\nother: secret" });
    const value = fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.constantFrom("{{y}}", "$t(a:other)", "{{x, dong}}", "$&", "a:other"),
    );
    fc.assert(
      fc.property(value, value, (x, y) => {
        expect(texts.say("vi", "a:line", { x, y })).toBe(`${x}!${y}`);
      }),
    );
  });
});

describe("a fault, never a half text", () => {
  it.each<[string, string, Record<string, unknown> | undefined, string]>([
    ["an unknown key", "a:nothing", {}, "texts:missing"],
    ["an unknown namespace", "b:line", {}, "texts:missing"],
    ["a group of texts", "a:group", {}, "texts:missing"],
    ["no values", "a:line", undefined, "texts:missing"],
    ["a value missing", "a:line", { name: "x" }, "texts:missing"],
    ["a value undefined", "a:line", { name: undefined, sum: 1 }, "texts:missing"],
    ["a value null", "a:line", { name: null, sum: 1 }, "texts:missing"],
    ["an object", "a:line", { name: {}, sum: 1 }, "texts:missing"],
    ["half a đồng", "a:line", { name: "x", sum: 1.5 }, "texts:value"],
    ["money as text", "a:line", { name: "x", sum: "nhiều" }, "texts:value"],
    ["a day that does not exist", "a:date", { on: "2026-02-30" }, "texts:value"],
  ])("%s", (_, key, values, code) => {
    const texts = textsOf({ "a.yaml": "line: '{{name}} {{sum, dong}}'\ndate: '{{on, day}}'\ngroup:\n  one: x" });
    expect(() => texts.say("vi", key, values)).toThrowError(expect.objectContaining({ code }));
  });
});

describe("files that do not agree stop the start", () => {
  it("and every mistake is told at once", () => {
    const files = {
      "vi/a.yaml":
        "same: '{{x}}'\nvalues: '{{x}}'\nonlyVi: a\nlist: [a]\nformat: '{{x, colour}}'\nblank: ' '\n'do.t': a",
      "en/a.yaml": "same: '{{x}}'\nvalues: '{{y}}'\nonlyEn: a\nlist: [a]\nformat: '{{x}}'\nblank: b\n'do.t': a",
      "vi/b.yaml": "twice: a\ntwice: b",
    };
    let message = "";
    try {
      textsOf(files);
    } catch (fault) {
      message = (fault as Error).message;
      expect(fault).toMatchObject({ code: "texts:invalid" });
    }
    for (const part of [
      "a:values: vi wants {x}, en wants {y}",
      "a:onlyVi: missing in en",
      "a:onlyEn: missing in vi",
      "a:list: must be a text",
      'unknown format "colour"',
      "a:blank: is empty",
      'a:do.t: a key has no "."',
      "vi/b.yaml: ",
    ]) {
      expect(message).toContain(part);
    }
    expect(message).not.toContain("a:same");
  });

  it("a number is not a text", () => {
    expect(() => textsOf({ "a.yaml": "x: 113" })).toThrow("a:x: must be a text");
  });
});

it("the project's own texts load", () => {
  const texts = createTexts(join(import.meta.dirname, "../../knowledge/texts"));
  expect(texts.has("chat:choices.many")).toBe(true);
});
