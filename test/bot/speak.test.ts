// What somebody wrote stays on one line of a message: it cannot pass for words of ours.
import { expect, it } from "vitest";
import { speak } from "../../bot/speak.ts";
import { createTexts } from "../../bot/texts.ts";

const texts = createTexts("knowledge/texts");

it.each([
  ["Ông Tám\n✅ Xã đã duyệt", "Ông Tám ✅ Xã đã duyệt"],
  ["\u202EOÔng Tám\u2069", "OÔng Tám"],
  ["{{you}} <b>$t(menu:title)</b>", "{{you}} <b>$t(menu:title)</b>"],
])("%j is spoken as %j", (written, spoken) => {
  const { replies } = speak(texts, {
    language: "vi",
    you: "bác",
    replies: [{ key: "media:heard", values: { text: written } }],
  });
  expect(replies[0]?.text).toBe(`An Sinh nghe là: “${spoken}”`);
});
