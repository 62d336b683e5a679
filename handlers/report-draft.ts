// A report while it is being told: what is known so far, and what is asked next. Pure; kept in the session, nothing of it is a
// report before the reporter's explicit yes.
import { type Changes, fieldsOf } from "../knowledge/change-types.ts";
import type { OpenForm } from "../registry/session.ts";
import type { ReportTold, Sent } from "./handler.ts";

/** A household that may be meant. */
export interface Candidate {
  id: string;
  head: string;
  birthYear: string | null;
  villageCode: string;
}

/** What is wrong with a day that was told. */
export type DayTrouble = "future" | "old" | "month" | "lunar";

/** One report so far. */
export interface Draft {
  type: string | null;
  /** Chosen in the guided form, before the type. */
  group: string | null;
  head: string | null;
  householdId: string | null;
  candidates: Candidate[];
  /** The reporter said that the household is not on the list. */
  unlisted: boolean;
  villageCode: string | null;
  date: string | null;
  dayTrouble: DayTrouble | null;
  fields: Record<string, string | number>;
  members: Record<string, string | string[]>;
  /** Questions that were passed over. */
  skipped: string[];
}

/** What the form of a report keeps. */
export interface Telling {
  drafts: Draft[];
  /** Everything that may be told is asked, not only what is needed. */
  guided: boolean;
  /** Questions answered, the latest last, for "quay lại": "0.date". */
  trail: string[];
  /** Pictures, files and places that came meanwhile. */
  sent?: Sent[];
}

/** What is asked: about which of the drafts. `group`, `type`, `household`, `place`, `date`, or a field. */
export interface Question {
  at: number;
  what: string;
}

/** A report of which nothing is known. */
export function emptyDraft(): Draft {
  const nothing = {
    type: null,
    group: null,
    head: null,
    householdId: null,
    villageCode: null,
    date: null,
    dayTrouble: null,
  };
  return { ...nothing, candidates: [], unlisted: false, fields: {}, members: {}, skipped: [] };
}

/** What a sentence told, as drafts; a whole day only. */
export function draftsOf(changes: Changes, told: readonly ReportTold[]): Draft[] {
  return told
    .slice(0, changes.most_reports)
    .map((one) => learn(changes, { ...emptyDraft(), type: typeOf(changes, one) }, one));
}

function typeOf(changes: Changes, { change_type: type }: ReportTold): string | null {
  return type !== null && changes.types.has(type) ? type : null;
}

/** The draft with what else was told, where nothing is known yet. */
export function learn(
  changes: Changes,
  draft: Draft,
  told: Omit<ReportTold, "change_type" | "village" | "date_raw">,
): Draft {
  const asked = draft.type === null ? [] : fieldsOf(changes.types.get(draft.type)!).map(({ field }) => field);
  const fields = { ...draft.fields };
  for (const field of asked) {
    const { kind } = changes.fields[field]!;
    if (kind === "money" && told.amount !== null) fields[field] ??= told.amount;
    if (kind === "count" && field.startsWith("people") && told.people !== null) fields[field] ??= told.people;
  }
  const date = draft.date ?? (told.date?.length === 10 ? told.date : null);
  return { ...draft, head: draft.head ?? told.household_head, date, fields };
}

/** The next question of all drafts, or null when the card may be shown. `citizen`: the place is asked where no household is linked. */
export function nextQuestion(changes: Changes, telling: Telling, citizen: boolean): Question | null {
  for (const [at, draft] of telling.drafts.entries()) {
    const what = missing(changes, draft, { citizen, guided: telling.guided });
    if (what !== null) return { at, what };
  }
  return null;
}

function missing(
  changes: Changes,
  draft: Draft,
  { citizen, guided }: { citizen: boolean; guided: boolean },
): string | null {
  const type = draft.type === null ? undefined : changes.types.get(draft.type);
  if (type === undefined) return draft.group === null ? "group" : "type";
  if (citizen && draft.householdId === null && draft.villageCode === null) return "place";
  if (!type.village && draft.householdId === null && (citizen ? draft.head === null : !draft.unlisted))
    return "household";
  // An officer has no village of their own: where, when no household says it.
  if (draft.householdId === null && draft.villageCode === null) return "place";
  if (!type.undated && !type.village && draft.date === null && !draft.skipped.includes("date")) return "date";
  const open = fieldsOf(type).find(
    ({ field, optional }) =>
      draft.fields[field] === undefined && !draft.skipped.includes(field) && (guided || !optional),
  );
  return open?.field ?? null;
}

/** The draft without the answer to a question, so that it is asked again. */
export function forget(draft: Draft, what: string): Draft {
  const { [what]: _, ...fields } = draft.fields;
  const { [what]: __, ...members } = draft.members;
  const rest = { ...draft, fields, members, skipped: draft.skipped.filter((one) => one !== what) };
  if (what === "attribute") return forget(rest, "new_value"); // the right value of something else
  if (what === "date") return { ...rest, date: null };
  if (what === "household")
    return { ...rest, head: null, householdId: null, candidates: [], unlisted: false, members: {} };
  if (what === "place") return { ...rest, villageCode: null };
  return what === "type" || what === "group"
    ? { ...rest, type: null, group: what === "group" ? null : draft.group, fields: {} }
    : rest;
}

/** The telling that a form holds. */
export function tellingOf({ data }: OpenForm): Telling {
  return data.telling as Telling;
}

/** With one draft changed. */
export function withDraft(telling: Telling, at: number, draft: Draft): Telling {
  return { ...telling, drafts: telling.drafts.map((one, index) => (index === at ? draft : one)) };
}
