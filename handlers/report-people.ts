// "Ai tách cùng?": several people of a household, pressed one after another or written in one message, or nobody.
import { names } from "../knowledge/phrases.ts";
import { peopleOf } from "../registry/reports/find-household.ts";
import { peopleNamed } from "../registry/reports/people-named.ts";
import type { Choice, Turn } from "./handler.ts";
import type { Draft } from "./report-draft.ts";

const NAME = "report-change";

/** The people who may still be pressed, then "that is all", or "nobody" while none is chosen. */
export async function peopleChoices(turn: Turn, draft: Draft, field: string): Promise<Choice[]> {
  const chosen = chosenOf(draft, field);
  const rest = (await selectable(turn, draft, field)).filter(({ id }) => !chosen.includes(id));
  const key = chosen.length === 0 ? "nobody" : "that-is-all";
  return [
    ...rest.map(({ id, name }): Choice => ({ title: name, payload: `#${NAME}.pick.${field}.${id}` })),
    { key: `${NAME}:${key}`, payload: `#${NAME}.pick.${field}.${ALL}` },
  ];
}

/** Names chosen so far. */
export async function chosenNames(turn: Turn, draft: Draft, field: string): Promise<string> {
  const chosen = chosenOf(draft, field);
  const people = await selectable(turn, draft, field);
  return people.flatMap(({ id, name }) => (chosen.includes(id) ? name : [])).join(", ");
}

/** One more person, or the end of it; null for somebody who is not there. */
export async function pickPeople(turn: Turn, draft: Draft, field: string, value: string): Promise<Draft | null> {
  if (value === ALL) return { ...draft, fields: { ...draft.fields, [field]: await chosenNames(turn, draft, field) } };
  const known = (await selectable(turn, draft, field)).some(({ id }) => id === value);
  if (!known) return null;
  const chosen = [...new Set([...chosenOf(draft, field), value])];
  return { ...draft, members: { ...draft.members, [field]: chosen } };
}

/** The people a message names, or that it is nobody; null when a name is nobody's here. */
export async function readPeople(turn: Turn, draft: Draft, field: string): Promise<Draft | null> {
  const { text } = turn.message;
  const { nobody } = turn.changes.fields[field]!;
  const none = turn.understood.answer === "no" || names(nobody!.said, text);
  if (none) return { ...draft, fields: { ...draft.fields, [field]: "" }, members: { ...draft.members, [field]: [] } };
  if (draft.householdId === null)
    return { ...draft, fields: { ...draft.fields, [field]: text.trim().slice(0, LONGEST) } };
  const named = peopleNamed(turn, await selectable(turn, draft, field), text);
  if (named === null) return null;
  const fields = { ...draft.fields, [field]: named.map(({ name }) => name).join(", ") };
  return { ...draft, fields, members: { ...draft.members, [field]: named.map(({ id }) => id) } };
}

const ALL = "all";
const LONGEST = 300;

/** The people of the household whom no other answer names. */
async function selectable(turn: Turn, { householdId, members }: Draft, field: string) {
  const { [field]: _, ...others } = members;
  const taken = Object.values(others).flat();
  const people = householdId === null ? [] : await peopleOf(turn.desk, householdId);
  return people.filter(({ id }) => !taken.includes(id));
}

function chosenOf({ members }: Draft, field: string): string[] {
  return [members[field] ?? []].flat();
}
