// One question of the review forms as it is asked in the chat, and its answer as it is pressed or written: a number, several numbers
// ("1 3 5"), có, không, không rõ, a sum of money.
import type { Language } from "../foundation/language.ts";
import { fold } from "../foundation/vietnamese.ts";
import type { FormPart, FormQuestion } from "../knowledge/review-questions.ts";
import type { OpenSheet } from "../registry/review/sheets.ts";
import type { Choice, Reply, Turn } from "./handler.ts";

const NAME = "review-household";
/** The forms that a question is told to belong to. */
const FORMS: readonly FormPart[] = ["A", "B1", "B2"];

interface Possible {
  title: { title: string } | { key: string; values?: Record<string, string> };
  /** null: could not be found out. */
  value: string[] | null;
}

/** The question with its choices; first of all what the registry knows. */
export function questionReply(turn: Turn, sheet: OpenSheet, question: FormQuestion, again = false): Reply {
  const { language } = turn.session;
  const { questions, household } = sheet;
  const number = questions.findIndex(({ id }) => id === question.id) + 1;
  const head = household.members[0]?.name ?? household.code;
  const part = FORMS.includes(question.part) ? ` · ${question.part}` : "";
  const count = questions.filter(({ id, onlyFor }) => onlyFor === undefined || id === question.id).length;
  const values = { number, count, part, head, ask: question.ask[language] ?? question.ask.vi };
  const choices = possible(turn, sheet, question).map(({ title, value }): Choice => {
    const said = value === null ? "?" : value.join("+");
    return { ...title, payload: `#${NAME}.answer.${sheet.caseId}.${question.id}=${said}` };
  });
  const asked = { key: `${NAME}:question-${question.kind}${again ? "-again" : ""}`, values };
  const said = isOnlyVietnamese(question, language) ? { lines: [asked, { key: `${NAME}:as-in-the-form` }] } : asked;
  return question.kind === "amount" ? said : { ...said, choices };
}

/** The official forms have no translation: most of their lines are told in their own words, in whatever language one talks. */
function isOnlyVietnamese({ ask, options }: FormQuestion, language: Language): boolean {
  return [ask, ...options.map(({ name }) => name)].some((words) => words[language] === null);
}

function possible({ session: { language } }: Turn, sheet: OpenSheet, question: FormQuestion): Possible[] {
  const known = sheet.known[question.id];
  const titles = (value: readonly string[]) =>
    question.options.filter(({ id }) => value.includes(id)).map(({ name }) => name[language] ?? name.vi);
  const all: Possible[] = question.options.map(({ id, name }) => ({
    title: { title: name[language] ?? name.vi },
    value: [id],
  }));
  if (question.kind === "flag")
    all.push({ title: { key: `${NAME}:yes` }, value: ["yes"] }, { title: { key: `${NAME}:no` }, value: [] });
  if (question.none !== null) all.push({ title: { title: question.none[language] ?? question.none.vi }, value: [] });
  all.push({ title: { key: `${NAME}:unsure` }, value: null });
  if (known === undefined) return all;
  const same = ({ value }: Possible) => value?.join() === known.join();
  const one = all.find(same);
  if (one !== undefined && "key" in one.title)
    return [{ title: { key: `${one.title.key}-known` }, value: known }, ...all.filter((other) => other !== one)];
  const words = one !== undefined && "title" in one.title ? one.title.title : titles(known).join(", ");
  const first: Possible = { title: { key: `${NAME}:known`, values: { words } }, value: known };
  return [first, ...all.filter((other) => !same(other))];
}

/** The case, the question and the chosen lines of a pressed answer; null when it is none. */
export function pressedAnswer(argument: string): { caseId: string; question: string; value: string[] | null } | null {
  const found = /^([0-9a-f-]{36})\.([^=]+)=(.*)$/.exec(argument);
  if (found === null) return null;
  const [, caseId = "", question = "", said = ""] = found;
  return { caseId, question, value: said === "?" ? null : said === "" ? [] : said.split("+") };
}

/** A written answer; undefined when it is none. */
export function typedAnswer(turn: Turn, sheet: OpenSheet, question: FormQuestion): string[] | null | undefined {
  const { message, understood, words } = turn;
  if (words.isUnsure(message.text)) return null;
  if (question.kind === "amount") {
    const amount = understood.slots.amounts[0] ?? (understood.answer === "no" ? 0 : undefined);
    return amount === undefined ? undefined : [String(amount)];
  }
  if (question.kind === "flag")
    return understood.answer === "yes" ? ["yes"] : understood.answer === "no" ? [] : undefined;
  if (understood.answer === "no" && question.none !== null) return [];
  const choices = possible(turn, sheet, question);
  return numbered(message.text, choices, question) ?? titled(message.text, question);
}

/** "1 3 5", "1, 3": lines by their numbers; only where several may hold. */
function numbered(text: string, choices: readonly Possible[], { kind }: FormQuestion): string[] | undefined {
  if (!/^\s*\d+(?:[\s,;.và&+]+\d+)*\s*$/u.test(text)) return undefined;
  const chosen = [...text.matchAll(/\d+/g)].map(([number]) => choices[Number(number) - 1]?.value);
  if (chosen.some((value) => value == null || value.length === 0)) return undefined;
  const lines = [...new Set(chosen.flatMap((value) => value ?? []))];
  return kind === "several" || lines.length === 1 ? lines : undefined;
}

/** The line whose words the text is a part of: "tủ lạnh", "giếng khoan"; lines, where several may hold: "thiếu vốn và ốm đau". */
function titled(text: string, question: FormQuestion): string[] | undefined {
  const whole = lineTitled(text, question);
  if (whole !== undefined) return [whole];
  const parts = question.kind === "several" ? fold(text).split(BETWEEN_LINES) : [];
  const lines = parts.flatMap((part) => lineTitled(part, question) ?? []);
  return lines.length > 0 && lines.length === parts.length ? [...new Set(lines)] : undefined;
}

function lineTitled(text: string, { options }: FormQuestion): string | undefined {
  const typed = fold(text).trim();
  const says = (name: string | null) => name !== null && fold(name).includes(typed);
  const meant = typed.length < SHORTEST ? [] : options.filter(({ name: { vi, en } }) => says(vi) || says(en));
  return meant.length === 1 ? meant[0]!.id : undefined;
}

/** What stands between lines that are written one after another, without marks. */
const BETWEEN_LINES = /[,;+]|\s(?:va|and)\s/;

/** Fewer letters than this say nothing. */
const SHORTEST = 3;
