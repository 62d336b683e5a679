// Asks for one fact of the law in plain words (knowledge/facts.yaml) and reads the answer, pressed or written.
import { fold } from "../foundation/vietnamese.ts";
import type { FactValue } from "../knowledge/eligibility/facts.ts";
import type { Fact } from "../knowledge/schema/fact.ts";
import type { Choice, Reply, Turn, Written } from "./handler.ts";

/** What an answer came to: a value, or that the person does not know. */
export type FactAnswer = { known: true; value: FactValue } | { known: false };

/** The question with its choices; `payload` is what each choice is sent back under, before its value. */
export function askFact(turn: Turn, fact: Fact, payload: `#${string}`, again: boolean): Reply {
  const { language } = turn.session;
  const values = { question: fact.question[language] ?? fact.question.vi };
  const unsure: Choice = { key: "entitlements:unsure", payload: `${payload}.unsure` };
  const choices = choicesOf(fact, language, payload);
  const key = `entitlements:question${again ? "-again" : ""}`;
  // A number or a day is typed; beside it, choices with numbers of their own would be taken for the answer.
  return choices.length === 0 ? { key: `${key}-typed`, values } : { key, values, choices: [...choices, unsure] };
}

function choicesOf(fact: Fact, language: "vi" | "en", payload: `#${string}`): Choice[] {
  if (fact.type === "flag") {
    return [
      { key: "entitlements:yes", payload: `${payload}.yes` },
      { key: "entitlements:no", payload: `${payload}.no` },
    ];
  }
  const choices = Object.entries(fact.choices ?? {});
  return choices.map(([id, words]) => ({ title: words[language] ?? words.vi, payload: `${payload}.${id}` }));
}

/** A pressed choice as a value; null when it is none of this fact's. */
export function pressedValue(fact: Fact, pressed: string): FactAnswer | null {
  if (pressed === "unsure") return { known: false };
  if (fact.type === "flag") return pressed === "yes" || pressed === "no" ? flagAnswer(fact, pressed) : null;
  return fact.choices !== undefined && pressed in fact.choices ? { known: true, value: pressed } : null;
}

function flagAnswer({ opposite }: Fact, answer: "yes" | "no"): FactAnswer {
  return { known: true, value: (answer === "yes") !== opposite };
}

/** A written answer as a value; null when it is none. */
export function writtenValue(fact: Fact, { text, understood, words }: Omit<Written, "knowledge">): FactAnswer | null {
  const { answer, slots } = understood;
  if (words.isUnsure(text)) return { known: false };
  switch (fact.type) {
    case "flag":
      return answer === "yes" || answer === "no" ? flagAnswer(fact, answer) : null;
    case "number": {
      const number = slots.ages[0] ?? (typeof answer === "number" ? answer : undefined) ?? slots.amounts[0];
      return number === undefined ? null : { known: true, value: number };
    }
    case "date": {
      const day = slots.dates.find((date) => date.iso?.length === DAY_LENGTH)?.iso;
      return answer === "no" ? { known: true, value: null } : day == null ? null : { known: true, value: day };
    }
    default:
      return choiceIn(fact, text);
  }
}

/** The one choice that the text is a part of, or that is a part of it: "trường công lập", "công"; whole titles are recognised before. */
function choiceIn(fact: Fact, text: string): FactAnswer | null {
  const padded = (words: string | null) => ` ${fold(words ?? "").trim()} `;
  const written = padded(text);
  const meant = Object.entries(fact.choices ?? {}).filter(([, words]) =>
    Object.values(words).some((title) => padded(title).includes(written) || written.includes(padded(title))),
  );
  return meant.length === 1 ? { known: true, value: meant[0]![0] } : null;
}

/** "YYYY-MM-DD"; a month alone does not tell on which side of a term a day lies. */
const DAY_LENGTH = 10;
