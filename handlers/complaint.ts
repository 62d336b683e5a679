// "Gửi phản ánh": a citizen complains, with or without an answer's code or a report's number, and hears what became of it.
// Nothing is filed before an explicit yes; the words are read by the commune's officers alone.
import { z } from "zod";
import { formatDay } from "../foundation/day.ts";
import type { Complaint } from "../registry/complaints/complaint.ts";
import { fileComplaint, myComplaints, withdrawComplaint } from "../registry/complaints/file.ts";
import { communesFor } from "../registry/requests/answering-commune.ts";
import { askCommune, communeChosen } from "./choose-commune.ts";
import type { Choice, Handler, Outcome, Reply, Turn } from "./handler.ts";

const draftSchema = z.object({
  /** Null until it is written; empty when the code alone is to speak. */
  text: z.string().nullable(),
  receipt: z.string().nullable(),
  report: z.number().nullable(),
  commune: z.string().nullable(),
});
type Draft = z.infer<typeof draftSchema>;

const NEW: Draft = { text: null, receipt: null, report: null, commune: null };
/** A message of so many words says by itself what is wrong. */
const TELLING_WORDS = 7;
const MOST_SHOWN = 5;
const OFFICER: Choice = { key: "menu:officer", payload: "#talk-to-officer" };
const MINE: Choice = { key: "complaint:see-mine", payload: "#complaint.mine" };

/** Filing, "phản ánh của tôi", withdrawing. */
export const complaint: Handler = {
  name: "complaint",
  intents: ["complaint"],
  returns: true,
  accepts: ({ form, understood }) =>
    form.step !== "confirm" || understood.answer === "yes" || understood.answer === "no",
  async handle(turn) {
    const { action, session } = turn;
    const argument = action?.argument ?? "";
    switch (action?.name) {
      case "mine":
        return mine(turn);
      case "show":
        return show(turn, Number(argument));
      case "withdraw":
        return withdraw(turn, Number(argument));
      case "start":
        return ask(turn, NEW);
      case "receipt":
        return ask(turn, { ...NEW, receipt: argument });
      case "report":
        return ask(turn, { ...NEW, report: Number(argument) });
    }
    const draft = session.form?.handler === "complaint" ? draftSchema.parse(session.form.data) : null;
    if (draft !== null) return goOn(turn, draft, session.form!.step);
    const telling = turn.message.text.trim().split(/\s+/).length >= TELLING_WORDS;
    return ask(turn, telling && action === null ? { ...NEW, text: turn.message.text } : NEW);
  },
};

/** One tap from an answer to the complaint about it. */
export function complaintAbout(code: string): Choice {
  return { key: "complaint:file", payload: `#complaint.receipt.${code}` };
}

/** An answer to the open question. */
async function goOn(turn: Turn, draft: Draft, step: string): Promise<Outcome> {
  const { action, message, understood } = turn;
  if (action?.name === "again") return ask(turn, draft);
  if (action?.name === "rewrite" || action?.name === "back") return ask(turn, { ...draft, text: null });
  if (action?.name === "skip") return ask(turn, { ...draft, text: "" });
  if (action?.name === "drop" || (step === "confirm" && action === null && understood.answer === "no"))
    return { replies: [{ key: "complaint:dropped", choices: [OFFICER] }], session: { ...turn.session, form: null } };
  if (step === "confirm" && (action?.name === "send" || understood.answer === "yes")) return send(turn, draft);
  if (step === "commune") {
    const commune = await communeChosen(turn, await communesFor(turn.desk, "complaint.answer"));
    return ask(turn, { ...draft, commune });
  }
  return ask(turn, { ...draft, text: step === "text" && action === null ? message.text : draft.text });
}

/** Asks for what is still missing, or for the yes. */
async function ask(turn: Turn, draft: Draft): Promise<Outcome> {
  const served = await communesFor(turn.desk, "complaint.answer");
  const [only] = served;
  if (only === undefined) return nobody(turn);
  const commune = served.length === 1 ? only.code : draft.commune;
  const known = { ...draft, commune };
  const drop: Choice = { key: "complaint:drop", payload: "#complaint.drop" };
  if (draft.text === null) {
    const carries = draft.receipt !== null || draft.report !== null;
    const skip: Choice[] = carries ? [{ key: "complaint:skip", payload: "#complaint.skip" }] : [];
    return open(turn, "text", known, { key: "complaint:ask-text", choices: [...skip, drop] });
  }
  if (commune === null) return open(turn, "commune", known, await askCommune(turn, served, "#complaint.commune"));
  const place = served.find(({ code }) => code === commune)?.name ?? commune;
  return open(turn, "confirm", known, {
    lines: [
      { key: "complaint:confirm", values: { commune: place } },
      ...aboutLines(known),
      ...(draft.text === "" ? [] : [{ key: "complaint:words", values: { text: draft.text } }]),
      { key: "complaint:who-reads", values: { days: turn.complaints.complaintDays } },
    ],
    choices: [
      { key: "complaint:send", payload: "#complaint.send" },
      { key: "complaint:rewrite", payload: "#complaint.rewrite" },
      drop,
    ],
  });
}

