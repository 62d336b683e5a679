// What a correction would change, and how values of the registry are shown: an identity number never whole.
import { formatDay, isDay } from "../foundation/day.ts";
import { attributeOf } from "../knowledge/change-types.ts";
import type { Consequences } from "../registry/reports/consequences.ts";
import { type Corrected, correctionShown } from "../registry/reports/correct-member.ts";
import type { Report } from "../registry/reports/report.ts";
import type { Line, Turn } from "./handler.ts";
import { say } from "./report-question.ts";

const NAME = "review-reports";

/** A value as people read it: a label of a list, a day, the last digits of a number. */
export function recorded({ spreadsheet }: Pick<Turn, "spreadsheet">, attribute: string, value: string): string {
  if (attribute === "identity") return value.replace(/\d(?=\d{4})/g, "•");
  return isDay(value) ? formatDay(value) : correctionShown({ spreadsheet }, attribute, value);
}

/** Before and after, or that an officer has to put it right by hand; nothing for other kinds of reports. */
export function correctionLines(turn: Turn, report: Report, { before, after, applied }: Consequences): Line[] {
  if (turn.changes.types.get(report.changeType)!.approval !== "corrects" || !applied.done) return [];
  const attribute = attributeOf(turn.changes, report.content.fields);
  const id = report.content.members.member;
  const [then, now] = [before, after].map((one) => one?.household.members.find((member) => member.id === id));
  const [was, is] = [then, now].map((member) => member?.[attribute?.id as Corrected] ?? null);
  if (attribute === null || now === undefined || was === is) return [{ key: `${NAME}:by-hand` }];
  const shown = (value: string | null | undefined) => (value == null ? "…" : recorded(turn, attribute.id, value));
  const values = { name: now.name, what: say(turn, attribute.name), before: shown(was), after: shown(is) };
  return [{ key: `${NAME}:corrects`, values }];
}
