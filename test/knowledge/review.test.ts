// Rounds of review and the sheets filled in them, as data and pure functions.
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { day } from "../../foundation/day.ts";
import { loadLibrary } from "../../knowledge/library.ts";
import { CAUSES, type FormSubject, mayAnswer, questionsOf } from "../../knowledge/review-questions.ts";
import {
  comesUp,
  formerProvinces,
  nextQuestion,
  provincesThatDiffer,
  questionBefore,
  resultOf,
  type Sheet,
} from "../../knowledge/review-sheet.ts";
import type { StepId } from "../../knowledge/schema/workflow.ts";
import { currentStep, effectiveFrom, meetingAgreed, roundOf, stepDays, trackNamed } from "../../knowledge/workflow.ts";

const { knowledge, holidays, review, summaries } = loadLibrary(join(import.meta.dirname, "../../knowledge"));
const { workflow, forms, provinces } = review;
const track = (id: string) => workflow.tracks.find((one) => one.id === id)!;
const standard = knowledge.standards.find(({ id }) => id === "std-2022-2026")!;

describe("a round", () => {
  it.each([
    ["regular", "2026-11-21", "2026-11-16", "2026-12-04"],
    ["regular", "2026-11-15", "2026-11-16", "2026-12-04"],
    ["regular", "2026-12-04", "2026-11-16", "2026-12-04"],
    ["regular", "2026-12-05", "2026-12-15", "2027-01-05"],
    ["periodic", "2026-11-21", "2026-09-01", "2026-12-14"],
    ["periodic", "2026-12-15", "2027-09-01", "2027-12-14"],
    ["periodic", "2026-02-01", "2026-09-01", "2026-12-14"],
  ])("%s, seen on %s, goes from %s to %s", (id, today, opensOn, dueOn) => {
    expect(roundOf(track(id), day(today), holidays)).toEqual({ opensOn, dueOn });
  });

  it("has its steps due in order, all within the round", () => {
    for (const one of workflow.tracks) {
      const span = roundOf(one, day("2026-11-21"), holidays);
      const days = stepDays(one, span, holidays).map(({ dueOn }) => dueOn);
      expect(days).toEqual([...days].sort());
      expect(days[0]! >= span.opensOn && days.at(-1) === span.dueOn).toBe(true);
    }
  });

  it("is named in many words", () => {
    expect(trackNamed(workflow, "tháng 11")?.id).toBe("regular");
    expect(trackNamed(workflow, "dinh ky cuoi nam")?.id).toBe("periodic");
    expect(trackNamed(workflow, "hộ mức sống trung bình")?.id).toBe("average-living");
    expect(trackNamed(workflow, "gì đó")).toBeNull();
  });

  it("gives a class from the day of the decision, or from the next year", () => {
    expect(effectiveFrom(track("regular"), day("2026-12-03"))).toBe("2026-12-03");
    expect(effectiveFrom(track("periodic"), day("2026-12-03"))).toBe("2027-01-01");
  });

  it("takes its steps in order", () => {
    expect(currentStep(new Set())).toBe("list");
    expect(currentStep(new Set<StepId>(["list", "scoring"]))).toBe("meeting");
    expect(currentStep(new Set(workflow.steps.map(({ id }) => id)))).toBeNull();
  });

  it.each([
    [40, 20, true],
    [41, 20, false],
    [41, 21, true],
    [1, 0, false],
  ])("of %i who attend, %i agreeing is enough: %s", (attended, agreed, enough) => {
    expect(meetingAgreed(workflow, { attended, agreed })).toBe(enough);
  });
});

const subject: FormSubject = {
  forms: "scores",
  standard,
  screened: false,
  area: "rural",
  provinces: ["Hải Dương"],
  causes: [...summaries.causes].map(([id, name]) => ({ id, name })),
};
const questions = questionsOf(knowledge, forms, subject);
const filled = (held: Record<string, string[]>, asked = questions): Sheet =>
  Object.fromEntries(asked.map(({ id }) => [id, { value: held[id] ?? [], source: "asked" as const }]));

