// Policies and papers by the names that people use.
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { loadLanguage } from "../../../bot/understanding/language.ts";
import { openUnderstanding } from "../../../bot/understanding/understand.ts";
import { loadKnowledge } from "../../../knowledge/load.ts";

const understand = openUnderstanding();
const knowledge = loadKnowledge(fileURLToPath(new URL("../../../knowledge/", import.meta.url)));
const policies = [...knowledge.policies.values()];

describe("policies", () => {
  test.each([
    ["vay giai quyet viec lam", [["credit-jobs"]]],
    ["chính sách nhà 167 còn không", [["housing-loan-qd33"]]],
    ["thẻ bhyt hộ cận nghèo thì sao", [["bhyt-near-poor"]]],
    ["muốn vay sinh viên với vay nước sạch", [["credit-student"], ["credit-clean-water"]]],
    ["tiền mai táng được bao nhiêu", [["sa-funeral"]]],
    ["student loan please", [["credit-student"]]],
    ["nhà tôi có con trâu", []],
  ])("%s", (text, wanted) => {
    expect(understand(text).slots.policies.map(({ ids }) => ids)).toEqual(wanted);
  });

  test("a name that several policies bear names them all", () => {
    expect(understand("miễn học phí").slots.policies[0]!.ids).toEqual(["tuition-poor-pupil", "tuition-public-k12"]);
  });

  test("names are given to policies that exist", () => {
    const unknown = Object.keys(loadLanguage().policyNames).filter((id) => !knowledge.policies.has(id));
    expect(unknown).toEqual([]);
  });

  test.each(policies.map(({ id, name }) => [id, name.vi]))("%s is found by its own name", (id, name) => {
    expect(understand(name).slots.policies.flatMap(({ ids }) => ids)).toContain(id);
  });
});

describe("papers", () => {
  test.each([
    ["can giay xac nhan ho ngheo voi so ho khau", ["poor-certificate", "family-book"]],
    ["mất thẻ BHYT rồi", ["insurance-card"]],
    ["có giấy ra viện", ["discharge-paper"]],
    ["đơn đề nghị mẫu 01 lấy ở đâu", ["review-request"]],
    ["mẫu 01/TD", ["loan-request"]],
    ["mang cccd hay khai sinh", ["identity-card", "birth-certificate"]],
    ["em hộ nghèo", []],
  ])("%s", (text, wanted) => {
    expect(understand(text).slots.papers.map(({ id }) => id)).toEqual(wanted);
  });

  const needed = new Set(policies.flatMap(({ apply }) => apply.papers.map(({ vi }) => vi)));
  const known = [...needed].filter((paper) => understand(paper).slots.papers.length > 0);
  /** Such as "Đơn đề nghị" and "Tờ khai": no name that tells which paper is meant. */
  const NAMELESS = 24;
  test("nearly every paper that a procedure asks for is known", () => {
    expect([...needed].filter((paper) => !known.includes(paper)).length).toBeLessThan(NAMELESS);
  });
});
