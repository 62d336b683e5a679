// The layouts of official reports: all of the set, in the order people look for them, and a name that leads nowhere stops the start.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { loadKnowledge } from "../../knowledge/load.ts";
import { loadOfficialReports } from "../../knowledge/official-reports.ts";
import { KNOWLEDGE_DIRECTORY } from "./knowledge.ts";

const { facts } = loadKnowledge(KNOWLEDGE_DIRECTORY);
let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), "an-sinh-reports-"));
});
afterAll(() => rmSync(directory, { recursive: true }));

it("R01 to R15, then P01 to P03, each with a title, columns and what it needs", () => {
  const { layouts } = loadOfficialReports(KNOWLEDGE_DIRECTORY, facts);
  const numbered = (letter: string, count: number) =>
    Array.from({ length: count }, (_, at) => `${letter}${String(at + 1).padStart(2, "0")}`);
  expect([...layouts.keys()]).toEqual([...numbered("R", 15), ...numbered("P", 3)]);
  expect([...layouts.values()].filter(({ release }) => release).map(({ id }) => id)).toEqual(["R14", "R15"]);
});

it.each([
  ["r01-results.yaml", "share: poor_hh, in: hh", "share: poor_hh, in: all_hh", "no column all_hh"],
  ["r01-results.yaml", "fact: hh_agri_avg", "fact: farmer", "no fact farmer"],
  ["r01-results.yaml", "key: poor_pp,", "key: poor_hh,", "stands twice"],
  ["r02-r03-movements.yaml", "R01.poor_hh:", "R01.poor:", "no column R01.poor"],
  ["r02-r03-movements.yaml", "move: begin", "count: households, move: begin", "a column is one of"],
  ["r09-ethnicity.yaml", '"p_eth_*"', '"q_eth_*"', "no column q_eth_*"],
  ["r14-r15-named-lists.yaml", "needs: household.read", "needs: everything", "needs"],
  ["deadlines.yaml", "reports: [P03]", "reports: [P09]", "no report P09"],
])("%s with %j as %j: %s", (file, right, wrong, told) => {
  cpSync(join(KNOWLEDGE_DIRECTORY, "official-reports"), join(directory, "official-reports"), { recursive: true });
  const path = join(directory, "official-reports", file);
  const text = readFileSync(path, "utf8");
  expect(text).toContain(right);
  writeFileSync(path, text.replace(right, wrong));
  expect(() => loadOfficialReports(directory, facts)).toThrow(told);
});
