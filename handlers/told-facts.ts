// What a message tells without being asked: who is spoken of and what is said of them, where the household lives, the day it
// left the list.
import type { FactValue } from "../knowledge/eligibility/facts.ts";
import type { Turn, Written } from "./handler.ts";

/** Who is spoken of and what is said of them: "cháu học lớp 3", "bà nội 82 tuổi", "tôi 72 tuổi"; nobody when nothing says it. */
export function personIn({ message: { text }, understood: { slots }, words }: Turn): {
  subject: string | null;
  facts: Record<string, string | number | boolean>;
} {
  const [age] = slots.ages;
  const level = words.levelIn(text, slots.levels[0]);
  const said = words.factsSaid(text);
  const facts = { ...said, ...(age !== undefined && { age }), ...(level !== null && { level }) };
  const named = level === null ? words.subjectIn(text) : "pupil";
  const someone = named ?? (said.deceased ? "other" : Object.keys(facts).length > 0 ? "me" : null);
  return { subject: someone, facts };
}

/** A day, month or year and the fact that it is the day of: "thoát nghèo năm 2024". Null when the message tells none. */
export function dateTold({ message: { text }, understood: { slots }, words, today }: Turn) {
  const fact = words.datedFact(text);
  if (fact === null) return null;
  const [day] = slots.dates.flatMap(({ iso }) => iso ?? []).sort((a, b) => b.length - a.length);
  const value = day ?? words.yearIn(text, today)?.toString();
  return value === undefined ? null : { fact, value };
}

/** What the message tells of the household beside its class. */
export function householdIn(turn: Turn): Record<string, FactValue> {
  const date = dateTold(turn);
  const place = turn.words.livesElsewhere(turn.message.text) ? null : placeIn(turn);
  return { ...(date && { [date.fact]: date.value }), ...(place && { province: place }) };
}

/** The province that is named, as the rules call it; null when none or several are. */
export function placeIn({ understood, knowledge }: Pick<Written, "understood" | "knowledge">): string | null {
  const named = understood.slots.units.filter(({ level }) => level === "province").map(({ name }) => name);
  const [province] = named;
  if (province === undefined || named.length > 1) return null;
  const known = knowledge.vocabulary.byName.get("province")?.values ?? [];
  return known.find((one) => one === province || one.endsWith(` ${province}`)) ?? province;
}