describe("an answer to a question of a sheet", () => {
  const asking: FormSubject = { ...subject, screened: true, area: null, provinces: ["Hà Nội", "Hà Tây"] };
  const income = { ...asking, forms: "income" as const };
  const questions = [...questionsOf(knowledge, forms, asking), ...questionsOf(knowledge, forms, income)];
  const question = (id: string) => questions.find((one) => one.id === id)!;
  const several = questions.find(({ kind }) => kind === "several")!;
  const [line = "", other = ""] = several.options.map(({ id }) => id);

  it.each([
    ["B2:water", ["yes"]],
    ["B2:water", []],
    ["B2:water", null],
    ["B1:members", ["members_4"]],
    ["B1:members", []],
    ["place:area", ["rural"]],
    ["income:head", ["1500000"]],
    ["income:head", ["0"]],
    [several.id, [line, other]],
    [several.id, []],
    [CAUSES, ["capital", "illness"]],
    [CAUSES, null],
  ])("%s may be %j", (id, value) => expect(mayAnswer(question(id), value)).toBe(true));

  it.each([
    ["B2:water", ["no"]],
    ["B2:water", ["yes", "yes"]],
    ["B1:members", ["members_99"]],
    ["B1:members", ["members_4", "members_3"]],
    ["B1:members", [line]],
    ["place:area", ["sea"]],
    ["place:area", []],
    ["place:province", ["Atlantis"]],
    ["income:head", ["-5"]],
    ["income:head", ["1e9"]],
    ["income:head", ["9".repeat(13)]],
    ["income:head", []],
    [several.id, [line, line]],
    [several.id, [line, "gold"]],
    [several.id, [""]],
    [CAUSES, []],
    [CAUSES, ["laziness"]],
  ])("%s may not be %j", (id, value) => expect(mayAnswer(question(id), value)).toBe(false));

  it("that the forms themselves offer always may be given", () => {
    for (const one of questions)
      for (const { id } of one.options) expect([id, mayAnswer(one, [id])]).toEqual([id, true]);
  });
});

describe("the questions", () => {
  it("offer every line of form B1 exactly once, and every indicator of B2", () => {
    const offered = questions.filter(({ part }) => part === "B1").flatMap(({ options }) => options.map(({ id }) => id));
    expect(offered.sort()).toEqual(knowledge.points.items.map(({ id }) => id).sort());
    expect(questions.filter(({ part }) => part === "B2")).toHaveLength(knowledge.forms.b2.indicators.length);
  });

  it("begin with form A for households that ask, and ask for the place only when it is not known", () => {
    expect(questionsOf(knowledge, forms, { ...subject, screened: true })[0]?.id).toBe("A:villa");
    const unsure = questionsOf(knowledge, forms, { ...subject, area: null, provinces: ["Bình Phước", "Đồng Nai"] });
    expect(unsure.slice(0, 2).map(({ id }) => id)).toEqual(["place:area", "place:province"]);
  });

  it("come one after the other, and back", () => {
    const empty = resultOf(knowledge, subject, questions, {});
    const first = nextQuestion(questions, {}, empty)!;
    expect(first.id).toBe("B1:members");
    expect(questionBefore(questions, first.id, empty)).toBeNull();
    expect(questionBefore(questions, "B1:working_age", empty)?.id).toBe("B1:members");
  });
});

describe("a sheet", () => {
  it("stays open while an answer is missing or unknown", () => {
    expect(resultOf(knowledge, subject, questions, {})).toMatchObject({ kind: "open", unknown: [] });
    const sheet = { ...filled({}), "B2:water": { value: null, source: "asked" as const } };
    expect(resultOf(knowledge, subject, questions, sheet)).toEqual({
      kind: "open",
      missing: [],
      unknown: ["B2:water"],
    });
  });

  it("adds the points up and proposes the class by the line", () => {
    const held = { "B1:members": ["members_2"], "B1:assets": ["fridge", "computer"], "B2:water": ["yes"] };
    const poor = { ...held, "B2:toilet": ["yes"], "B2:telecom": ["yes"] };
    expect(resultOf(knowledge, subject, questions, filled(held))).toMatchObject({
      kind: "scored",
      b1: 95 + 15 + 5,
      b2: 10,
      line: 140,
      proposed: "near_poor",
    });
    expect(resultOf(knowledge, subject, questions, filled(poor))).toMatchObject({ b2: 30, proposed: "poor" });
    const rich = { ...poor, "B1:assets": ["car"] };
    expect(resultOf(knowledge, subject, questions, filled(rich))).toMatchObject({ b1: 150, proposed: "other" });
  });

  it("ends with form A where that stops the review", () => {
    const screened = { ...subject, screened: true };
    const asked = questionsOf(knowledge, forms, screened);
    const sheet: Sheet = { "A:villa": { value: ["yes"], source: "asked" } };
    expect(resultOf(knowledge, screened, asked, sheet)).toMatchObject({ kind: "screened-out", proposed: "other" });
  });

  it("of the average living standard is decided by the income", () => {
    const byIncome: FormSubject = { ...subject, forms: "income" };
    const asked = questionsOf(knowledge, forms, byIncome);
    const sheet = filled({ "income:head": ["2000000"] }, asked);
    expect(resultOf(knowledge, byIncome, asked, sheet)).toEqual({
      kind: "by-income",
      income: 2_000_000,
      proposed: "avg_living",
    });
    const low = filled({ "income:head": ["900000"] }, asked);
    expect(resultOf(knowledge, byIncome, asked, low)).toEqual({ kind: "undecidable" });
  });

  it("cannot be scored by a standard whose points are not known", () => {
    const coming = knowledge.standards.find(({ id }) => id === "std-2027-2030")!;
    const later = { ...subject, standard: coming };
    const asked = questionsOf(knowledge, forms, later);
    expect(resultOf(knowledge, later, asked, filled({}, asked)).kind).toBe("undecidable");
  });
});

