// "Niêm yết" and "phúc tra": from when the results of a village are posted; which households dispute theirs and are filled again; and
// closing the re-check, which asks the leader for the decision.

import { type Day, isDay } from "../foundation/day.ts";
import { fold } from "../foundation/vietnamese.ts";
import { closeRecheck, postedCases, recheckCase, recordPosting } from "../registry/review/posting.ts";
import { openSteps } from "../registry/review/round.ts";
import { dayChoices, dayWritten } from "./day-asked.ts";
import type { Choice, Handler, Outcome, Turn } from "./handler.ts";
import { tellReviewers, tellSigners } from "./review-notices.ts";
import { refusal } from "./review-refusal.ts";

const NAME = "posting";
const MOST_SHOWN = 8;

/** Actions: start and day (post), recheck (a village), dispute and case (a household of it), close. */
export const posting: Handler = {
  name: NAME,
  intents: [],
  returns: true,
  accepts: (reply) => (reply.form.step === "day" ? dayWritten(reply) !== null : reply.form.step === "dispute"),
  async handle(turn) {
    const { action, session } = turn;
    const form = session.form?.handler === NAME ? session.form : null;
    const stepId = String(form?.data.step ?? "");
    switch (action?.name) {
      case "recheck":
        return recheck(turn, action.argument);
      case "dispute":
        return dispute(turn, action.argument, "");
      case "case":
        return sendBack(turn, action.argument);
      case "close":
        return close(turn, action.argument);
      case "day":
        return isDay(action.argument) && stepId !== "" ? record(turn, stepId, action.argument) : start(turn, stepId);
      case "start":
        return start(turn, action.argument);
      default:
        if (form?.step === "dispute") return dispute(turn, stepId, action === null ? turn.message.text : "");
        return written(turn, stepId);
    }
  },
};

function written(turn: Turn, stepId: string): Promise<Outcome> | Outcome {
  const on = turn.action === null ? dayWritten(turn) : null;
  return on === null || stepId === "" ? start(turn, stepId) : record(turn, stepId, on);
}

/** Asks from when the results of a village are posted; which village, when several wait. */
async function start(turn: Turn, stepId: string): Promise<Outcome> {
  const waiting = await openSteps(turn.desk, "posting");
  const found = waiting.filter(({ id }) => stepId === "" || id === stepId);
  const [only, ...others] = found;
  const closed = { ...turn.session, form: null };
  if (only === undefined) return { replies: [{ key: `${NAME}:none` }], session: closed };
  if (others.length > 0) {
    const choices = found.map(
      ({ id, villageName }): Choice => ({ title: villageName, payload: `#${NAME}.start.${id}` }),
    );
    return { replies: [{ key: `${NAME}:which`, choices }], session: closed };
  }
  const form = { handler: NAME, step: "day", data: { step: only.id }, since: turn.now.toISOString() };
  const choices = dayChoices(turn, `#${NAME}.day`);
  return { replies: [{ key: `${NAME}:day`, choices }], session: { ...turn.session, form } };
}

async function record(turn: Turn, stepId: string, on: Day): Promise<Outcome> {
  const posted = await recordPosting(turn.desk, stepId, on);
  if ("ok" in posted) {
    const { working_days: days } = turn.review.workflow.posting;
    const values = { until: posted.until, days, recheck: turn.review.workflow.recheck.working_days };
    return { replies: [{ key: `${NAME}:posted`, values }], session: { ...turn.session, form: null } };
  }
  if (posted.refused !== "impossible-day")
    return { replies: [refusal(turn, posted)], session: { ...turn.session, form: null } };
  const again = await start(turn, stepId);
  return { ...again, replies: [refusal(turn, posted), ...again.replies] };
}

/** What can be done at the re-check of a village. */
async function recheck(turn: Turn, stepId: string): Promise<Outcome> {
  const session = { ...turn.session, form: null };
  const waiting = (await openSteps(turn.desk, "recheck")).filter(({ id }) => stepId === "" || id === stepId);
  const [only, ...others] = waiting;
  if (only === undefined) return { replies: [{ key: `${NAME}:no-recheck` }], session };
  if (others.length > 0) {
    const choices = waiting.map(
      ({ id, villageName }): Choice => ({ title: villageName, payload: `#${NAME}.recheck.${id}` }),
    );
    return { replies: [{ key: `${NAME}:which`, choices }], session };
  }
  const choices: Choice[] = [
    { key: `${NAME}:dispute`, payload: `#${NAME}.dispute.${only.id}` },
    { key: `${NAME}:close`, payload: `#${NAME}.close.${only.id}` },
  ];
  const values = { village: only.villageName, due: only.dueOn };
  return { replies: [{ key: `${NAME}:recheck`, values, choices }], session };
}

/** Which household disputes its result; a written name narrows the choice down. */
async function dispute(turn: Turn, stepId: string, typed: string): Promise<Outcome> {
  const all = await postedCases(turn.desk, stepId);
  const named = all.filter(({ head }) => fold(head).includes(fold(typed).trim()));
  if (all.length === 0) return { replies: [{ key: `${NAME}:no-recheck` }], session: { ...turn.session, form: null } };
  const form = { handler: NAME, step: "dispute", data: { step: stepId }, since: turn.now.toISOString() };
  const choices = (named.length > 0 ? named : all)
    .slice(0, MOST_SHOWN)
    .map(({ id, head }): Choice => ({ title: head, payload: `#${NAME}.case.${id}` }));
  return { replies: [{ key: `${NAME}:whose`, choices }], session: { ...turn.session, form } };
}

async function sendBack(turn: Turn, caseId: string): Promise<Outcome> {
  const session = { ...turn.session, form: null };
  const sent = await recheckCase(turn.desk, caseId);
  if (!("ok" in sent)) return { replies: [refusal(turn, sent)], session };
  return {
    replies: [{ key: `${NAME}:sent-back` }],
    session,
    notices: await tellReviewers(turn.desk, [sent.villageCode]),
  };
}

async function close(turn: Turn, stepId: string): Promise<Outcome> {
  const session = { ...turn.session, form: null };
  const closed = await closeRecheck(turn.desk, stepId);
  if (!("ok" in closed)) return { replies: [refusal(turn, closed)], session };
  if (closed.postAgain) return { replies: [{ key: `${NAME}:post-again` }], session };
  return { replies: [{ key: `${NAME}:closed` }], session, notices: await tellSigners(turn.desk, closed) };
}
