// One complaint with the answer or the report it is about; the commune answers in words and with the clause they rest on.
import { html } from "hono/html";
import { answeredNotices } from "../../handlers/complaint-told.ts";
import type { Receipt } from "../../knowledge/receipt.ts";
import { tell } from "../../knowledge/tell.ts";
import { answerComplaint, readComplaint } from "../../registry/complaints/answer.ts";
import type { Complaint } from "../../registry/complaints/complaint.ts";
import { warn } from "../alarm.ts";
import { sendButton, textField, wordsField } from "../fields.ts";
import { numberIn } from "../number.ts";
import type { Html, Page, Shown, Visit } from "../page.ts";
import { facts } from "../table.ts";
import { dayIn, momentIn } from "../words.ts";

const MOST_WORDS = 1500;

export const complaint: Page = {
  path: "/complaints/:number",
  operation: "complaint.answer",
  forms: { answer },
  async show(visit) {
    const found = await readComplaint(visit.desk, numberIn(visit.params.number));
    if (found === null) return { refused: "console-complaint:unknown" };
    const { t } = visit;
    const { number, state } = found.complaint;
    const body = html`${told(visit, found.complaint)}${receiptPart(visit, found.receipt)}
${state === "open" ? answerForm(visit, {}) : ""}<p><a href="/console/complaints">${t("console-complaint:list")}</a></p>`;
    return { title: t("console-complaint:title", { number }), body };
  },
};

function told(
  { t }: Visit,
  { text, state, filedAt, dueOn, reportNumber, answer: given, clause, answeredAt }: Complaint,
): Html {
  const name = (key: string) => t(`console-complaint:${key}`);
  return facts([
    [name("words"), text ?? name("erased")],
    [name("filed"), momentIn(filedAt)],
    [name("state"), name(`state-${state}`)],
    [name("due"), state === "open" ? dayIn(dueOn) : null],
    [
      name("report"),
      reportNumber === null ? null : html`<a href="/console/reports/${reportNumber}">${reportNumber}</a>`,
    ],
    [name("answer"), given],
    [name("clause"), clause],
    [name("answered"), answeredAt === null ? null : momentIn(answeredAt)],
  ]);
}

/** The answer of the bot that is complained of, as it was told. */
function receiptPart({ t, desk, language }: Visit, receipt: unknown): Html {
  if (receipt === null) return html``;
  const words = tell(desk.library.knowledge, receipt as Receipt, { language, form: "full" });
  return html`<h2>${t("console-complaint:receipt")}</h2><div class="letter">${words.split("\n").map((line) => html`<p>${line}</p>`)}</div>`;
}

function answerForm({ t, formTo }: Visit, { words = "", clause = "" }: { words?: string; clause?: string }): Html {
  return html`<h2>${t("console-complaint:write")}</h2>${formTo(
    "answer",
    html`<p>${t("console-complaint:how")}</p>
${wordsField({ name: "words", label: t("console-complaint:answer"), value: words, required: true })}
${textField({ name: "clause", label: t("console-complaint:clause-example"), value: clause, required: true })}
${sendButton(t("console-complaint:send"))}`,
  )}`;
}

/** Sends it; where no law is named the words are shown again to be completed. */
async function answer(visit: Visit): Promise<Shown> {
  const { desk, form, params, t } = visit;
  const number = numberIn(params.number);
  const words = (form.words ?? "").trim().slice(0, MOST_WORDS);
  const clause = (form.clause ?? "").trim().slice(0, MOST_WORDS);
  const done =
    words === "" ? ({ refused: "no-words" } as const) : await answerComplaint(desk, { number, answer: words, clause });
  if ("ok" in done)
    return {
      goTo: "/complaints",
      said: "console-complaint:sent",
      values: { number },
      notices: answeredNotices(done.complaint),
    };
  if (done.refused === "unknown") return { refused: "console-complaint:unknown" };
  if (done.refused === "closed") return { refused: "console-complaint:closed", status: 409 };
  const body = html`${warn(t(`console-complaint:${done.refused}`))}${answerForm(visit, { words, clause })}`;
  return { title: t("console-complaint:title", { number }), body };
}
