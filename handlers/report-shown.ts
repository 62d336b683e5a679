// The card of a report, or how it stands when somebody comes too late: what every answer to an officer ends with.

import { personName } from "../registry/people/names.ts";
import type { Moved } from "../registry/reports/move-report.ts";
import { reportFor } from "../registry/reports/read-reports.ts";
import type { Choice, Outcome, Turn } from "./handler.ts";
import { reportCard } from "./report-card.ts";

const NAME = "review-reports";

/** A number as it was typed or pressed; one that no report bears when there is none. */
export function numberIn(text: string): number {
  return Number(/\d{1,9}/.exec(text)?.[0] ?? 0);
}

/** The card of a report that may be seen; everything else looks as if it were not there. */
export async function card(turn: Turn, argument: string, full = false): Promise<Outcome> {
  const report = await reportFor(turn.desk, numberIn(argument), "report.review");
  if (report === null) return notFound(turn);
  return { replies: [await reportCard(turn, report, full)], session: turn.session };
}

/** Nothing of the kind within reach. */
export function notFound({ session }: Turn): Outcome {
  return {
    replies: [{ key: `${NAME}:not-found`, choices: [{ key: `${NAME}:list-choice`, payload: `#${NAME}.list` }] }],
    session,
  };
}

/** The card after a step, or how the report stands when the step came too late. */
export async function moved(turn: Turn, step: Moved): Promise<Outcome> {
  if (step.ok) return card(turn, String(step.report.number));
  if (step.because !== "gone" && step.because !== "own") return notFound(turn);
  return gone(turn, step.report.number, step.because === "own");
}

/** "Việc này đã xong": the state that the report is in by now, or that somebody else than the reporter decides. */
export async function gone(turn: Turn, number: number, own = false): Promise<Outcome> {
  const report = await reportFor(turn.desk, number, "report.review");
  if (report === null) return notFound(turn);
  const { state, claimedBy } = report;
  const name = claimedBy === null ? "" : await personName(turn.desk, claimedBy);
  const taken = state === "claimed" && claimedBy !== turn.desk.actor.personId;
  const key = own ? "own-report" : taken ? "gone-taken" : `gone-${state}`;
  const choices: Choice[] = [
    { key: `${NAME}:open`, values: { number }, payload: `#${NAME}.open.${number}` },
    { key: `${NAME}:list-choice`, payload: `#${NAME}.list` },
  ];
  return {
    replies: [{ key: `${NAME}:${key}`, values: key === "gone-taken" ? { number, name } : { number }, choices }],
    session: turn.session,
  };
}
