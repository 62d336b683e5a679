// "Phản ánh" for officers: the open complaints of the own commune, one at a time, answered in words and with a clause. The
// answer goes to the citizen at once.
import { z } from "zod";
import type { Receipt } from "../knowledge/receipt.ts";
import { tell } from "../knowledge/tell.ts";
import { answerComplaint, openComplaints, readComplaint } from "../registry/complaints/answer.ts";
import { may } from "../registry/desk.ts";
import { answeredNotices } from "./complaint-told.ts";
import type { Choice, Handler, Line, Outcome, Turn } from "./handler.ts";

const draftSchema = z.object({ number: z.number(), answer: z.string().nullable(), clause: z.string().nullable() });
type Draft = z.infer<typeof draftSchema>;

const LIST: Choice = { key: "complaints-desk:list-again", payload: "#complaints-desk.list" };
const MOST_SHOWN = 5;

/** List, read, answer. A citizen who writes "phản ánh" is asked for the complaint instead. */
export const complaintsDesk: Handler = {
  name: "complaints-desk",
  intents: [],
  returns: true,
  accepts: ({ form, understood }) =>
    form.step !== "confirm" || understood.answer === "yes" || understood.answer === "no",
  async handle(turn) {
    const { action, session } = turn;
    if (!may(turn.desk, "complaint.answer")) return { replies: [], session, goOn: "#complaint.start" };
    const number = Number(/^\d+/.exec(action?.argument ?? "")?.[0]);
    if (action?.name === "open") return read(turn, number);
    if (action?.name === "answer") {
      const words = action.argument.replace(/^\d+[\s:.,-]*/, "").trim();
      return ask(turn, { number, answer: words || null, clause: null });
    }
    const draft = session.form?.handler === "complaints-desk" ? draftSchema.parse(session.form.data) : null;
    return draft === null || action?.name === "list" ? list(turn) : goOn(turn, draft, session.form!.step);
  },
};

async function list(turn: Turn): Promise<Outcome> {
  const open = await openComplaints(turn.desk);
  const session = { ...turn.session, form: null };
  if (open.length === 0) return { replies: [{ key: "complaints-desk:none" }], session };
  const shown = open.slice(0, MOST_SHOWN);
  const lines: Line[] = [
    { key: "complaints-desk:list", values: { count: open.length } },
    ...shown.map(({ number, dueOn }) => ({
      key: dueOn !== null && dueOn < turn.today ? "complaints-desk:line-overdue" : "complaints-desk:line",
      values: { number, dueOn: dueOn ?? turn.today },
    })),
  ];
  const choices = shown.map(
    ({ number }): Choice => ({
      key: "complaints-desk:open",
      values: { number },
      payload: `#complaints-desk.open.${number}`,
    }),
  );
  return { replies: [{ lines, choices }], session };
}

async function read(turn: Turn, number: number): Promise<Outcome> {
  const found = Number.isInteger(number) ? await readComplaint(turn.desk, number) : null;
  if (found === null) return { replies: [{ key: "complaints-desk:unknown", choices: [LIST] }], session: turn.session };
  const { complaint, receipt } = found;
  const { text, state, answer, clause, reportNumber, receiptCode } = complaint;
  const { language } = turn.session;
  const lines: (Line | { text: string })[] = [
    { key: `complaints-desk:head.${state}`, values: { number, dueOn: complaint.dueOn ?? turn.today } },
    ...(text ? [{ key: "complaint:words", values: { text } }] : []),
    ...(reportNumber === null ? [] : [{ key: "complaint:about-report", values: { number: reportNumber } }]),
    ...(receiptCode === null ? [] : [{ key: "complaint:about-receipt", values: { code: receiptCode } }]),
    ...(receipt === null ? [] : [{ text: tell(turn.knowledge, receipt as Receipt, { language, form: "short" }) }]),
    ...(answer === null ? [] : [{ key: "complaint:answer", values: { answer, clause: clause ?? "" } }]),
  ];
  const write: Choice = { key: "complaints-desk:write", payload: `#complaints-desk.answer.${number}` };
  return { replies: [{ lines, choices: state === "open" ? [write, LIST] : [LIST] }], session: turn.session };
}

/** An answer to the open question. */
async function goOn(turn: Turn, draft: Draft, step: string): Promise<Outcome> {
  const { action, message, understood, session } = turn;
  if (action?.name === "again") return ask(turn, draft);
  if (action?.name === "rewrite" || action?.name === "back") return ask(turn, { ...draft, answer: null, clause: null });
  if (step === "confirm") {
    if (action?.name === "send" || (action === null && understood.answer === "yes")) return send(turn, draft);
    return { replies: [{ key: "complaints-desk:dropped", choices: [LIST] }], session: { ...session, form: null } };
  }
  if (action !== null) return ask(turn, draft);
  return ask(turn, step === "answer" ? { ...draft, answer: message.text } : { ...draft, clause: message.text });
}

/** Asks for the words, then the clause, then the yes. */
async function ask(turn: Turn, draft: Draft): Promise<Outcome> {
  const { number, answer, clause } = draft;
  const found = Number.isInteger(number) ? await readComplaint(turn.desk, number) : null;
  const session = { ...turn.session, form: null };
  if (found === null) return { replies: [{ key: "complaints-desk:unknown", choices: [LIST] }], session };
  if (found.complaint.state !== "open")
    return { replies: [{ key: "complaints-desk:closed", values: { number }, choices: [LIST] }], session };
  const open = (step: string, reply: Outcome["replies"][number]): Outcome => ({
    replies: [reply],
    session: { ...session, form: { handler: "complaints-desk", step, data: draft, since: turn.now.toISOString() } },
  });
  if (answer === null) return open("answer", { key: "complaints-desk:ask-answer", values: { number } });
  if (clause === null) return open("clause", { key: "complaints-desk:ask-clause" });
  if (!turn.complaints.namesLaw(clause))
    return open("clause", { key: "complaints-desk:no-clause", values: { clause } });
  return open("confirm", {
    lines: [
      { key: "complaints-desk:confirm", values: { number } },
      { key: "complaint:answer", values: { answer, clause } },
    ],
    choices: [
      { key: "complaints-desk:send", payload: "#complaints-desk.send" },
      { key: "complaints-desk:rewrite", payload: "#complaints-desk.rewrite" },
    ],
  });
}

async function send(turn: Turn, { number, answer, clause }: Draft): Promise<Outcome> {
  const session = { ...turn.session, form: null };
  const done = await answerComplaint(turn.desk, { number, answer: answer ?? "", clause: clause ?? "" });
  if ("refused" in done)
    return {
      replies: [{ key: `complaints-desk:${done.refused}`, values: { number, clause: clause ?? "" }, choices: [LIST] }],
      session,
    };
  return {
    replies: [{ key: "complaints-desk:sent", values: { number }, choices: [LIST] }],
    session,
    notices: answeredNotices(done.complaint),
  };
}