function open({ session, now }: Turn, step: string, draft: Draft, reply: Reply): Outcome {
  const form = { handler: "complaint", step, data: draft, since: now.toISOString() };
  return { replies: [reply], session: { ...session, form } };
}

/** What the complaint carries, as lines. */
function aboutLines({ receipt, report }: { receipt: string | null; report: number | null }) {
  return [
    ...(receipt === null ? [] : [{ key: "complaint:about-receipt", values: { code: receipt } }]),
    ...(report === null ? [] : [{ key: "complaint:about-report", values: { number: report } }]),
  ];
}

async function send(turn: Turn, { text, receipt, report, commune }: Draft): Promise<Outcome> {
  const session = { ...turn.session, form: null };
  const filed = await fileComplaint(turn.desk, {
    text: text ?? "",
    communeCode: commune!,
    receiptCode: receipt,
    reportNumber: report,
  });
  if ("refused" in filed)
    return { replies: [{ key: `complaint:${filed.refused}`, choices: [MINE, OFFICER] }], session };
  const { number, dueOn, officers } = filed;
  const open: Choice = { key: "complaints-desk:open", values: { number }, payload: `#complaints-desk.open.${number}` };
  const notice: Reply = { key: "complaints-desk:new", values: { number, dueOn }, choices: [open] };
  return {
    replies: [{ key: "complaint:filed", values: { number, dueOn }, choices: [MINE] }],
    session,
    notices: officers.map((accountId) => ({ accountId, replies: [notice] })),
  };
}

/** Nobody of a commune is known here yet: the way on foot. */
function nobody({ session, service }: Turn): Outcome {
  const place = service.office.place[session.language] ?? service.office.place.vi;
  return {
    replies: [{ key: "complaint:nobody", values: { place }, choices: [OFFICER] }],
    session: { ...session, form: null },
  };
}

async function mine(turn: Turn): Promise<Outcome> {
  const all = await myComplaints(turn.desk);
  const session = { ...turn.session, form: null };
  const file: Choice = { key: "complaint:file", payload: "#complaint.start" };
  if (all.length === 0) return { replies: [{ key: "complaint:none", choices: [file, OFFICER] }], session };
  const shown = all.slice(0, MOST_SHOWN);
  const lines = [{ key: "complaint:mine", values: { count: all.length } }, ...shown.map(stateLine)];
  const choices = shown.map(
    ({ number }): Choice => ({ key: "complaint:see", values: { number }, payload: `#complaint.show.${number}` }),
  );
  return { replies: [{ lines, choices }], session };
}

function stateLine({ number, state, dueOn, filedAt }: Complaint) {
  const day = dueOn === null ? "" : formatDay(dueOn);
  return {
    key: `complaint:state.${state}`,
    values: { number, due: day, filed: formatDay(filedAt.toISOString().slice(0, 10)) },
  };
}

async function show(turn: Turn, number: number): Promise<Outcome> {
  const one = (await myComplaints(turn.desk)).find((complaint) => complaint.number === number);
  if (one === undefined) return { replies: [{ key: "complaint:unknown", choices: [MINE] }], session: turn.session };
  const { text, state, answer, clause, receiptCode: receipt, reportNumber: report } = one;
  const lines = [
    stateLine(one),
    ...aboutLines({ receipt, report }),
    ...(text ? [{ key: "complaint:words", values: { text } }] : []),
    ...(answer === null ? [] : [{ key: "complaint:answer", values: { answer, clause: clause ?? "" } }]),
  ];
  const withdraw: Choice = { key: "complaint:withdraw", values: { number }, payload: `#complaint.withdraw.${number}` };
  const choices = state === "open" ? [withdraw, MINE] : [MINE, OFFICER];
  return { replies: [{ lines, choices }], session: turn.session };
}

async function withdraw(turn: Turn, number: number): Promise<Outcome> {
  const done = await withdrawComplaint(turn.desk, number);
  if ("refused" in done) return { replies: [{ key: "complaint:unknown", choices: [MINE] }], session: turn.session };
  const notice: Reply = { key: "complaints-desk:withdrawn", values: { number } };
  return {
    replies: [{ key: "complaint:withdrawn", values: { number }, choices: [MINE] }],
    session: turn.session,
    notices: done.officers.map((accountId) => ({ accountId, replies: [notice] })),
  };
}
