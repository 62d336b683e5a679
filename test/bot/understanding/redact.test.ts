// What is kept of a message that was not understood. Names and numbers are invented.
import fc from "fast-check";
import { expect, test } from "vitest";
import { loadLanguage } from "../../../bot/understanding/language.ts";
import { normalize } from "../../../bot/understanding/normalize.ts";
import { createRedaction } from "../../../bot/understanding/redact.ts";
import { createUnits } from "../../../bot/understanding/slots/units.ts";
import { openModel } from "../../../bot/understanding/train.ts";
import { openUnderstanding } from "../../../bot/understanding/understand.ts";

const language = loadLanguage();
const model = openModel(language);
const tables = {
  ...language.words,
  smallWords: new Map(Object.entries(model.smallWords)),
  nameWeights: model.names,
};
const redact = createRedaction(tables, createUnits(language.provinces, language.communes(), tables.unitWords));
const kept = (text: string) => redact(normalize(text, tables).plain);

test.each([
  ["hộ ông Nguyễn Văn Tám thôn Quang Trung xin gạo", "hộ ông ‹name› ‹place› xin gạo"],
  ["nha ba tran thi mo xom 4 chua co dien", "nha ba ‹name› ‹place› chua co dien"],
  ["gọi em số 0900 000 001 nha", "gọi em số ‹number› nha"],
  ["cccd 001099000001 bị sai", "căn cước công dân ‹number› bị sai"],
  ["thẻ DN4790000000001 hết hạn", "thẻ ‹number› hết hạn"],
  ["nợ 1.500.000 từ 20/11/2023", "nợ ‹number› từ ‹number›"],
  ["hộ HN-001 ở xã Tứ Kỳ", "hộ ‹number› ở ‹place›"],
  ["viết cho mo.tran@example.vn hoặc https://example.vn/mo", "viết cho ‹link› hoặc ‹link›"],
  ["nhà có 5 khẩu, cháu học lớp 3", "nhà có 5 khẩu, cháu học lớp 3"],
  ["con bò nó ăn hết ngô", "con bò nó ăn hết ngô"],
])("%s", (text, wanted) => {
  expect(kept(text)).toBe(wanted);
});

test("no run of three digits is ever kept", () => {
  const text = fc.array(fc.oneof(fc.string(), fc.nat().map(String), fc.constantFrom(" ", ".", "/", "ông Tám")));
  fc.assert(fc.property(text, (parts) => void expect(kept(parts.join(""))).not.toMatch(/\d{3}/)));
});

test("only what was not surely understood is offered to be kept", () => {
  const understand = openUnderstanding();
  expect(understand("chào em").redacted).toBeNull();
  expect(understand("tell me a joke, my number is 0900000001").redacted).toMatch(/‹number›$/);
});
