// Reads what was written against the question of a report, and takes along whatever else the message tells; corrections take the
// place of what was said.
import { createNameMatcher } from "../foundation/match-name.ts";
import { choiceNamed, fieldsOf } from "../knowledge/change-types.ts";
import { names } from "../knowledge/phrases.ts";
import { isCorrectable, readCorrection } from "../registry/reports/correct-member.ts";
import { peopleOf } from "../registry/reports/find-household.ts";
import { communesNamed, villageNamed } from "../registry/reports/places.ts";
import type { Turn } from "./handler.ts";
import { type Draft, forget, learn, type Question, type Telling, withDraft } from "./report-draft.ts";
import { findHousehold, isCitizen, readDay } from "./report-intake.ts";
import { readPeople } from "./report-people.ts";

const LONGEST_TEXT = 300;

/** The draft with the answer in it; null when the message is no answer to this question. */
export async function readAnswer(turn: Turn, draft: Draft, { what }: Question): Promise<Draft | null> {
  const answered = await readWhat(turn, draft, what);
  return answered === null ? null : besides(turn, answered, what);
}

async function readWhat(turn: Turn, draft: Draft, what: string): Promise<Draft | null> {
  const { message, understood, words, changes } = turn;
  switch (what) {
    case "group":
    case "type": {
      const type = understood.reports[0]?.change_type ?? null;
      return type === null || !changes.types.has(type) ? null : { ...draft, type };
    }
    case "household":
      return readHead(turn, draft);
    case "place":
      return readPlace(turn, draft);
    case "date": {
      if (words.isUnsure(message.text)) return { ...draft, skipped: [...draft.skipped, "date"] };
      const [said] = understood.slots.dates;
      return said === undefined ? null : { ...draft, ...readDay(turn, said.iso, true) };
    }
    default:
      return words.isUnsure(message.text)
        ? { ...draft, skipped: [...draft.skipped, what] }
        : readField(turn, draft, what);
  }
}

/** "Đúng" is a yes, though it reads like the name Dũng. */
function isYesOrNo({ understood: { answer } }: Turn): boolean {
  return answer === "yes" || answer === "no";
}

async function readHead(turn: Turn, draft: Draft): Promise<Draft | null> {
  if (isYesOrNo(turn)) return null;
  const { reports, slots } = turn.understood;
  const head = (reports[0]?.household_head ?? slots.persons[0] ?? turn.message.text).trim();
  if (head === "" || head.length > 60) return null;
  return isCitizen(turn) ? { ...draft, head } : findHousehold(turn, { ...forget(draft, "household"), head });
}

async function readPlace(turn: Turn, draft: Draft): Promise<Draft | null> {
  const { slots } = turn.understood;
  const said = slots.places[0] ?? turn.message.text.split(",")[0] ?? "";
  const commune = slots.units.find(({ level }) => level === "commune");
  const within = commune === undefined ? [] : await communesNamed(turn.desk, commune.name);
  const own = turn.desk.actor.term?.unit ?? null; // an officer means a village of the own commune
  const found = await villageNamed(turn.desk, said, within.length === 1 ? within[0]!.code : own);
  return found.length === 1 ? { ...draft, villageCode: found[0]!.code } : null;
}

async function readField(turn: Turn, draft: Draft, field: string): Promise<Draft | null> {
  const { message, understood, changes } = turn;
  const { kind } = changes.fields[field]!;
  const { slots, answer } = understood;
  const keep = (value: string | number | null | undefined): Draft | null =>
    value == null || value === "" ? null : { ...draft, fields: { ...draft.fields, [field]: value } };
  if (kind === "money") return keep(slots.amounts[0]);
  if (kind === "count") return keep(slots.count ?? slots.ages[0] ?? (typeof answer === "number" ? answer : null));
  if (kind === "choice") return keep(choiceNamed(turn.changes, field, message.text));
  if (kind === "people") return readPeople(turn, draft, field);
  const text = message.text.trim().slice(0, LONGEST_TEXT);
  if (kind === "correction") return keep(readRight(turn, draft, text));
  if (kind === "person" && isYesOrNo(turn)) return null;
  if (kind !== "person" || draft.householdId === null) return keep(text);
  const words = { titles: turn.spreadsheet.values.titles, orders: changes.birth_orders };
  const people = await peopleOf(turn.desk, draft.householdId);
  const matches = createNameMatcher(people, words)(slots.persons[0] ?? text);
  const [best, next] = matches;
  const sure = best !== undefined && (next === undefined || best.score > next.score) ? best.candidate : null;
  const kept = keep(sure?.name ?? text);
  return kept === null || sure === null ? kept : { ...kept, members: { ...kept.members, [field]: sure.id } };
}

/** The right value as the registry would keep it; words as they are where only an officer can put it right. */
function readRight({ desk }: Turn, { fields }: Draft, text: string): string | null {
  const attribute = String(fields.attribute ?? "");
  return isCorrectable(desk, attribute) ? readCorrection(desk, attribute, text) : text;
}

/** What else the message tells, where nothing was known. */
function besides(turn: Turn, draft: Draft, what: string): Draft {
  const { slots } = turn.understood;
  const day = what === "date" ? null : (slots.dates.find(({ iso }) => iso?.length === 10)?.iso ?? null);
  const { date } = readDay(turn, day, day !== null);
  return learn(turn.changes, draft, {
    household_head: null,
    date,
    people: slots.count,
    amount: slots.amounts[0] ?? null,
  });
}

/** "Cháu tên là Bống", told under the card of a birth; null when the message names no newcomer of a report. */
export function nameNewcomer({ changes, message, understood: { slots } }: Turn, telling: Telling): Telling | null {
  const [name, ...others] = slots.persons;
  if (name === undefined || others.length > 0) return null;
  const fieldIn = ({ type }: Draft) =>
    (type === null ? [] : fieldsOf(changes.types.get(type)!)).find(({ field }) =>
      names(changes.fields[field]?.said ?? [], message.text),
    );
  const at = telling.drafts.findIndex((draft) => fieldIn(draft) !== undefined);
  const draft = telling.drafts[at];
  if (draft === undefined) return null;
  return withDraft(telling, at, { ...draft, fields: { ...draft.fields, [fieldIn(draft)!.field]: name } });
}

/** A draft with what the message tells in place of what was known: "à không, ngày 5/11"; null when it tells nothing of it. */
export async function correctDraft(turn: Turn, draft: Draft): Promise<Draft | null> {
  const { reports, slots } = turn.understood;
  const [said] = slots.dates;
  const head = reports[0]?.household_head ?? slots.persons[0] ?? null;
  let next = draft;
  if (said !== undefined) next = { ...next, ...readDay(turn, said.iso, true) };
  if (head !== null) next = await findHousehold(turn, { ...forget(next, "household"), head });
  const told = { household_head: null, date: null, people: slots.count, amount: slots.amounts[0] ?? null };
  const cleared = told.people === null && told.amount === null ? next : numbersForgotten(turn, next, told);
  const learnt = learn(turn.changes, cleared, told);
  return JSON.stringify(learnt) === JSON.stringify(draft) ? null : learnt;
}

function numbersForgotten(turn: Turn, draft: Draft, told: { people: number | null; amount: number | null }): Draft {
  const fields = Object.entries(draft.fields).filter(([field]) => {
    const kind = turn.changes.fields[field]!.kind;
    return !((kind === "money" && told.amount !== null) || (kind === "count" && told.people !== null));
  });
  return { ...draft, fields: Object.fromEntries(fields) };
}
