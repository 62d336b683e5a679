// A broken knowledge file of each kind stops the start, and the message names file, path and reason.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadKnowledge } from "../../knowledge/load.ts";
import { KNOWLEDGE_DIRECTORY } from "./knowledge.ts";

// The small knowledge under small/, with the real shared files beside it.
const SHARED = ["facts.yaml", "agencies.yaml", "domains.yaml", "sources.yaml", "statuses.yaml", "standards", "scoring"];
const TEXTS = ["texts/vi/law.yaml", "texts/en/law.yaml"];
const CARD = "policies/health-insurance/card-near-poor.yaml";
const PENSION = "policies/social-assistance/pension.yaml";
const GROUPS = "exclusive-groups.yaml";
const WAGE = "parameters/wage.yaml";

let directory: string;
const at = (file: string) => path.join(directory, file);
const read = (file: string) => readFileSync(at(file), "utf8");

beforeAll(() => {
  directory = mkdtempSync(path.join(tmpdir(), "knowledge-"));
  for (const entry of [...SHARED, ...TEXTS])
    cpSync(path.join(KNOWLEDGE_DIRECTORY, entry), at(entry), { recursive: true });
  cpSync(path.join(import.meta.dirname, "small"), directory, { recursive: true });
});
afterAll(() => rmSync(directory, { recursive: true }));

/** Loads with one file changed, and gives the message of the fault. */
function breaking(file: string, change: (text: string) => string): string {
  const before = read(file);
  const after = change(before);
  expect(after, "the change must change something").not.toBe(before);
  writeFileSync(at(file), after);
  try {
    loadKnowledge(directory);
    return "loaded";
  } catch (fault) {
    return (fault as Error).message;
  } finally {
    writeFileSync(at(file), before);
  }
}

const swap = (from: string | RegExp, to: string) => (text: string) => text.replace(from, to);
const append = (more: string) => (text: string) => text + more;

