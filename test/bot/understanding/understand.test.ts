// Whole messages: what is wanted, what is danger, what always wins, and what a village head reports.
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { slotF1 } from "../../../bench/understand-measures.ts";
import { readValidation } from "../../../bench/understand-set.ts";
import { LANGUAGE_FOLDER, loadLanguage } from "../../../bot/understanding/language.ts";
import { openUnderstanding } from "../../../bot/understanding/understand.ts";
import { day } from "../../../foundation/day.ts";
import { fold } from "../../../foundation/vietnamese.ts";
import { hardMessages } from "../../setup/hard-messages.ts";

const read = openUnderstanding();
const utterances = loadLanguage()
  .utterances()
  .map(({ text }) => text);
const understand = (text: string) => read(text, { today: day("2026-11-21") });

describe("phrases that always win", () => {
  test.each([
    ["menu", "menu"],
    ["Hủy", "cancel"],
    ["huỷ đi ạ", "cancel"],
    ["quay lai", "back"],
    ["gặp cán bộ", "officer"],
    ["STOP", "stop-messages"],
    ["xoá dữ liệu", "erase-data"],
    ["English", "language-en"],
    ["tiếng việt", "language-vi"],
    ["nhà tôi muốn gặp cán bộ hỏi hộ nghèo", null],
  ])("%s", (text, command) => {
    expect(understand(text).command).toBe(command);
  });
});

describe("bare answers", () => {
  test.each([
    ["dạ", "yes"],
    ["ừ", "yes"],
    ["ok", "yes"],
    ["đúng rồi", "yes"],
    ["k", "no"],
    ["hổng", "no"],
    ["chưa ạ", "no"],
    ["thôi", "no"],
    ["2", 2],
    ["số 2", 2],
    ["chọn 3 nhé", 3],
    ["nhà tôi 2 người", null],
    ["không có thẻ bảo hiểm", null],
  ])("%s", (text, answer) => {
    expect(understand(text).answer).toBe(answer);
  });
});

describe("danger first", () => {
  test.each([
    ["cháy nhà rồi cứu với", "fire"],
    ["tôi muốn tự tử", "self-harm"],
    ["chong em danh em voi con dem qua", "violence"],
    ["Nước lên ngập nửa nhà rồi, mẹ già với hai cháu nhỏ không đi được, cứu với", "flood"],
    ["cháu bé bị xâm hại", "abuse"],
    ["bố em đang nguy kịch", "medical"],
    ["báo cáo hộ ông Tám hôm qua cháy nhà", null],
    ["đi cấp cứu thì bảo hiểm chi trả bao nhiêu", null],
    ["cán bộ đánh giá hộ nghèo sai", null],
  ])("%s", (text, emergency) => {
    expect(understand(text).emergency).toBe(emergency);
  });
});

describe("reports of a village head", () => {
  test("several changes of one household keep their order and their own amounts", () => {
    const { reports } = understand(
      "thằng Quý con ông Lai đi bộ đội về rồi, xin được việc ở khu công nghiệp lương bảy triệu rưỡi",
    );
    expect(reports.map(({ household_head, change_type, amount }) => [household_head, change_type, amount])).toEqual([
      ["Lai", "member_return", null],
      ["Lai", "job_gain", 7_500_000],
    ]);
  });

  test("a header gives month and village to every household that follows", () => {
    const { reports } = understand(
      "biến động tháng 10 thôn Lũng Pù: hộ Thào Mí Chá tách hộ, 4 khẩu; hộ Sình Thị Máy sinh con",
    );
    expect(
      reports.map(({ household_head, change_type, date, people, village }) => [
        household_head,
        change_type,
        date,
        people,
        village,
      ]),
    ).toEqual([
      ["Thào Mí Chá", "household_split", "2026-10", 4, "thôn Lũng Pù"],
      ["Sình Thị Máy", "birth", "2026-10", null, "thôn Lũng Pù"],
    ]);
  });

  test("a question is not a report", () => {
    expect(understand("hộ nghèo được hưởng những gì").reports).toEqual([]);
  });
});

describe("the validation set", () => {
  const set = parse(readFileSync(new URL("validation.yaml", LANGUAGE_FOLDER), "utf8")) as {
    intents: Record<string, string[]>;
    domains: Record<string, string[]>;
    reports: { text: string; type: string }[];
  };
  const share = (hits: readonly boolean[]): number => hits.filter(Boolean).length / hits.length;
  const pairs = (groups: Record<string, string[]>) =>
    Object.entries(groups).flatMap(([label, texts]) => texts.map((text) => ({ label, text })));

  test.each([
    ["as typed", (text: string) => text, 0.95],
    ["without tone marks", fold, 0.93],
  ] as const)("intents %s", (_, change, least) => {
    const hits = pairs(set.intents).map(({ label, text }) =>
      understand(change(text)).intents.some(({ intent }) => intent === label),
    );
    expect(share(hits)).toBeGreaterThanOrEqual(least);
  });

  test("domains, change types and wrong acts", () => {
    expect(
      share(pairs(set.domains).map(({ label, text }) => understand(text).domains.includes(label))),
    ).toBeGreaterThanOrEqual(0.95);
    expect(
      share(
        set.reports.map(({ text, type }) => understand(text).reports.some(({ change_type }) => change_type === type)),
      ),
    ).toBeGreaterThanOrEqual(0.95);
    const acts = pairs(set.intents)
      .map(({ label, text }) => ({ label, got: understand(text) }))
      .filter(({ got }) => got.decision === "act");
    expect(share(acts.map(({ label, got }) => got.guesses[0]!.intent !== label))).toBeLessThanOrEqual(0.03);
  });
});

