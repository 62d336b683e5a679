// "Báo cáo chờ": an officer sees what waits, takes one, and decides; a leader decides what changes a class. An old button or a
// second tap finds the report gone and says so.

import { may } from "../registry/desk.ts";
import {
  claimReport,
  forwardReport,
  refuseReport,
  releaseReport,
  returnReport,
} from "../registry/reports/move-report.ts";
import { unitName } from "../registry/reports/places.ts";
import { reportFor, reportsIn } from "../registry/reports/read-reports.ts";
import type { Report } from "../registry/reports/report.ts";
import { approve, complete, readDecision } from "./decide-report.ts";
import type { Choice, Handler, Line, Outcome, Turn } from "./handler.ts";
import { nameOf, say } from "./report-question.ts";
import { card, moved, notFound, numberIn } from "./report-shown.ts";
import { tellForwarded, tellRefused, tellReturned } from "./report-verdict.ts";

const NAME = "review-reports";
const MOST_SHOWN = 8;

/** Reached by its choices and by the words of a role. */
export const reviewReports: Handler = {
  name: NAME,
  intents: [],
  returns: true,
  accepts: () => true,
  async handle(turn) {
    const { desk, session, action } = turn;
    if (!may(desk, "report.review")) return { replies: [{ key: `${NAME}:no-right` }], session };
    const form = session.form?.handler === NAME ? session.form : null;
    if (form !== null && action === null) return written(turn, form.step, Number(form.data.number));
    if (form !== null && (action?.name === "again" || action?.name === "back"))
      return card({ ...turn, session: closed(turn) }, String(form.data.number));
    return acted({ ...turn, session: closed(turn) }, action ?? { name: "list", argument: "" });
  },
};

function closed({ session }: Turn): Turn["session"] {
  return session.form?.handler === NAME ? { ...session, form: null } : session;
}

async function acted(turn: Turn, { name, argument }: NonNullable<Turn["action"]>): Promise<Outcome> {
  const { desk } = turn;
  const [first = "", ...rest] = argument.split(".");
  const number = numberIn(first);
  switch (name) {
    case "open":
      return card(turn, argument);
    case "more":
      return card(turn, first, true);
    case "claim":
      return moved(turn, await claimReport(desk, number));
    case "release":
      return moved(turn, await releaseReport(desk, number));
    case "forward":
      return forward(turn, number);
    case "return":
    case "refuse":
      return askReason(turn, number, name);
    case "reason":
      return reasoned(turn, number, rest[0] ?? "", rest[1] ?? "");
    case "approve":
      return approve(turn, number, { target: null, signed: null });
    case "target":
      return approve(turn, number, { target: rest[0] ?? "", signed: null });
    case "complete":
      return complete(turn, number, { missing: rest[0] ?? "", field: rest[1] ?? "", id: rest[2] ?? "" });
    default:
      return list(turn);
  }
}

async function list(turn: Turn): Promise<Outcome> {
  const { desk, session } = turn;
  const reports = (await reportsIn(desk, "report.review", ["open", "claimed", "forwarded"])).slice(0, MOST_SHOWN);
  if (reports.length === 0) return { replies: [{ key: `${NAME}:none` }], session };
  const lines: Line[] = await Promise.all(reports.map((report) => listLine(turn, report)));
  const choices = reports.map(
    ({ number }): Choice => ({ key: `${NAME}:open`, values: { number }, payload: `#${NAME}.open.${number}` }),
  );
  return {
    replies: [{ lines: [{ key: `${NAME}:list`, values: { count: reports.length } }, ...lines], choices }],
    session,
  };
}

async function listLine(
  turn: Turn,
  { number, changeType: type, content, villageCode, urgent, state, dueOn }: Report,
): Promise<Line> {
  const village = await unitName(turn.desk, villageCode);
  const values = { number, what: nameOf(turn, { type, head: content.head }), village, due: dueOn ?? turn.today };
  const late = dueOn !== null && dueOn < turn.today;
  return { key: `${NAME}:line-${late ? "late" : urgent ? "urgent" : state}`, values };
}

async function forward(turn: Turn, number: number): Promise<Outcome> {
  const step = await forwardReport(turn.desk, number);
  if (!step.ok) return moved(turn, step);
  const done: Line = { key: `${NAME}:forwarded`, values: { number } };
  return { replies: [done], session: turn.session, notices: await tellForwarded(turn, step.report) };
}

/** Why: a reason of the list, or own words. */
async function askReason(turn: Turn, number: number, kind: "return" | "refuse"): Promise<Outcome> {
  const report = await reportFor(turn.desk, number, "report.review");
  if (report === null) return notFound(turn);
  const choices = turn.changes.reasons[kind].map(({ id, text }) => ({
    title: say(turn, text),
    payload: `#${NAME}.reason.${number}.${kind}.${id}` as const,
  }));
  const form = { handler: NAME, step: kind, data: { number }, since: turn.now.toISOString() };
  return { replies: [{ key: `${NAME}:ask-${kind}`, values: { number }, choices }], session: { ...turn.session, form } };
}

function reasoned(turn: Turn, number: number, kind: string, id: string): Promise<Outcome> {
  const reasons = kind === "return" || kind === "refuse" ? turn.changes.reasons[kind] : [];
  const found = reasons.find((reason) => reason.id === id);
  return found === undefined
    ? card(turn, String(number))
    : decideWith(turn, number, kind as "return" | "refuse", say(turn, found.text));
}

async function decideWith(turn: Turn, number: number, kind: "return" | "refuse", reason: string): Promise<Outcome> {
  const step = await (kind === "return" ? returnReport : refuseReport)(turn.desk, number, reason);
  if (!step.ok) return moved(turn, step);
  const notices = await (kind === "return" ? tellReturned : tellRefused)(turn, step.report, reason);
  const done: Line = { key: `${NAME}:${kind === "return" ? "returned" : "refused"}`, values: { number, reason } };
  return {
    replies: [{ ...done, choices: [{ key: `${NAME}:list-choice`, payload: `#${NAME}.list` }] }],
    session: turn.session,
    notices,
  };
}

/** Words typed while a question of this handler is open. */
function written(turn: Turn, step: string, number: number): Promise<Outcome> {
  const next = { ...turn, session: closed(turn) };
  if (step === "return" || step === "refuse")
    return decideWith(next, number, step, turn.message.text.trim().slice(0, 500));
  return readDecision(turn, number);
}