describe("why a household is poor", () => {
  const line = (part: string) => questions.filter((one) => one.part === part);
  const rest = questions.filter(({ id }) => id !== CAUSES);
  const around = (held: Record<string, string[]>, asked = questions) => {
    const sheet = filled(held, rest);
    const result = resultOf(knowledge, subject, asked, sheet);
    const [next, last] = [nextQuestion(asked, sheet, result), questionBefore(asked, null, result)];
    return [next?.id ?? null, last?.id ?? null];
  };
  const lastOfB2 = line("B2").at(-1)!.id;
  const lacking = Object.fromEntries(line("B2").map(({ id }) => [id, ["yes"]]));

  it("is asked last, of the poor and near-poor alone", () => {
    expect(questions.at(-1)?.id).toBe(CAUSES);
    expect(around(lacking)).toEqual([CAUSES, CAUSES]);
    expect(around({})).toEqual([CAUSES, CAUSES]);
    expect(around({ "B1:assets": ["car", "computer", "fridge"], "B1:members": ["members_1"] })).toEqual([
      null,
      lastOfB2,
    ]);
  });

  it("is not asked while an answer is unknown, nor of a household screened out", () => {
    const unsure: Sheet = { ...filled(lacking, rest), "B2:water": { value: null, source: "asked" } };
    const open = resultOf(knowledge, subject, questions, unsure);
    expect(nextQuestion(questions, unsure, open)).toBeNull();
    const screened = { ...subject, screened: true };
    const asked = questionsOf(knowledge, forms, screened);
    const villa: Sheet = { "A:villa": { value: ["yes"], source: "asked" } };
    expect(nextQuestion(asked, villa, resultOf(knowledge, screened, asked, villa))).toBeNull();
  });

  it("never changes what the sheet comes to, whatever is answered", () => {
    const anyAnswer = fc.constantFrom<(string[] | null)[]>(
      undefined as never,
      null,
      ["capital"],
      ["illness", "labour"],
    );
    const anyHeld = fc.record(Object.fromEntries(line("B2").map(({ id }) => [id, fc.constantFrom([], ["yes"], null)])));
    fc.assert(
      fc.property(anyHeld, anyAnswer, fc.boolean(), (held, causes, whole) => {
        const answers = Object.entries(held).map(([id, value]) => [id, { value, source: "asked" as const }]);
        const without: Sheet = { ...(whole ? filled({}, rest) : {}), ...Object.fromEntries(answers) };
        const sheet =
          causes === undefined ? without : { ...without, [CAUSES]: { value: causes, source: "asked" as const } };
        const result = resultOf(knowledge, subject, questions, sheet);
        expect(result).toEqual(resultOf(knowledge, subject, rest, without));
        const poor = "proposed" in result && forms.causes.classes.includes(result.proposed);
        expect(nextQuestion(questions, sheet, result)?.id === CAUSES).toBe(poor && causes === undefined);
        if (result.kind !== "open") expect(comesUp(questions.at(-1)!, result)).toBe(poor);
      }),
    );
  });
});

describe("the province of before the merger", () => {
  it("is known for every province of today", () => {
    for (const province of provinces) expect(formerProvinces(knowledge, province), province.name).not.toEqual([]);
  });
  it("is asked only where it changes the points", () => {
    expect(provincesThatDiffer(knowledge, "rural", ["Hải Phòng", "Hải Dương"])).toEqual(["Hải Phòng"]);
    expect(provincesThatDiffer(knowledge, "urban", ["Hải Phòng", "Hải Dương"])).toHaveLength(2);
  });
});
