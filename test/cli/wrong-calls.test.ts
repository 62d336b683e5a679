// Bad input for every command: one sentence that says what was wrong and shows a right call, in the language that was asked for;
// exit code 2; nothing in the store is different. A form of a command without cases of its own fails.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readCall } from "../../cli/call.ts";
import { shapeOf } from "../../cli/call-shape.ts";
import { withStore } from "../../cli/open-store.ts";
import { COMMANDS } from "../../cli/run.ts";
import { readConfig } from "../../config.ts";
import { commandLine } from "../setup/command-line.ts";
import { commune } from "../setup/commune.ts";
import { createStore, type TestStore } from "../setup/stores.ts";

const folder = mkdtempSync(join(tmpdir(), "an-sinh-wrong-"));
const NOBODY = "6f1c1d7e-3b54-4b0e-9d3e-1a2b3c4d5e6f";
const CODE = "295M-47KP-TB7Y";

/** What is wrong of a form by itself, beyond what is wrong of every form: the line, and words of the answer. */
const WRONG: Record<string, [line: string, says: string][]> = {
  migrate: [["migrate now", "Thừa chữ “now”"]],
  doctor: [["doctor --fix", "không có lựa chọn “--fix”"]],
  "backup NEW.gz": [["backup store.zip", "Không ghi được “store.zip”"]],
  "restore FILE.gz": [
    [`restore ${folder}/none.gz`, "Không đọc được"],
    [`restore ${folder}/list.csv`, "một tệp sao lưu .gz đang có"],
  ],
  token: [["token show", "Thừa chữ “show”"]],
  demo: [["demo --language fr", "“fr” không có trong danh sách: chọn một trong: vi, en."]],
  "dead-letters list": [
    ["dead-letters", "một trong các việc: list, requeue"],
    ["dead-letters drop", "một trong các việc"],
  ],
  "dead-letters requeue LETTER": [
    ["dead-letters requeue in-1 in-2", "Thừa chữ “in-2”"],
    ["dead-letters requeue in-99", "Không có thư hỏng nào mang mã “in-99”"],
  ],
  "audit verify [--contains HEAD]": [
    ["audit", "một trong các việc: verify"],
    ["audit verify --contains 12ab", "“12ab” không phải là ít nhất mười hai chữ số đầu"],
  ],
  "units find WORDS...": [["units find Atlantis", "Không có đơn vị nào tên là “Atlantis”"]],
  "units add-village --commune UNIT --name NAME --area rural|urban [--alias NAME]...": [
    [
      "units add-village --commune 11074 --name X --area sea",
      "“sea” không có trong danh sách: chọn một trong: rural, urban.",
    ],
    ["units add-village --commune 99999 --name X --area rural", "Không có đơn vị nào tên là “99999”"],
    ["units add-village --commune 31 --name X --area rural", "“31” không phải là một xã"],
    ["units add-village --commune 11074 --name dinh --area rural", "Thôn này đã có, mã 11074-003"],
  ],
  "invite --role ROLE --unit UNIT [--name NAME] [--until YYYY-MM-DD] [--person PERSON] [--qr NEW.png]": [
    ["invite --role king --unit 11074", "“king” không có trong danh sách: chọn một trong: village-head"],
    ["invite --role village-head --unit 11074", "không dành cho đơn vị cấp như “11074”"],
    ["invite --role commune-officer --unit Atlantis", "Không có đơn vị nào tên là “Atlantis”"],
    ["invite --role commune-officer --unit 11074 --until 2027-02-30", "“2027-02-30” không phải là một ngày có thật"],
    ["invite --role commune-officer --unit 11074 --until 30/12/2027", "viết năm-tháng-ngày"],
    ["invite --role commune-officer --unit 11074 --person An", "“An” không phải là mã người"],
    [`invite --role commune-officer --unit 11074 --person ${NOBODY}`, "Không có người nào mang mã"],
    ["invite --role commune-officer --unit 11074 --qr code.pdf", "Không ghi được “code.pdf”"],
    [`invite --role commune-officer --unit 11074 --qr ${folder}/none/code.png`, "trong một thư mục ghi được"],
  ],
  "people [--unit UNIT]": [
    ["people 11074", "Thừa chữ “11074”"],
    ["people --unit Atlantis", "Không có đơn vị nào tên là “Atlantis”"],
  ],
  "revoke --code CODE": [
    ["revoke", "Còn thiếu “--code”"],
    ["revoke --code 1234", "“1234” không phải là mã mời"],
    [`revoke --code ${CODE}`, `Mã “${CODE}” đã dùng, đã thu hồi hoặc chưa từng có`],
  ],
  "revoke --person PERSON [--role ROLE] [--unit UNIT]": [
    [`revoke --person ${NOBODY}`, "không có vai trò hay điện thoại nào như vậy"],
    [`revoke --person ${NOBODY} --role king`, "“king” không có trong danh sách"],
    [`revoke --person ${NOBODY} --unit Atlantis`, "Không có đơn vị nào tên là “Atlantis”"],
    [`revoke --person ${NOBODY} --code ${CODE}`, "Lệnh này không có lựa chọn"],
  ],
  "revoke --person PERSON --phone": [
    ["revoke --phone", "Còn thiếu “--person”: mã người"],
    [`revoke --person ${NOBODY} --phone`, "không có vai trò hay điện thoại nào như vậy"],
    [`revoke --person ${NOBODY} --phone=1`, "không có lựa chọn “--phone=1”"],
  ],
  "sign-in PERSON": [
    ["sign-in", "Còn thiếu mã"],
    [`sign-in ${NOBODY}`, "Không có người nào"],
  ],
  "household-code HOUSEHOLD [--qr NEW.png]": [
    ["household-code 99", "Không có hộ nào mang mã “99”"],
    [`household-code 11074-00001 --qr ${folder}`, "Không ghi được"],
  ],
  "import households FILE.xlsx|csv --commune COMMUNE [--dry-run] [--accept-valid-rows] [--create-villages]": [
    [`import people ${folder}/list.csv --commune 11074`, "một trong các việc: households"],
    [`import households ${folder}/list.csv`, "Còn thiếu “--commune”: mã xã năm chữ số"],
    [`import households ${folder}/list.csv --commune 99`, "Không có xã nào mang mã “99”"],
    [`import households ${folder}/none.csv --commune 11074`, "một tệp .xlsx hoặc .csv đang có"],
    [`import households ${folder}/folder.csv --commune 11074`, "Không đọc được"],
    [`import households ${folder}/picture.png --commune 11074`, "Không đọc được"],
    [`import households ${folder}/text.xlsx --commune 11074`, "không phải là tệp bảng tính .xlsx"],
    [`import households ${folder}/bytes.csv --commune 11074`, "không phải là tệp .csv mã hóa UTF-8"],
    [`import households ${folder}/list.csv ${folder}/list.csv --commune 11074`, "Thừa chữ"],
    [`import households ${folder}/list.csv --commune 11074 --commune 11077`, "“--commune” chỉ ghi một lần"],
  ],
  "export template NEW.xlsx": [
    ["export", "một trong các việc: template, households"],
    [`export template ${folder}/template.csv`, "tên tệp .xlsx"],
  ],
  "export households NEW.xlsx|csv --commune COMMUNE": [
    [`export households ${folder}/list.pdf --commune 11074`, "Không ghi được"],
    [`export households ${folder}/none/list.csv --commune 11074`, "trong một thư mục ghi được"],
    [`export households ${folder}/new.csv --commune 99`, "Không có xã nào mang mã “99”"],
  ],
  "law check": [["law recite", "một trong các việc: check, decide, diff, explain"]],
  "law decide [--assume-absent-false] [--jsonl] < household.yaml": [
    ["law decide household.yaml", "Thừa chữ “household.yaml”"],
    ["law decide", "Không hiểu hộ gia đình ở đầu vào"],
  ],
  "law diff YYYY-MM-DD YYYY-MM-DD": [
    ["law diff 2026-01-01", "Còn thiếu một ngày có thật"],
    ["law diff 2026-01-01 2026-13-01", "“2026-13-01” không phải là một ngày có thật"],
  ],
  "law what-if --on YYYY-MM-DD [--unit UNIT]": [
    ["law what-if --on 2027-02-30", "“2027-02-30” không phải là một ngày có thật"],
  ],
  "report REPORT --unit UNIT --period PERIOD --out NEW.xlsx [--preliminary] [--release NUMBER]": [
    ["report R77 --unit 11074 --period 2026 --out new.xlsx", "Không có biểu R77"],
    ["report R01 --unit 99999 --period 2026 --out new.xlsx", "“99999”"],
    ["report R01 --unit 11074 --period 2026-13 --out new.xlsx", "“2026-13”"],
    ["report R01 --period 2026 --out new.xlsx", "--unit"],
  ],
  "law explain RECEIPT": [
    ["law explain 12", "“12” không phải là mã câu trả lời"],
    ["law explain MWMF-3RNZ", "không giữ câu trả lời nào mang mã “MWMF-3RNZ”"],
  ],
  "understand [--today YYYY-MM-DD]": [["understand --today hôm-nay", "“hôm-nay” không phải là một ngày có thật"]],
};

