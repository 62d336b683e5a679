// Names of things as a page writes them, in the language of the visit.
import { vietnamDayOf, vietnamTimeOf } from "../foundation/clock.ts";
import { type Day, formatDay } from "../foundation/day.ts";
import type { Version } from "../knowledge/schema/policy.ts";
import type { Words } from "../knowledge/schema/words.ts";
import type { Visit } from "./page.ts";

type Reader = Pick<Visit, "desk" | "language" | "t">;

/** Words of the knowledge; Vietnamese where there are no others. */
export function say({ language }: Pick<Visit, "language">, words: { vi: string; en: string | null }): string {
  return words[language] ?? words.vi;
}

/** The name of a kind of change. */
export function changeName(visit: Reader, id: string): string {
  const type = visit.desk.library.changes.types.get(id);
  return type === undefined ? id : say(visit, type.name);
}

/** The name of a class of household; "chưa xét" when none was recognised. */
export function className(visit: Reader, status: string | null | undefined): string {
  const statuses: Record<string, { name: Words }> = visit.desk.library.knowledge.statuses.statuses;
  return say(visit, (statuses[status ?? ""] ?? statuses.other!).name);
}

/** The name of a role. */
export function roleName(visit: Reader, id: string): string {
  const role = visit.desk.library.roles.get(id);
  return role === undefined ? id : say(visit, role.name);
}

/** The name of an indicator, by whichever standard has it. */
export function indicatorName(visit: Reader, id: string): string {
  const { standards } = visit.desk.library.knowledge;
  const found = standards.flatMap(({ indicators }) => indicators).find((one) => one.id === id);
  return found === undefined ? id : say(visit, found.name);
}

/** The clause of a right; what nobody has compared with the legal text yet says so. */
export function clauseIn(visit: Reader, { clause, confidence }: Pick<Version, "clause" | "confidence">): string {
  const sure = confidence !== "memory" && confidence !== "uncertain";
  return sure ? say(visit, clause) : visit.t("console-household:unsure", { clause: say(visit, clause) });
}

/** A day as people write it; a dash where there is none. */
export function dayIn(day: Day | string | null): string {
  return day === null ? "–" : formatDay(day);
}

/** An instant in Vietnam: "21/11/2026 09:30". */
export function momentIn(at: Date): string {
  return `${formatDay(vietnamDayOf(at))} ${vietnamTimeOf(at).time}`;
}
