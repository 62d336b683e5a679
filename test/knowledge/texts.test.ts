// Every status that the cases bring about, told in every form and language: short enough, with clause and day, and what is only
// remembered or uncertain is never told as certain. The words of caution are read from the texts themselves.
import { describe, expect, it } from "vitest";
import { formatDay } from "../../foundation/day.ts";
import { LANGUAGES, type Language } from "../../foundation/language.ts";
import { codePoints } from "../../foundation/vietnamese.ts";
import {
  type Decision,
  decide,
  programmes,
  type Result,
  results,
  uncertain,
} from "../../knowledge/eligibility/decide.ts";
import { createReceipt, type Receipt } from "../../knowledge/receipt.ts";
import { tell } from "../../knowledge/tell.ts";
import type { TellForm } from "../../knowledge/tell-line.ts";
import type { LawTextKey } from "../../knowledge/text-keys.ts";
import { knowledge } from "./knowledge.ts";
import { decideCase, readPolicyCases, situationOfCase } from "./policy-cases.ts";

const FORMS: readonly TellForm[] = ["short", "full", "why", "papers", "letter"];

interface Told {
  readonly status: string;
  readonly receipt: Receipt;
}

/** One receipt of each status of each version that the cases meet, with all facts and with only those of the case. */
function statuses(): Told[] {
  const found = new Map<string, Told>();
  const note = (decision: Decision, result: Result) => {
    const { policy, version, standing, verdict, own } = result;
    const status = `${policy.id} from ${version.from}: ${standing} ${verdict} (own ${own})`;
    if (!found.has(status)) found.set(status, { status, receipt: createReceipt(decision, [result]) });
  };
  for (const one of readPolicyCases()) {
    for (const decision of [decideCase(knowledge, one), decide(knowledge, situationOfCase(knowledge, one), one.on)]) {
      const all = [...results(decision), ...programmes(decision), ...uncertain(decision)];
      for (const result of all) if (one.policies.includes(result.policy.id)) note(decision, result);
    }
  }
  return [...found.values()];
}

const told = statuses();
const byConfidence = Map.groupBy(told, ({ receipt }) => receipt.results[0]!.confidence);
const fixedPart = (key: LawTextKey, language: Language) =>
  knowledge.texts[language][key]!.split("{{").reduce((longest, part) => {
    const fixed = part.replace(/^.*?}}/, "");
    return fixed.length > longest.length ? fixed : longest;
  }, "");

it("the cases bring about every status of every confidence", () => {
  expect([...byConfidence.keys()].sort()).toEqual(["confirmed", "memory", "seed", "uncertain"]);
  const kinds = new Set(told.map(({ status }) => status.replace(/^.*?: /, "")));
  for (const kind of [
    "right yes (own yes)",
    "right no (own no)",
    "right no (own yes)",
    "right unknown (own unknown)",
    "right unknown (own yes)",
    "programme yes (own yes)",
  ])
    expect(kinds).toContain(kind);
});

describe.each(LANGUAGES)("in %s", (language) => {
  const say = (receipt: Receipt, form: TellForm) => tell(knowledge, receipt, { language, form });

  it.each(FORMS)("the %s form has clause, day and code and is short enough", (form) => {
    for (const { status, receipt } of told) {
      const text = say(receipt, form);
      const [result] = receipt.results;
      expect(text, status).toContain(result!.clause[language] ?? result!.clause.vi);
      expect(text, status).toContain(formatDay(result!.from));
      expect(text, status).toContain(receipt.code);
      expect(codePoints(text), status).toBeLessThanOrEqual(form === "short" ? 500 : 2000);
    }
  });

  it("what is only remembered is told with a word of caution", () => {
    const cautions = [fixedPart("held_memory", language), fixedPart("confirm_rule", language)];
    for (const { status, receipt } of byConfidence.get("memory")!) {
      const [result] = receipt.results;
      if (result!.own !== "yes" || result!.verdict === "no") continue;
      for (const form of ["short", "full", "why", "letter"] as const) {
        const text = say(receipt, form);
        expect(
          cautions.some((caution) => text.includes(caution)) || result!.standing === "programme",
          `${status} ${form}\n${text}`,
        ).toBe(true);
      }
    }
  });

  it("a condition or figure weaker than its version is told with a word of caution", () => {
    const rule = fixedPart("confirm_rule", language);
    const figure = fixedPart("confirm_figure", language);
    for (const { status, receipt } of byConfidence.get("confirmed")!) {
      const [result] = receipt.results;
      if (result!.standing !== "right" || result!.own !== "yes" || result!.verdict === "no") continue;
      const weak = Object.values(result!.amounts).some(({ confidence }) => confidence !== "confirmed");
      for (const form of ["short", "full", "letter"] as const) {
        const text = say(receipt, form);
        if (result!.weak.includes("who")) expect(text, `${status} ${form}`).toContain(rule);
        else if (weak) expect(text, `${status} ${form}`).toContain(figure);
      }
    }
  });

  it("what a plan promised is told with its place and period", () => {
    for (const { status, receipt } of byConfidence.get("seed")!) {
      const [result] = receipt.results;
      if (result!.standing !== "right" || result!.verdict !== "yes") continue;
      const text = say(receipt, "short");
      for (const part of [...result!.province, formatDay(result!.from), formatDay(result!.to!)])
        expect(text, status).toContain(part);
    }
  });

  it("what is uncertain is only named, with where to ask", () => {
    for (const { status, receipt } of byConfidence.get("uncertain")!) {
      const [result] = receipt.results;
      const agency = result!.apply.agency_names[0]!;
      for (const form of FORMS) {
        const text = say(receipt, form);
        expect(text, status).not.toMatch(/^✅/m);
        expect(text, status).toContain(agency[language] ?? agency.vi);
        for (const { value } of Object.values(result!.amounts))
          if (value > 10_000) expect(text, status).not.toContain(String(value));
      }
    }
  });
});
