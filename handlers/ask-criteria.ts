// "Chuẩn nghèo là gì": the lines and the rule of the standard in force, and the next one when it is known already.
import { addDays } from "../foundation/day.ts";
import type { Standard } from "../knowledge/schema/standard.ts";
import { standardOn } from "../knowledge/standard.ts";
import { dayAsked } from "./field-asked.ts";
import type { Choice, Handler, Line } from "./handler.ts";

/** Public knowledge: nothing about the household is asked or kept. */
export const askCriteria: Handler = {
  name: "ask-criteria",
  intents: ["ask-criteria"],
  handle(turn) {
    const { session, knowledge } = turn;
    const day = dayAsked(turn) ?? turn.today;
    const standard = standardOn(knowledge.standards, day);
    const check: Choice = { key: "ask-criteria:check", payload: "#check-eligibility" };
    if (standard === null)
      return { replies: [{ key: "ask-criteria:none", values: { day }, choices: [check] }], session };
    const next =
      standard.to === null || day !== turn.today ? null : standardOn(knowledge.standards, addDays(standard.to, 1));
    const clause = standard.rules[0]!.clause;
    const lines: Line[] = [
      {
        key: `ask-criteria:${textOf(standard, day === turn.today)}`,
        values: { ...figures(standard), to: standard.to ?? standard.from },
      },
      ...(next === null ? [] : [{ key: "ask-criteria:next-standard", values: figures(next) }]),
      { key: "ask-criteria:clause", values: { clause: clause[session.language] ?? clause.vi } },
    ];
    return { replies: [{ lines, choices: [check, { key: "menu:entitlements", payload: "#entitlements" }] }], session };
  },
};

/** Standards until 2021 had two lines; the text of today's says so only of today's. */
function textOf(standard: Standard, isToday: boolean): string {
  if (standard.lines.near_poor_line !== undefined) return "standard-of-two-lines";
  return isToday ? "standard" : "standard-of-then";
}

function figures(standard: Standard) {
  const { rural, urban } = standard.lines.poor_line!;
  const { rural: ruralNear, urban: urbanNear } = standard.lines.near_poor_line ?? standard.lines.poor_line!;
  const { from, deprivations_for_poor: cut, indicators } = standard;
  return { from, rural, urban, ruralNear, urbanNear, cut, indicators: indicators.length };
}