const forms = COMMANDS.flatMap((command) => command.forms.map((form) => ({ command, form })));
const RIGHT: [RegExp, RegExp] = [/ Ví dụ đúng: ansinh \S.*$/, / A right example: ansinh \S.*$/];

beforeAll(() => {
  writeFileSync(join(folder, "list.csv"), "Mã hộ;Thôn;Họ và tên;Quan hệ với chủ hộ\n");
  writeFileSync(join(folder, "text.xlsx"), "Mã hộ;Thôn");
  writeFileSync(join(folder, "bytes.csv"), Buffer.from([0x61, 0xff, 0xfe, 0x0a]));
  writeFileSync(join(folder, "picture.png"), "");
  mkdirSync(join(folder, "folder.csv"));
  for (const name of ["list.xlsx", "list.gz"]) writeFileSync(join(folder, name), "");
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("a wrong call", () => {
  let place: TestStore;
  let ansinh: ReturnType<typeof commandLine>;
  let before: number[];
  const counts = () =>
    withStore(readConfig(place.environment), async ({ client }) => [
      await client.auditEntry.count(),
      await client.unit.count(),
      await client.invitation.count(),
      await client.householdCode.count(),
      await client.household.count(),
    ]);

  beforeAll(async () => {
    place = await createStore("embedded");
    ansinh = commandLine(place.environment);
    const plan = { people: { An: "village-head@Thôn An Lạc" }, households: [{ head: "Nguyễn Văn Tám" }] };
    await withStore(readConfig(place.environment), (store) => commune(store, plan));
    await ansinh("units add-village --commune 11074 --name Đình --area rural");
    before = await counts();
  });
  afterAll(() => place.remove());

  it("is tried of every form of every command", () => {
    expect(Object.keys(WRONG).toSorted()).toEqual(forms.map(({ form }) => form.call).toSorted());
    for (const cases of Object.values(WRONG)) expect(cases.length).toBeGreaterThan(0);
  });

  it.each(Object.values(WRONG).flat())("%s: %s", async (line, says) => {
    const { code, out, err } = await ansinh(line);
    const [answer = "", ...more] = err.split("\n").filter((one) => !/^(read|written) \d+$/.test(one));
    expect([code, out, more]).toEqual([2, "", []]);
    expect(answer).toContain(says);
    expect(answer).toMatch(RIGHT[0]);
    if (line.includes("--language")) return;
    const inEnglish = (await ansinh(`${line} --language en`)).err;
    expect(inEnglish).toMatch(RIGHT[1]);
    expect(inEnglish).not.toContain("Ví dụ");
  });

  it("changes nothing and writes no file", async () => {
    expect(await counts()).toEqual(before);
    for (const name of ["template.csv", "list.pdf", "new.csv", "none"])
      expect(existsSync(join(folder, name))).toBe(false);
  });
});

it("a command that is none is told so", async () => {
  const ran = await commandLine({})("recite");
  expect(ran).toEqual({ code: 2, out: "", err: "Không có lệnh “recite”. Ví dụ đúng: ansinh --help" });
});

/** The words of a line as a shell reads them; files of examples lie in the test's folder. */
function wordsOf(line: string): string[] {
  const [call = ""] = line.split(" < ");
  const words = call.match(/"[^"]*"|\S+/g) ?? [];
  return words.map((word) =>
    word.replaceAll('"', "").replace(/^(?:list|out|template|an-sinh)\.(\w+)$/, `${folder}/list.$1`),
  );
}

describe("the README", () => {
  const readme = readFileSync(join(import.meta.dirname, "../../README.md"), "utf8");
  const lines = readme.split("```").flatMap((block, at) => (at % 2 === 1 ? block.split("\n") : []));
  const calls = lines
    .map((line) => line.split("  #")[0]!.trim())
    .filter((line) => line !== "" && !line.startsWith("npm"));

  it.each(calls)("shows a right call: %s", (call) => {
    const [name, ...args] = wordsOf(call);
    const command = COMMANDS.find((one) => one.name === name)!;
    expect(readCall(command, args).read).not.toHaveProperty("refused");
  });
});

describe.each(forms)("the form $form.call", ({ command, form }) => {
  const [, ...example] = wordsOf(form.example);
  const read = (args: readonly string[]) => readCall(command, args);
  const { options, words, literals } = shapeOf(form.call);

  it("has an example that is right", () => {
    expect(read(example)).toMatchObject({ form, read: { words: expect.any(Array) } });
  });

  it("refuses what is not in it, and an option without its value", () => {
    expect(read([...example, "--no-such-option"]).read).toMatchObject({ refused: "option" });
    for (const { name, kind } of options)
      if (kind !== null) expect(read([...literals, `--${name}`]).read).toMatchObject({ refused: "no-value" });
  });

  it("refuses a line that lacks what it needs", () => {
    for (const { name, required, kind } of options) {
      const at = example.indexOf(`--${name}`);
      if (required && kind !== null) expect(read(example.toSpliced(at, 2)).read).toHaveProperty("refused");
    }
    if (words.length > 0) expect(read(literals).read).toMatchObject({ refused: "no-word" });
  });
});
