// `ansinh law …`: the commands as an operator calls them, over a memory of input and output.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readCall } from "../../cli/call.ts";
import { type LawForm, lawForms } from "../../cli/law.ts";
import { receiptFolder } from "../../cli/receipt-folder.ts";
import { day } from "../../foundation/day.ts";
import { loadKnowledge } from "../../knowledge/load.ts";
import { KNOWLEDGE_DIRECTORY, knowledge } from "../knowledge/knowledge.ts";

const folder = mkdtempSync(path.join(tmpdir(), "receipts-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function run(name: string, args: readonly string[], input = "", load = () => knowledge) {
  const out: string[] = [];
  const err: string[] = [];
  const { form, read } = readCall({ name: "law", forms: lawForms as never }, [name, ...args]);
  if ("refused" in read) throw new Error(`called wrongly: ${read.refused}`);
  const code = await (form as unknown as LawForm).run(read, {
    language: "vi",
    refuse(wrong, places) {
      err.push(`${wrong} ${JSON.stringify(places)}`);
      return 2;
    },
    knowledge: load,
    today: day("2026-11-21"),
    receipts: receiptFolder(folder),
    readInput: async () => input,
    async *readLines() {
      yield* input.split("\n");
    },
    out: (line) => out.push(line),
    err: (line) => err.push(line),
  });
  return { code, out: out.join("\n"), err: err.join("\n") };
}

const HOUSEHOLD = `
as_of: 2026-11-21
household: {class: near_poor, province: Ninh Bình, area: rural, ethnic: false, hard: none, emm_region: false}
members:
  - {key: mother, age: 45, labour_contract: false, gets_monthly_sa: false, gets_social_pension: false}
scope: [bhyt-poor, bhyt-near-poor]
`;

describe("law decide", () => {
  it("prints one object: who gets what, with amount, clause, confidence and receipt", async () => {
    const { code, out } = await run("decide", [], HOUSEHOLD);
    const answer = JSON.parse(out);
    expect(code).toBe(0);
    expect(answer).toMatchObject({ as_of: "2026-11-21", standard: "std-2022-2026", class: "near_poor", unknown: {} });
    expect(answer.entitled.mother[0]).toMatchObject({ id: "bhyt-near-poor", confidence: "confirmed" });
    expect(answer.entitled.mother[0].amount).toContain("34.155");
    expect(answer.not_entitled.mother[0]).toMatchObject({
      id: "bhyt-poor",
      failed: [{ fact: "hh_class", value: "near_poor" }],
    });
  });

  it("keeps unknown what nobody gave, names what is missing, and closes the world when told to", async () => {
    const bare = "as_of: 2026-11-21\nmembers: [{key: a}]\nscope: [bhyt-poor]\n";
    const open = JSON.parse((await run("decide", [], bare)).out);
    expect(open.unknown.a[0].missing).toEqual(expect.arrayContaining(["hh_class", "labour_contract"]));
    const closed = JSON.parse((await run("decide", ["--assume-absent-false"], bare)).out);
    expect(closed).toMatchObject({ class: "other", entitled: {}, unknown: {} });
  });

  it("refuses a policy that is not in force that day, to everybody it could concern", async () => {
    const input = "as_of: 2025-06-30\nmembers: [{key: a, age: 80}]\nscope: [social-pension, credit-student-stem]\n";
    const { not_entitled: refused } = JSON.parse((await run("decide", [], input)).out);
    expect(refused.a).toContainEqual({ id: "social-pension", failed: [{ reason: "not in force", day: "2025-06-30" }] });
  });

  it("takes no and null for the choice that means none", async () => {
    const input = "as_of: 2026-11-21\nmembers: [{key: a, disability: false, orphan: null}]\nscope: [sa-disability]\n";
    expect(JSON.parse((await run("decide", [], input)).out).not_entitled.a[0].id).toBe("sa-disability");
  });

  it("answers a stream line by line, and a bad line with a reason", async () => {
    const line =
      '{"as_of":"2018-06-01","household":{"class":"poor"},"members":[{"key":"a","labour_contract":false}],"scope":["bhyt-poor"]}';
    const { code, out } = await run(
      "decide",
      ["--jsonl", "--assume-absent-false"],
      `${line}\n{"as_of":"2018-02-30"}\n${line}`,
    );
    const answers = out.split("\n").map((one) => JSON.parse(one));
    expect(code).toBe(1);
    expect(answers).toHaveLength(3);
    expect(answers[0].entitled.a[0].id).toBe("bhyt-poor");
    expect(answers[1].error).toContain("as_of must be a day");
    expect(answers[2]).toEqual(answers[0]);
  });

  it.each([
    ["no YAML", "a: [", /neither YAML nor JSON/],
    ["no day", "household: {}", /as_of/],
    ["an unknown policy", "as_of: 2026-11-21\nscope: [free-beer]", /no policy is called free-beer/],
    ["a value that does not exist", "as_of: 2026-11-21\nhousehold: {class: rich}", /fact hh_class cannot be/],
  ])("refuses %s with one line", async (_, input, reason) => {
    const { code, err } = await run("decide", [], input);
    expect(code).toBe(2);
    expect(err).toMatch(reason);
    expect(err.split("\n")).toHaveLength(1);
  });

  it("reports facts it does not know instead of using them", async () => {
    const { out } = await run("decide", [], "as_of: 2026-11-21\nhousehold: {class: poor, colour: red}");
    expect(JSON.parse(out).ignored).toEqual(["colour"]);
  });
});

describe("law explain", () => {
  it("reopens exactly the computation of a code, however it is typed", async () => {
    const { out } = await run("decide", [], HOUSEHOLD);
    const code = JSON.parse(out).entitled.mother[0].receipt as string;
    const told = await run("explain", [code.toLowerCase().replace("-", " ")]);
    expect(told.code).toBe(0);
    expect(told.out).toContain(`receipt ${code}, day 2026-11-21, knowledge ${knowledge.version}`);
    expect(told.out).toContain("mother: labour_contract = false (given)");
    expect(told.out).toContain("Nghị quyết 261/2025/QH15");
  });

  it("notices a code that is not kept", async () => {
    const { out } = await run("decide", [], HOUSEHOLD.replace("45", "46"));
    const code = JSON.parse(out).entitled.mother[0].receipt as string;
    rmSync(path.join(folder, `${code}.json`));
    expect(await run("explain", [code])).toMatchObject({
      code: 2,
      err: `no-receipt {"value":"${code}"}`,
    });
  });
});

describe("law check and law diff", () => {
  it("counts what the knowledge holds", async () => {
    const { code, out } = await run("check", []);
    expect(code).toBe(0);
    expect(out).toMatch(/\d+ policies, \d+ versions, \d+ in force on 2026-11-21/);
    expect(out).toMatch(/not yet checked against the text by an officer: \d+/);
  });

  it("stops with the reasons when the knowledge is broken", async () => {
    const { code, err } = await run("check", [], "", () => loadKnowledge(path.join(KNOWLEDGE_DIRECTORY, "schema")));
    expect(code).toBe(1);
    expect(err).toContain("facts.yaml: the file is missing");
    expect(err).toContain("policies: the folder is missing");
  });

  it("lists what changed between two days", async () => {
    const { out } = await run("diff", ["2025-11-30", "2026-01-01"]);
    expect(out).toMatch(/~ credit-poor from 2025-12-01: .*rate_pct_year 6.6 → 6.24/);
    expect(out).toMatch(/- tet-gift-state-2026|~ bhyt-near-poor from 2026-01-01/);
    expect((await run("diff", ["2026-01-01", "2027-01-01"])).out).toContain("~ standard std-2022-2026 → std-2027-2030");
  });
});
