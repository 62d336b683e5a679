// The steps of the self-check as data and pure functions: what is known from the answers, and what to ask next.
import { z } from "zod";
import type { Standard } from "../knowledge/schema/standard.ts";
import { possibleClasses } from "../knowledge/standard.ts";
import type { Written } from "./handler.ts";
import { householdIncome } from "./income-told.ts";

/** Answers in the order they were given; going back takes the last one away. */
export const answersSchema = z.array(z.object({ step: z.string(), answer: z.string() }));
export type Answers = z.infer<typeof answersSchema>;

/** One question: the area, the people, the income, or an indicator by its id. */
export interface Step {
  id: string;
  indicator: Standard["indicators"][number] | null;
}

/** What the answers come to. Income in đồng a head and month. */
export interface CheckFacts {
  area: "rural" | "urban";
  incomePerHead: number;
  deprived: number;
  /** Indicators that may still turn out deprived: not asked, or not known. */
  open: number;
}

const FIRST_STEPS = ["area", "people", "income"];

/** The next question that can still change the class by this standard, or null when none can. */
export function nextStep(standard: Standard, answers: Answers): Step | null {
  const answered = new Set(answers.map(({ step }) => step));
  const first = FIRST_STEPS.find((step) => !answered.has(step));
  if (first !== undefined) return { id: first, indicator: null };
  if (isDecided(standard, factsOf(standard, answers))) return null;
  const indicator = standard.indicators.find(({ id }) => !answered.has(id));
  return indicator === undefined ? null : { id: indicator.id, indicator };
}

/** Whether only one class is left, whatever the indicators come to that are still open. */
export function isDecided(standard: Standard, { area, incomePerHead, deprived, open }: CheckFacts): boolean {
  const income = { lowest: incomePerHead, highest: incomePerHead };
  return possibleClasses(standard, area, income, { lowest: deprived, highest: deprived + open }).length === 1;
}

/** Adds the answers up; every step of FIRST_STEPS must have been answered. */
export function factsOf(standard: Standard, answers: Answers): CheckFacts {
  const of = (step: string) => answers.find((one) => one.step === step)?.answer ?? "";
  const count = (answer: string) =>
    answers.filter((one) => !FIRST_STEPS.includes(one.step) && one.answer === answer).length;
  return {
    area: of("area") === "urban" ? "urban" : "rural",
    incomePerHead: Math.floor(Number(of("income")) / Math.max(1, Number(of("people")))),
    deprived: count("yes"),
    open: standard.indicators.length - count("yes") - count("no"),
  };
}

/** The answers with what was written: the one to the step, and those that were told with it ("ở xã, 4 người, 5 triệu"); null without the first. */
export function withAnswer(answers: Answers, step: string, written: Written): Answers | null {
  const answer = readAnswer(step, written, answers);
  return answer === null ? null : withTold([...answers, { step, answer }], written);
}

/** The answers with those of the first questions that a message tells by itself: "4 khẩu, mỗi người 1 triệu". */
function withTold(answers: Answers, written: Written): Answers {
  const { slots } = written.understood;
  const isTold: Record<string, boolean> = {
    area: true,
    people: slots.count !== null,
    income: slots.amounts.length > 0,
  };
  const all = [...answers];
  for (const step of FIRST_STEPS) {
    const open = isTold[step] && !all.some((given) => given.step === step);
    const answer = open ? readAnswer(step, written, all) : null;
    if (answer !== null) all.push({ step, answer });
  }
  return all;
}

/** What a message tells of the first questions before they are asked; an amount that is not said to be an income is none. */
export function toldUnasked(written: Written): Answers {
  const told = withTold([], written);
  return written.words.isIncome(written.text) ? told : told.filter(({ step }) => step !== "income");
}

/** The payload that begins the check with these answers. */
export function beginWith(told: Answers): `#${string}` {
  const argument = told.map(({ step, answer }) => `${step}=${answer}`).join("&");
  return told.length === 0 ? "#check-eligibility" : `#check-eligibility.start.${argument}`;
}

/** The answers in the argument of such a payload; whatever is no answer is left out, since anybody can type one. */
export function toldIn(argument: string): Answers {
  const answers: Record<string, RegExp> = { area: /^(?:rural|urban)$/, people: /^[1-9]\d?$/, income: /^\d{1,12}$/ };
  return argument.split("&").flatMap((part) => {
    const [step = "", answer = ""] = part.split("=");
    return answers[step]?.test(answer) ? [{ step, answer }] : [];
  });
}

/** The answer to a step in what was written, or null when it is none. */
export function readAnswer(step: string, written: Written, answers: Answers): string | null {
  const { text, understood, words } = written;
  const { answer, slots } = understood;
  switch (step) {
    case "area":
      return areaIn(written);
    case "people": {
      const people = slots.count ?? (typeof answer === "number" ? answer : null);
      return people !== null && people >= 1 && people <= MOST_PEOPLE ? String(people) : null;
    }
    case "income": {
      const income = householdIncome(written, peopleIn(answers));
      return income === null ? null : String(income);
    }
    default:
      return words.isUnsure(text) ? "unsure" : answer === "yes" || answer === "no" ? answer : null;
  }
}

function peopleIn(answers: Answers): number | null {
  const told = answers.find(({ step }) => step === "people");
  return told === undefined ? null : Number(told.answer);
}

/** "ở xã", also as one part of a longer message, or with the name of the commune. */
function areaIn({ text, words, understood: { slots } }: Written): string | null {
  if (slots.units.some(({ level }) => level === "commune")) return words.areaNamed(text);
  for (const part of text.split(/[,.;]/)) {
    const area = words.areaAnswered(part);
    if (area !== null) return area;
  }
  return null;
}

/** Earlier answers that a message corrects: "à không, 3 khẩu", when something else is asked by now. Null when it corrects none. */
export function correct(answers: Answers, written: Written): Answers | null {
  const { slots } = written.understood;
  const told: Record<string, string | number | null | undefined> = {
    area: areaIn(written),
    people: slots.count,
    income: slots.amounts.length === 0 ? null : householdIncome(written, peopleIn(answers)),
  };
  const corrected = answers.map(({ step, answer }) => ({ step, answer: String(told[step] ?? answer) }));
  return corrected.some(({ answer }, index) => answer !== answers[index]!.answer) ? corrected : null;
}

/** More than this is a slip of the finger, not a household. */
const MOST_PEOPLE = 40;
