// From what was told to drafts that know their household and a day that can be: who is meant is looked for in the registry, within
// the reporter's own units; a citizen's draft is only ever about the own household or about nobody known.
import { addDays, isDay } from "../foundation/day.ts";
import { createNameMatcher } from "../foundation/match-name.ts";
import { fold } from "../foundation/vietnamese.ts";
import { choiceNamed, fieldsOf } from "../knowledge/change-types.ts";
import { may } from "../registry/desk.ts";
import { householdsNamed, ownHouseholds } from "../registry/reports/find-household.ts";
import { villageNamed } from "../registry/reports/places.ts";
import type { Turn } from "./handler.ts";
import { type DayTrouble, type Draft, draftsOf, emptyDraft } from "./report-draft.ts";

/** Whether this person reports as a citizen. */
export function isCitizen({ desk }: Turn): boolean {
  return desk.actor.term === null;
}

/** Whether this person may report at all in the role that is active. */
export function mayReport({ desk }: Turn): boolean {
  return isCitizen({ desk } as Turn) || may(desk, "report.file");
}

/** The drafts that the message tells, each with its household looked for; one empty draft when it tells none. */
export async function takeIn(turn: Turn): Promise<Draft[]> {
  const { changes, understood } = turn;
  const told = understood.reports.filter((one) => !isEmptyNil(one, isCitizen(turn)));
  const drafts = draftsOf(changes, told).map((draft, at) => ({
    ...draft,
    villageCode: ownVillage(turn),
    ...readDay(turn, told[at]!.date, told[at]!.date_raw !== null),
  }));
  return Promise.all(
    (drafts.length === 0 ? [blankDraft(turn)] : drafts).map((draft) => findHousehold(turn, withChoices(turn, draft))),
  );
}

/** What the sentence itself chooses: "ghi sai năm sinh". */
function withChoices({ changes, message }: Turn, draft: Draft): Draft {
  const asked = draft.type === null ? [] : fieldsOf(changes.types.get(draft.type)!);
  const chosen = asked.flatMap(({ field }) => {
    const id = choiceNamed(changes, field, message.text);
    return id === null ? [] : [[field, id]];
  });
  return { ...draft, fields: { ...draft.fields, ...Object.fromEntries(chosen) } };
}

/** A report of which only the reporter's own village is known. */
export function blankDraft(turn: Turn): Draft {
  return { ...emptyDraft(), villageCode: ownVillage(turn) };
}

function ownVillage({ desk }: Turn): string | null {
  return desk.actor.term?.unit.includes("-") ? desk.actor.term.unit : null;
}

/** "Báo biến động" alone looks like "không có biến động": no month is said, and a citizen has no village to speak for. */
function isEmptyNil(
  { change_type: type, date_raw: day }: { change_type: string | null; date_raw: string | null },
  citizen: boolean,
): boolean {
  return type === "nil_report" && (citizen || day === null);
}

/** The village that the message names, when it is not one where this person reports. */
export async function otherVillage(turn: Turn): Promise<string | null> {
  const { desk, understood } = turn;
  const own = desk.actor.term?.unit;
  const said = understood.reports.find(({ village }) => village !== null)?.village;
  if (own === undefined || said == null) return null;
  const found = await villageNamed(desk, said, own.slice(0, 5));
  const elsewhere = found.length > 0 && !found.some(({ code }) => code === own || own.length === 5);
  return elsewhere ? said : null;
}

/** A day as told, or what is wrong with it. */
export function readDay(
  turn: Turn,
  iso: string | null,
  said: boolean,
): { date: string | null; dayTrouble: DayTrouble | null } {
  if (!said) return { date: null, dayTrouble: null };
  const trouble = (dayTrouble: DayTrouble) => ({ date: null, dayTrouble });
  if (iso === null) return trouble(turn.understood.slots.dates.some(({ lunar }) => lunar) ? "lunar" : "month");
  if (!isDay(iso)) return trouble("month");
  if (iso > turn.today) return trouble("future");
  if (iso < addDays(turn.today, -turn.changes.oldest_event_days)) return trouble("old");
  return { date: iso, dayTrouble: null };
}

/** Looks for the household that a draft's head names; one is taken, several become candidates. */
export async function findHousehold(turn: Turn, draft: Draft): Promise<Draft> {
  if (draft.householdId !== null || draft.unlisted) return draft;
  if (isCitizen(turn)) return ownHousehold(turn, draft);
  if (draft.head === null) return draft;
  const found = await householdsNamed(turn.desk, draft.head, "report.file");
  const [only] = found;
  if (found.length === 1 && only !== undefined)
    return { ...draft, householdId: only.id, head: only.head, villageCode: only.villageCode, candidates: [] };
  return { ...draft, candidates: found };
}

async function ownHousehold(turn: Turn, draft: Draft): Promise<Draft> {
  const own = await ownHouseholds(turn.desk);
  const words = { titles: turn.spreadsheet.values.titles, orders: turn.changes.birth_orders };
  const named = own.map((one) => ({ ...one, name: one.head }));
  const meant =
    draft.head === null ? named : createNameMatcher(named, words)(draft.head).map(({ candidate }) => candidate);
  const [one] = meant;
  if (one === undefined || (meant.length > 1 && fold(one.head) !== fold(draft.head ?? "")))
    return { ...draft, villageCode: own[0]?.villageCode ?? draft.villageCode };
  return { ...draft, householdId: one.id, head: one.head, villageCode: one.villageCode };
}
