// Not understood is said as it is, with the nearest frequent questions or guesses to tap, and always a way to a person.
import type { FrequentlyAsked } from "../knowledge/frequently-asked.ts";
import { namedFields } from "../knowledge/named-fields.ts";
import { may } from "../registry/desk.ts";
import { noteMisunderstood } from "../registry/quality.ts";
import { fieldChoice } from "./field-asked.ts";
import type { Choice, Handler, Outcome, Turn } from "./handler.ts";
import { beginWith, toldUnasked } from "./self-check.ts";

/** Where each guess leads. */
const LEADS: Record<string, Choice> = {
  "ask-policy": { key: "fallback:ask-policy", payload: "#entitlements" },
  "check-eligibility": { key: "menu:self-check", payload: "#check-eligibility" },
  "ask-criteria": { key: "menu:criteria", payload: "#ask-criteria" },
  "ask-procedure": { key: "fallback:ask-procedure", payload: "#entitlements.papers" },
  "household-status": { key: "fallback:household-status", payload: "#my-household" },
  "report-change": { key: "fallback:report-change", payload: "#report-change" },
  complaint: { key: "fallback:complaint", payload: "#complaint.start" },
  help: { key: "fallback:menu", payload: "#menu" },
};

const MOST_GUESSES = 3;

const MENU: Choice = { key: "fallback:menu", payload: "#menu" };
const OFFICER: Choice = { key: "menu:officer", payload: "#talk-to-officer" };

/** When nothing else answers. */
export const fallback: Handler = {
  name: "fallback",
  intents: ["out-of-scope"],
  async handle(turn) {
    const { session, message, understood, action } = turn;
    const asked = action?.name === "asked" ? questionNamed(turn, action.argument) : undefined;
    if (asked !== undefined) return answered(turn, asked);
    if (action !== null || message.text.startsWith("#"))
      return { replies: [{ key: "fallback:old-button", choices: [MENU, OFFICER] }], session };
    // Whoever reports for a village is shown the card anyway: a likely report is worth it.
    if (understood.reports.length > 0 && may(turn.desk, "report.file"))
      return { replies: [], session, goOn: "#report-change" };
    const told = toldUnasked({ ...turn, text: message.text });
    // Who tells how many they are and what they live on asks what the household is, even without a question.
    if (understood.decision !== "act" && ["people", "income"].every((step) => told.some((one) => one.step === step)))
      return { replies: [], session, goOn: beginWith(told) };
    await keepToLearn(turn);
    const likely = likelyMeant(turn);
    const key =
      likely.length > 0 && understood.decision !== "act" ? "fallback:did-you-mean" : "fallback:not-understood";
    const choices = likely.length > 0 ? likely : [LEADS["ask-policy"]!, LEADS["check-eligibility"]!];
    return { replies: [{ key, choices: [...choices, OFFICER] }], session };
  },
};

/** What was not understood is kept without anything that tells who wrote it. */
async function keepToLearn({ understood, desk }: Turn): Promise<void> {
  const { redacted: text, language, guesses } = understood;
  if (text === null || text === "") return;
  const [guess] = guesses;
  await noteMisunderstood(desk, {
    text,
    language,
    guess: guess?.intent ?? null,
    confidence: guess?.confidence ?? null,
  });
}

/** Frequent questions that the words resemble, filled up with what the intents suggest; beyond the scope only the former. */
function likelyMeant(turn: Turn): Choice[] {
  const { understood, session } = turn;
  const questions = understood.asked.flatMap((id): Choice[] => {
    const asked = questionNamed(turn, id);
    return asked === undefined
      ? []
      : [{ title: asked.question[session.language] ?? asked.question.vi, payload: `#fallback.asked.${id}` }];
  });
  const guesses = understood.decision === "ask" ? understood.guesses.flatMap(({ intent }) => LEADS[intent] ?? []) : [];
  const named = understood.decision === "ask" ? fieldChoices(turn) : [];
  const led = new Set(frequentTargets(turn)); // a question and a guess that lead to the same place are one choice
  return [...named, ...questions, ...guesses.filter(({ payload }) => !led.has(payload))].slice(0, MOST_GUESSES);
}

/** Fields of support that the words name, even where nothing else was clear. */
function fieldChoices(turn: Turn): Choice[] {
  return namedFields(turn, turn.message.text).flatMap((id) => fieldChoice(turn, id) ?? []);
}

function frequentTargets(turn: Turn): string[] {
  return turn.understood.asked.flatMap((id) => {
    const asked = questionNamed(turn, id);
    return asked !== undefined && "goes_to" in asked ? [asked.goes_to] : [];
  });
}

function questionNamed({ frequentlyAsked }: Turn, id: string): FrequentlyAsked | undefined {
  return frequentlyAsked.find((question) => question.id === id);
}

/** Straight on to who answers the question, or its approved answer with its source. */
function answered({ session }: Turn, asked: FrequentlyAsked): Outcome {
  if ("goes_to" in asked) return { replies: [], session, goOn: asked.goes_to };
  const text = asked.answer[session.language] ?? asked.answer.vi;
  const ground = { key: "fallback:ground", values: { source: asked.source } };
  return { replies: [{ lines: [{ text }, ground], choices: [MENU, OFFICER] }], session };
}
