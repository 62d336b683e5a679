// Asks for one fact of the law in plain words (knowledge/facts.yaml) and reads the answer, pressed or written.

import type { Language } from "../foundation/language.ts";
import { fold } from "../foundation/vietnamese.ts";
import type { FactValue } from "../knowledge/eligibility/facts.ts";
import type { Fact } from "../knowledge/schema/fact.ts";
import type { Choice, Reply, Turn, Written } from "./handler.ts";
import { INCOME, incomePerHead } from "./income-told.ts";
import { SELF } from "./inquiry.ts";
import { placeIn } from "./told-facts.ts";

/** What an answer came to: a value, or that the person does not know. */
export type FactAnswer = { known: true; value: FactValue } | { known: false };

/** How a question is put: of whom, for the second time, and which group of its choices is chosen. */
interface Asking {
  who: string;
  again: boolean;
  group: number | null;
}

/** The question with its choices; of many choices first the groups, then those of the chosen `group`. */
export function askFact(turn: Turn, fact: Fact, { who, again, group }: Asking): Reply {
  const { language } = turn.session;
  const values = { question: questionOf(turn, fact, who) };
  const unsure: Choice = { key: "entitlements:unsure", payload: `#entitlements.fact.${fact.id}.unsure` };
  const choices = choicesOf(fact, language, group);
  const key = `entitlements:question${again ? "-again" : ""}`;
  // A number or a day is typed; beside it, choices with numbers of their own would be taken for the answer.
  return choices.length === 0 ? { key: `${key}-typed`, values } : { key, values, choices: [...choices, unsure] };
}

/** Whoever is asked about themselves is addressed, and is not "that person". */
function questionOf({ session: { language, address: form }, address }: Turn, fact: Fact, who: string): string {
  const { [language]: words, vi } = (who === SELF ? fact.own : undefined) ?? fact.question;
  const you = address.you(form);
  const begins = you.slice(0, 1).toUpperCase() + you.slice(1);
  return (words ?? vi).replaceAll("{{you}}", you).replaceAll("{{You}}", begins);
}

function choicesOf(fact: Fact, language: Language, group: number | null): Choice[] {
  const payload = `#entitlements.fact.${fact.id}` as const;
  if (fact.type === "flag") {
    return [
      { key: "entitlements:yes", payload: `${payload}.yes` },
      { key: "entitlements:no", payload: `${payload}.no` },
    ];
  }
  const choice = (id: string): Choice => {
    const words = fact.choices![id]!;
    return { title: words[language] ?? words.vi, payload: `${payload}.${id}` };
  };
  if (fact.groups === undefined) return Object.keys(fact.choices ?? {}).map(choice);
  const chosen = group === null ? undefined : fact.groups[group];
  if (chosen !== undefined) return chosen.choices.map(choice);
  return fact.groups.map(({ name, choices: [only, ...others] }, index) =>
    others.length === 0
      ? choice(only!)
      : { title: name[language] ?? name.vi, payload: `#entitlements.group.${fact.id}.${index}` },
  );
}

/** A pressed choice as a value; null when it is none of this fact's. */
export function pressedValue(fact: Fact, pressed: string): FactAnswer | null {
  if (pressed === "unsure") return { known: false };
  if (fact.type === "flag") return pressed === "yes" || pressed === "no" ? flagAnswer(fact, pressed) : null;
  return fact.choices !== undefined && pressed in fact.choices ? { known: true, value: pressed } : null;
}

function flagAnswer({ contrary }: Fact, answer: "yes" | "no"): FactAnswer {
  return { known: true, value: (answer === "yes") === (contrary === undefined) };
}

/** A written answer as a value; null when it is none. */
export function writtenValue(fact: Fact, { text, understood, words, knowledge }: Written): FactAnswer | null {
  const { answer, slots } = understood;
  if (words.isUnsure(text)) return { known: false };
  switch (fact.type) {
    case "flag":
      return answer === "yes" || answer === "no" ? flagAnswer(fact, answer) : null;
    case "number": {
      const income = fact.id === INCOME && slots.amounts.length > 0;
      const bare = slots.ages[0] ?? (typeof answer === "number" ? answer : undefined) ?? slots.amounts[0] ?? null;
      const number = income ? incomePerHead({ text, understood, words, knowledge }) : bare;
      return number === null ? null : { known: true, value: number };
    }
    case "date": {
      const day = slots.dates.find(({ iso }) => iso !== null)?.iso ?? YEAR.exec(text)?.[1];
      return answer === "no" ? { known: true, value: null } : day == null ? null : { known: true, value: day };
    }
    case "place": {
      const place = placeIn({ understood, knowledge });
      return place === null ? null : { known: true, value: place };
    }
    default:
      return choiceIn(fact, text) ?? levelIn(fact, text, { understood, words });
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

/** "lớp 5", "đại học": a choice by a year or a kind of school, where the fact has such choices. */
function levelIn(fact: Fact, text: string, { understood, words }: Pick<Written, "understood" | "words">) {
  const level = words.levelIn(text, understood.slots.levels[0]);
  return level !== null && level in (fact.choices ?? {}) ? ({ known: true, value: level } as const) : null;
}

/** A year by itself; when only some of its days would do, the day is asked for again. */
const YEAR = /(?<!\d)(20\d\d)(?!\d)/;
