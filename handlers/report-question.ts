// Asks for what a report still lacks, one thing at a time, in plain words, with what the registry lets the reporter choose from.

import { addDays, formatDay } from "../foundation/day.ts";
import { attributeOf, type ChangeType } from "../knowledge/change-types.ts";
import type { Words } from "../knowledge/schema/words.ts";
import { peopleOf } from "../registry/reports/find-household.ts";
import type { Choice, Line, Reply, Turn } from "./handler.ts";
import type { Candidate, Draft, Question, Telling } from "./report-draft.ts";
import { chosenNames, peopleChoices } from "./report-people.ts";

const NAME = "report-change";

/** The question in words. `again`: the answer was not understood. */
export async function askReport(turn: Turn, telling: Telling, question: Question, again = false): Promise<Reply> {
  const draft = telling.drafts[question.at]!;
  const { line, choices } = await wordsOf(turn, draft, question.what);
  const about: Line[] =
    telling.drafts.length > 1
      ? [{ key: `${NAME}:about`, values: { number: question.at + 1, what: nameOf(turn, draft) } }]
      : [];
  const unread: Line[] = again ? [{ key: `${NAME}:unread` }] : [];
  return { lines: [...unread, ...about, line], ...(choices.length === 0 ? {} : { choices }) };
}

type Asked = { line: Line | { text: string }; choices: Choice[] };

async function wordsOf(turn: Turn, draft: Draft, what: string): Promise<Asked> {
  switch (what) {
    case "group":
      return { line: { key: `${NAME}:ask-group` }, choices: groupChoices(turn) };
    case "type":
      return { line: { key: `${NAME}:ask-type` }, choices: typeChoices(turn, draft.group) };
    case "household":
      return askHousehold(turn, draft);
    case "place":
      return { line: { key: `${NAME}:ask-place` }, choices: [] };
    case "date":
      return askDate(turn, draft);
    default:
      return askField(turn, draft, what);
  }
}

function askHousehold(turn: Turn, { head, candidates }: Draft): Asked {
  const unlisted: Choice = { key: `${NAME}:unlisted`, payload: `#${NAME}.pick.household.unlisted` };
  if (turn.desk.actor.term === null) return { line: { key: `${NAME}:ask-head` }, choices: [] };
  if (head === null) return { line: { key: `${NAME}:ask-household` }, choices: [] };
  if (candidates.length === 0) return { line: { key: `${NAME}:not-found`, values: { head } }, choices: [unlisted] };
  const choices = candidates.map((one) => ({
    ...candidateTitle(one),
    payload: `#${NAME}.pick.household.${one.id}` as const,
  }));
  return {
    line: { key: `${NAME}:which`, values: { head, count: candidates.length } },
    choices: [...choices, unlisted],
  };
}

function candidateTitle({ head, birthYear }: Candidate): Line | { title: string } {
  return birthYear === null ? { title: head } : { key: `${NAME}:candidate`, values: { head, year: birthYear } };
}

function askDate(turn: Turn, draft: Draft): Asked {
  const yesterday = addDays(turn.today, -1);
  const choices: Choice[] = [
    { key: `${NAME}:today`, payload: `#${NAME}.pick.date.${turn.today}` },
    { key: `${NAME}:yesterday`, payload: `#${NAME}.pick.date.${yesterday}` },
    { key: `${NAME}:unknown-day`, payload: `#${NAME}.skip.date` },
  ];
  // The example is made of what this person told.
  const example = `${nameOf(turn, draft)}, ${formatDay(yesterday)}`;
  const key = draft.dayTrouble === null ? "ask-date" : `date-${draft.dayTrouble}`;
  return { line: { key: `${NAME}:${key}`, values: { what: nameOf(turn, draft), example } }, choices };
}

async function askField(turn: Turn, draft: Draft, field: string): Promise<Asked> {
  const { ask, kind } = turn.changes.fields[field]!;
  const skip: Choice = { key: `${NAME}:skip`, payload: `#${NAME}.skip.${field}` };
  if (kind === "choice" || kind === "correction") return askRight(turn, draft, field);
  if (kind === "people") {
    const chosen = await chosenNames(turn, draft, field);
    const text = chosen === "" ? say(turn, ask) : `${say(turn, ask)}\n→ ${chosen}`;
    return { line: { text }, choices: await peopleChoices(turn, draft, field) };
  }
  // A number is typed; beside it, choices with numbers of their own would be taken for the answer.
  if (kind === "count" || kind === "money")
    return { line: { key: `${NAME}:field-typed`, values: { ask: say(turn, ask) } }, choices: [] };
  const people = kind === "person" && draft.householdId !== null ? await peopleOf(turn.desk, draft.householdId) : [];
  const choices = people.map(({ id, name }) => ({ title: name, payload: `#${NAME}.pick.${field}.${id}` as const }));
  return { line: { text: say(turn, ask) }, choices: [...choices, skip] };
}

/** What is wrong in the record, then what is right: with the values of its list where it has a short one. */
function askRight(turn: Turn, draft: Draft, field: string): Asked {
  const { ask, choices = [] } = turn.changes.fields[field]!;
  const chosen = attributeOf(turn.changes, draft.fields);
  if (choices.length === 0) return { line: { text: say(turn, chosen?.ask ?? ask) }, choices: [] };
  const offered = choices.map(
    ({ id, name }): Choice => ({ title: say(turn, name), payload: `#${NAME}.pick.${field}.${id}` }),
  );
  return { line: { text: say(turn, ask) }, choices: offered };
}

function groupChoices(turn: Turn): Choice[] {
  const citizen = turn.desk.actor.term === null;
  return Object.entries(turn.changes.groups)
    .filter(([id]) => !(citizen && id === "admin"))
    .map(([id, { name }]) => ({ title: say(turn, name), payload: `#${NAME}.pick.group.${id}` }));
}

function typeChoices(turn: Turn, group: string | null): Choice[] {
  return [...turn.changes.types.values()]
    .filter((type) => type.group === group)
    .map((type) => ({ title: say(turn, type.name), payload: `#${NAME}.pick.type.${type.id}` }));
}

/** What a draft is about, as a line of a card: "Sinh con, hộ Nguyễn Văn Tám". */
export function nameOf(turn: Pick<Turn, "changes" | "session">, { type, head }: Pick<Draft, "type" | "head">): string {
  const found: ChangeType | undefined = type === null ? undefined : turn.changes.types.get(type);
  return [found === undefined ? [] : say(turn, found.name), head ?? []].flat().join(" · ");
}

/** Words in the language of the conversation. */
export function say({ session }: Pick<Turn, "session">, words: Words): string {
  return words[session.language] ?? words.vi;
}
