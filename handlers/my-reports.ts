// "Báo cáo của tôi": where each report stands; taking one back within the time that the data gives; answering what an officer
// asked; and, for a village head, saying whether what a citizen told is so.
import { answerForVillage, answerReturned, type Moved, undoReport } from "../registry/reports/move-report.ts";
import { ownReport, ownReports, reportsIn } from "../registry/reports/read-reports.ts";
import type { Report } from "../registry/reports/report.ts";
import type { Choice, Handler, Line, Outcome, Turn } from "./handler.ts";
import { nameOf } from "./report-question.ts";

const NAME = "my-reports";
const MOST_SHOWN = 8;

/** Reached by its choices and by the words of a role. */
export const myReports: Handler = {
  name: NAME,
  intents: [],
  returns: true,
  accepts: () => true,
  async handle(turn) {
    const { action, session } = turn;
    const form = session.form?.handler === NAME ? session.form : null;
    if (form !== null && action === null) return giveAnswer(turn, Number(form.data.number));
    const number = Number(/\d+/.exec(action?.argument ?? "")?.[0] ?? Number.NaN);
    switch (action?.name) {
      case "undo":
        return outcome(turn, await undoReport(turn.desk, number), "undone");
      case "confirm":
        return outcome(turn, await answerForVillage(turn.desk, number, true), "confirmed");
      case "doubt":
        return outcome(turn, await answerForVillage(turn.desk, number, false), "doubted");
      case "answer":
        return askAnswer(turn, number);
      default:
        return form !== null && action?.name === "again" ? askAnswer(turn, Number(form.data.number)) : list(turn);
    }
  },
};

async function list(turn: Turn): Promise<Outcome> {
  const own = (await ownReports(turn.desk)).slice(0, MOST_SHOWN);
  const toConfirm = turn.desk.actor.term === null ? [] : await reportsIn(turn.desk, "report.file", ["unconfirmed"]);
  const lines: Line[] = own.map((report) => stateLine(turn, report));
  const told: Line[] = toConfirm.map((report) => ({ key: `${NAME}:to-confirm`, values: valuesOf(turn, report) }));
  const choices: Choice[] = [
    ...own
      .filter(({ state }) => state === "returned")
      .map(
        ({ number }): Choice => ({ key: `${NAME}:answer`, values: { number }, payload: `#${NAME}.answer.${number}` }),
      ),
    ...toConfirm.map(
      ({ number }): Choice => ({ key: `${NAME}:confirm`, values: { number }, payload: `#${NAME}.confirm.${number}` }),
    ),
    { key: "report-change:another", payload: "#report-change" },
  ];
  const head: Line = { key: `${NAME}:${own.length + told.length === 0 ? "none" : "list"}` };
  return { replies: [{ lines: [head, ...lines, ...told], choices }], session: turn.session };
}

function stateLine(turn: Turn, report: Report): Line {
  const { state, decisionNumber: decision, decidedBy } = report;
  const values = valuesOf(turn, report);
  if (state === "approved" && decidedBy === null) return { key: `${NAME}:state-settled`, values };
  if (state === "refused" && decision !== null) return { key: `${NAME}:state-not-so`, values: { ...values, decision } };
  if (state !== "refused" && state !== "returned") return { key: `${NAME}:state-${state}`, values };
  const reason = report.reason === null ? "" : turn.desk.store.seal.open(report.reason);
  return { key: `${NAME}:state-${state}`, values: { ...values, reason } };
}

function valuesOf(turn: Turn, { number, changeType: type, content: { head } }: Report) {
  return { number, what: nameOf(turn, { type, head }) };
}

/** What a move came to; what is not there, is not one's own or is past looks the same but for one's own. */
function outcome(turn: Turn, moved: Moved, key: string): Outcome {
  const session = { ...turn.session, form: null };
  const choices: Choice[] = [{ key: "report-change:mine", payload: `#${NAME}` }];
  if (moved.ok) return { replies: [{ key: `${NAME}:${key}`, values: valuesOf(turn, moved.report), choices }], session };
  if (moved.because !== "gone") return { replies: [{ key: `${NAME}:not-found`, choices }], session };
  const { number } = moved.report;
  const minutes = turn.changes.undo_minutes;
  const tooLate = moved.report.state === "undone" ? "undone-before" : "too-late";
  return { replies: [{ key: `${NAME}:${tooLate}`, values: { number, minutes }, choices }], session };
}

async function askAnswer(turn: Turn, number: number): Promise<Outcome> {
  const report = await ownReport(turn.desk, number);
  if (report === null) return outcome(turn, { ok: false, because: "not-found" }, "answered");
  const form = { handler: NAME, step: "answer", data: { number }, since: turn.now.toISOString() };
  return { replies: [{ key: `${NAME}:ask-answer`, values: { number } }], session: { ...turn.session, form } };
}

async function giveAnswer(turn: Turn, number: number): Promise<Outcome> {
  return outcome(turn, await answerReturned(turn.desk, number, turn.message.text), "answered");
}