describe("the loader", () => {
  it("accepts the small knowledge as it stands", () => {
    expect(loadKnowledge(directory).policies.size).toBe(2);
  });

  it.each([
    [
      "a duplicate key",
      CARD,
      swap("kind: entitlement", "kind: entitlement\nkind: loan"),
      /card-near-poor.yaml · line \d+: .*unique/,
    ],
    ["text that is no YAML", CARD, swap("name:", "name: [unclosed"), /card-near-poor.yaml · line \d+/],
    [
      "an unknown key",
      CARD,
      swap("kind: entitlement", "kind: entitlement\ncolour: red"),
      /card-near-poor.yaml: .*colour/,
    ],
    ["a missing key", CARD, swap(/^kind: .*\n/m, ""), /card-near-poor.yaml · kind:/],
    ["an unknown kind", CARD, swap("kind: entitlement", "kind: gift"), /card-near-poor.yaml · kind:/],
    ["a day that does not exist", CARD, swap("2015-01-01", "2015-02-30"), /versions.0.from: not a calendar day/],
    [
      "an end before the beginning",
      CARD,
      swap("to: 2018-11-30", "to: 2014-12-31"),
      /versions.0: ends on 2014-12-31, before/,
    ],
    ["overlapping versions", CARD, swap("to: 2018-11-30", "to: 2018-12-01"), /versions.1.from: 2018-12-01 overlaps/],
    ["an open version before another", CARD, swap("to: 2018-11-30", "to: null"), /versions.1.from: .*ends never/],
    [
      "an undeclared gap",
      CARD,
      swap("to: 2018-11-30", "to: 2018-11-28"),
      /versions.1.from: undeclared gap from 2018-11-29 to 2018-11-30/,
    ],
    [
      "a declared gap over an entry in force",
      CARD,
      append("gaps: [{from: 2018-01-01, to: 2018-02-01, reason: none}]\n"),
      /gaps.0: the declared gap from 2018-01-01 overlaps/,
    ],
    [
      "a rule without a reference",
      CARD,
      swap("legal_basis: [Nghị định A Điều 3]", "legal_basis: []"),
      /versions.0.legal_basis: a rule without a reference/,
    ],
    [
      "a confirmed rule without a source",
      PENSION,
      swap("sources: [P-nd176]", "sources: []"),
      /pension.yaml · versions.0.sources: confirmed without a source/,
    ],
    ["a missing confidence", CARD, swap("confidence: memory\n    who", "who"), /versions.0.confidence/],
    [
      "an unknown fact",
      CARD,
      swap("labour_contract", "labor_contract"),
      /versions.0.who.any.0.labor_contract: unknown fact/,
    ],
    ["a value that no fact has", CARD, swap("[near_poor]", "[nearly_poor]"), /who.any.0.hh_class: .* is no value/],
    [
      "a number where a flag belongs",
      CARD,
      swap("labour_contract: false", "labour_contract: 0"),
      /labour_contract: 0 is no value/,
    ],
    ["a flag where a number belongs", PENSION, swap("age_min: 75", "age_min: true"), /age_min: true is no value/],
    ["an unknown source", CARD, swap("[G-pd-bhyt]", "[G-nowhere]"), /versions.1.sources: unknown source G-nowhere/],
    [
      "an unknown agency",
      CARD,
      swap("agencies: [commune]", "agencies: [wizards]"),
      /apply.agencies.0: unknown agency wizards/,
    ],
    ["an unknown domain", CARD, swap("domain: health-insurance", "domain: health"), /domain: unknown domain health/],
    ["an unknown parameter", CARD, swap("of: wage", "of: wages"), /own_share_vnd_month: unknown parameter wages/],
    ["money with a fraction", PENSION, swap("500000", "500000.5"), /vnd_month: money is a whole number of đồng/],
    [
      "an amount without a figure",
      PENSION,
      swap("{value: 500000}", "{note: none}"),
      /vnd_month: an amount needs value, of or cases/,
    ],
    [
      "a figure that no amount gives",
      PENSION,
      swap("{{vnd_month, dong}}", "{{vnd_week, dong}}"),
      /says.short.vi: no amount of pension is called vnd_week/,
    ],
    ["an unknown format", PENSION, swap("{{vnd_month, dong}}", "{{vnd_month, euro}}"), /unknown format euro/],
    [
      "a figure unknown on some day",
      WAGE,
      swap("to: null", "to: 2026-12-31"),
      /says.short.vi: wage has no figure on some day/,
    ],
    [
      "overlapping parameter values",
      WAGE,
      swap("to: 2019-12-31", "to: 2020-01-01"),
      /wage.yaml · values.1.from: 2020-01-01 overlaps/,
    ],
    [
      "a confirmed parameter without a source",
      WAGE,
      swap("[G-nd161-2026]", "[]"),
      /wage.yaml · values.1.sources: confirmed without a source/,
    ],
    [
      "a file under another name",
      CARD,
      swap("id: card-near-poor", "id: card-nearly-poor"),
      /the file of card-nearly-poor must bear its name/,
    ],
    [
      "a group of unknown policies",
      GROUPS,
      swap("[pension,", "[pensions,"),
      /exclusive-groups.yaml · cards.order.0: unknown policy pensions/,
    ],
    [
      "an unknown line of a standard",
      "standards/std-2022-2026.yaml",
      swap("at_most: poor_line", "at_most: poverty_line"),
      /rules.0: unknown line poverty_line/,
    ],
    [
      "overlapping standards",
      "standards/std-2022-2026.yaml",
      swap("from: 2022-01-01", "from: 2021-12-31"),
      /standards · standards.1.from: 2021-12-31 overlaps/,
    ],
    [
      "a condition on an unknown fact",
      "facts.yaml",
      swap("age_min: {fact: age,", "age_min: {fact: years,"),
      /facts.yaml · conditions.age_min: unknown fact years/,
    ],
    [
      "two facts of one name",
      "facts.yaml",
      swap("- id: merit_family", "- id: merit"),
      /facts.yaml · merit: two facts bear this name/,
    ],
    [
      "a text that is missing in one language",
      "texts/en/law.yaml",
      swap(/^refused: .*\n/m, ""),
      /texts\/en\/law.yaml · refused: a text is missing/,
    ],
    [
      "a text nobody uses",
      "texts/vi/law.yaml",
      append('shout: "Chào"\n'),
      /texts\/vi\/law.yaml · shout: no text bears this key/,
    ],
  ])("refuses %s", (_, file, change, reason) => expect(breaking(file, change)).toMatch(reason));

  it("names every problem at once", () => {
    const twice = (text: string) =>
      text.replace("[near_poor]", "[rich]").replace("domain: health-insurance", "domain: wealth");
    const message = breaking(CARD, twice);
    expect(message).toContain("unknown domain wealth");
    expect(message).toContain('["rich"] is no value of hh_class');
  });

  it("names a file that is missing", () => {
    const before = read("agencies.yaml");
    rmSync(at("agencies.yaml"));
    expect(() => loadKnowledge(directory)).toThrow(/agencies.yaml: the file is missing/);
    writeFileSync(at("agencies.yaml"), before);
  });
});
