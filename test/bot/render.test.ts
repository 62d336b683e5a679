import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { choiceHint, render, type SpokenReply } from "../../bot/render.ts";
import { createTexts } from "../../bot/texts.ts";
import { outgoingMessage } from "../../bot/zalo/messages.ts";
import { codePoints } from "../../foundation/vietnamese.ts";

const choices = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ title: `Mục ${index + 1}`, payload: `#item.${index + 1}` }));
const say = (text: string, count = 0, more: Partial<SpokenReply> = {}): SpokenReply => ({
  text,
  choices: choices(count),
  ...more,
});
const rendered = (reply: SpokenReply, interactive: boolean) => render([reply], { interactive });

describe("with buttons", () => {
  it("choices are numbered buttons under the text", () => {
    expect(rendered(say("Bác chọn nhé", 2), true)).toEqual([
      {
        text: "Bác chọn nhé",
        attachment: {
          type: "template",
          payload: {
            template_type: "button",
            buttons: [
              { title: "1. Mục 1", type: "oa.query.hide", payload: "#item.1" },
              { title: "2. Mục 2", type: "oa.query.hide", payload: "#item.2" },
            ],
          },
        },
      },
    ]);
  });

  it("five choices are buttons, six are lines", () => {
    expect(rendered(say("Chọn", 5), true)[0]).toHaveProperty("attachment");
    expect(rendered(say("Chọn", 6), true)[0]).not.toHaveProperty("attachment");
  });

  it.each([
    ["a title that is too long for a button", { title: "ạ".repeat(98), payload: "#x" }],
    ["a payload that is too long", { title: "a", payload: "x".repeat(1001) }],
    ["a payload that is empty", { title: "a", payload: "" }],
  ])("%s makes lines of all", (_, choice) => {
    expect(rendered({ text: "Chọn", choices: [choice] }, true)).toEqual([{ text: `Chọn\n\n1. ${choice.title}` }]);
  });

  it("a long text has its buttons on the last part", () => {
    const messages = rendered(say("Một câu dài. ".repeat(400), 1), true);
    expect(messages.length).toBeGreaterThan(2);
    expect(messages.map((message) => "attachment" in message)).toEqual(
      messages.map((_, at) => at === messages.length - 1),
    );
  });
});

describe("in plain text", () => {
  it("choices are numbered lines with the hint below", () => {
    expect(rendered(say("Bác chọn nhé", 2, { hint: "Nhắn số." }), false)).toEqual([
      { text: "Bác chọn nhé\n\n1. Mục 1\n2. Mục 2\nNhắn số." },
    ]);
  });

  it("the lines stay together: they move to a message of their own rather than be torn", () => {
    const messages = rendered(say("a".repeat(1995), 3), false);
    expect(messages).toEqual([{ text: "a".repeat(1995) }, { text: "1. Mục 1\n2. Mục 2\n3. Mục 3" }]);
  });

  it("more lines than a message holds go on in the next, in order", () => {
    const texts = rendered(say("Chọn", 400), false).map((message) => ("text" in message ? (message.text ?? "") : ""));
    expect(texts.length).toBeGreaterThan(1);
    expect(
      texts
        .join("\n")
        .match(/^\d+(?=\. Mục)/gm)
        ?.map(Number),
    ).toEqual(Array.from({ length: 400 }, (_, at) => at + 1));
  });
});

describe.each([true, false])("either way (interactive %s)", (interactive) => {
  it("text is composed and clean", () => {
    expect(rendered(say("ho\u0323\u0000 \ud83d"), interactive)).toEqual([{ text: "họ \uFFFD" }]);
  });

  it("a reply with nothing in it is no message", () => {
    expect(rendered(say(" \n"), interactive)).toEqual([]);
  });

  it("choices without a text are lines", () => {
    expect(rendered(say("", 2), interactive)).toEqual([{ text: "1. Mục 1\n2. Mục 2" }]);
  });

  it("pictures and files come first, so that the choices stay last", () => {
    const reply = say("Biểu đồ", 1, { image: { url: "https://a.vn/b.png" }, file: { token: "f1" } });
    const messages = rendered(reply, interactive);
    expect(messages).toHaveLength(3);
    expect(messages[0]).toMatchObject({
      attachment: { payload: { elements: [{ media_type: "image", url: "https://a.vn/b.png" }] } },
    });
    expect(messages[1]).toEqual({ attachment: { type: "file", payload: { token: "f1" } } });
    expect(messages[2]).toMatchObject({ text: expect.stringContaining("Biểu đồ") });
  });

  it("an uploaded picture is sent by its id", () => {
    expect(rendered(say("", 0, { image: { attachmentId: "a1" } }), interactive)).toMatchObject([
      { attachment: { payload: { elements: [{ media_type: "image", attachment_id: "a1" }] } } },
    ]);
  });

  it("whatever is said, Zalo takes it, nothing is lost and the order stays", () => {
    const unit = "grapheme" as const;
    const choice = fc.record({ title: fc.string({ unit, maxLength: 120 }), payload: fc.string({ maxLength: 20 }) });
    const long = fc.array(fc.constantFrom("Hộ nghèo được hưởng. ", "\n\n", "xã ", "👵🏽", "a".repeat(300)), {
      maxLength: 60,
    });
    const text = fc.oneof(
      fc.string({ unit }),
      long.map((parts) => parts.join("")),
    );
    const replies = fc.array(fc.record({ text, choices: fc.array(choice, { maxLength: 8 }) }), { maxLength: 3 });
    const bare = (value: string) => value.replace(/\s+/g, "");
    fc.assert(
      fc.property(replies, (said) => {
        const messages = render(said, { interactive });
        for (const message of messages) {
          expect(outgoingMessage.safeParse(message).error).toBeUndefined();
          expect(codePoints("text" in message ? (message.text ?? "") : "")).toBeLessThanOrEqual(2000);
        }
        const shown = messages.map((message) => {
          const buttons =
            "attachment" in message && "buttons" in message.attachment.payload
              ? message.attachment.payload.buttons
              : [];
          return ["text" in message ? message.text : "", ...(buttons ?? []).map(({ title }) => title)].join("");
        });
        const expected = said.map(({ text, choices }) =>
          [text, ...choices.map(({ title }, at) => `${at + 1}.${title}`)].join("\n"),
        );
        expect(bare(shown.join(""))).toBe(bare(cleaned(expected.join("\n"))));
      }),
    );
  });
});

/** What rendering does to letters, said independently: composed, without control characters. */
function cleaned(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, "").normalize("NFC");
}

it.each([
  ["vi", 1, "Nhắn 1 để chọn."],
  ["vi", 3, "Nhắn số từ 1 đến 3 để chọn."],
  ["en", 1, "Reply 1 to choose."],
  ["en", 12, "Reply with a number from 1 to 12 to choose."],
] as const)("the hint in %s for %i", (language, count, expected) => {
  const texts = createTexts(join(import.meta.dirname, "../../knowledge/texts"));
  expect(choiceHint(texts, language, count)).toBe(expected);
});