describe("the validation set, harder parts", () => {
  const set = readValidation();

  test("names and villages of reports in small letters without marks", () => {
    const rows = set.small_letter_reports.map((gold) => ({ gold, got: understand(gold.text).reports }));
    expect(slotF1(rows)).toBeGreaterThanOrEqual(0.9);
  });

  test("several wishes in one message", () => {
    const same = set.several.map(
      ({ text, intents }) =>
        intents.join() ===
        understand(text)
          .intents.map(({ intent }) => intent)
          .join(),
    );
    expect(same.filter(Boolean).length / same.length).toBeGreaterThanOrEqual(0.8);
  });

  test("bare facts and questions about rights are about policies", () => {
    const same = Object.entries(set.facts_and_questions).flatMap(([label, texts]) =>
      texts.map((text) => understand(text).intents[0]!.intent === label),
    );
    expect(same.filter(Boolean).length / same.length).toBeGreaterThanOrEqual(0.8);
  });
});

describe("words that once misled", () => {
  test.each([
    ["nhà em bị cháy thì được hỗ trợ gì", "ask-policy", ["housing"]],
    ["nhà tôi được hưởng gì", "ask-policy", []],
    ["nha toi duoc nhung gi", "ask-policy", []],
    ["nhà tôi có phải hộ nghèo không", "check-eligibility", []],
    ["cháu học lớp 5", "ask-policy", null],
    ["tôi 72 tuổi", "ask-policy", null],
    ["vi sao toi khong duoc", "household-status", []],
    ["chi tiết", "help", []],
    ["nhà tôi hộ nghèo", "ask-policy", []],
    ["bà nội 76 tuổi không có lương hưu", "ask-policy", ["social-assistance"]],
    ["sổ hộ khẩu cần không", "ask-procedure", []],
    ["có cần căn cước không", "ask-procedure", []],
    ["làm lại", "help", []],
  ])("%s", (text, intent, domains) => {
    const got = understand(text);
    expect(got.intents[0]!.intent).toBe(intent);
    if (domains !== null) expect(got.domains).toEqual(domains);
  });

  test.each([
    ["con anh Lử ở với bà nội", ["moved_in"]],
    ["hộ anh Tếnh vợ liệt, bán hết đất", ["illness", "land_lost"]],
    ["hộ Lò Văn Ún tái nghèo, vợ liệt", ["relapsed", "illness"]],
  ])("%s", (text, types) => {
    expect(understand(text).reports.map(({ change_type }) => change_type)).toEqual(types);
  });

  test.each([
    ["vay vốn được bao nhiêu, xin ở chỗ nào", ["ask-policy", "ask-procedure"]],
    ["vay nuoi bo duoc may dong va nop don o dau", ["ask-policy", "ask-procedure"]],
    ["how much can a poor household borrow and where do I apply", ["ask-policy", "ask-procedure"]],
    [
      "nhà anh Páo mới sinh cháu trai hôm qua, cho tôi xem số liệu hộ nghèo của thôn",
      ["report-change", "request-summary"],
    ],
    ["hồ sơ nhà tôi xét tới đâu rồi, sao nhà giàu cũng được vô danh sách", ["household-status", "complaint"]],
    ["nhà dột hết cả, đi làm thuê bữa được bữa không, có xét hộ nghèo được không", ["check-eligibility"]],
    ["nộp đơn ba tháng rồi mà chưa ai trả lời", ["complaint"]],
  ])("several wishes are read in order, and one is not made several: %s", (text, intents) => {
    expect(understand(text).intents.map(({ intent }) => intent)).toEqual(intents);
  });

  test("an angry word about suing is a complaint", () => {
    expect(understand("tao kiện cả xã").intents[0]!.intent).toBe("complaint");
  });

  test("a person asked after is no report to act on", () => {
    expect(understand("ông Tám sao vậy").decision).toBe("ask");
  });
});

describe("any input", () => {
  const words = fc.constantFrom(
    "một",
    "mốt",
    "mười",
    "trăm",
    "rưỡi",
    "tháng",
    "ngày",
    "hộ",
    "nhà",
    "ông",
    "A",
    "Út",
    "thôn",
    "12/11",
    "3tr5",
    "  ",
    "\n",
    "😀",
    "k",
    "aaaa",
    "1.000.000",
    "ươ",
    "́",
  );

  test("is read without a fault, and twice the same", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: "binary", maxLength: 700 }),
          fc.array(words, { maxLength: 250 }).map((list) => list.join(" ")),
          hardMessages(utterances),
        ),
        (text) => {
          const first = understand(text);
          expect(understand(text)).toEqual(first);
          expect(first.guesses).toHaveLength(3);
          expect(first.intents.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 400 },
    );
  });

  test.each([
    "một ".repeat(300),
    "mười ".repeat(120),
    "1.1.1.1.".repeat(80),
    "a".repeat(600),
    "(".repeat(500),
    "thang ".repeat(90),
  ])("repeated input ends: %s", (text) => {
    expect(understand(text).text).toBe(text.trim());
  });
});
