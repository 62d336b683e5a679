// One person who asked for an officer: what they wrote and let be seen. While it is taken the bot is silent and the officer writes.
import { html } from "hono/html";
import { factLines } from "../../handlers/kept-in-words.ts";
import { closedNotices, takenNotices, writtenNotices } from "../../handlers/request-told.ts";
import type { Request } from "../../registry/requests/request.ts";
import { closeRequest, requestsWaiting, type Taken, takeRequest } from "../../registry/requests/take.ts";
import { sendButton, wordsField } from "../fields.ts";
import { numberIn } from "../number.ts";
import type { Html, Page, Shown, Visit } from "../page.ts";
import { facts } from "../table.ts";
import { dayIn, momentIn, say } from "../words.ts";

const MOST_WORDS = 1500;

export const request: Page = {
  path: "/requests/:number",
  operation: "request.take",
  forms: { take, write, close },
  async show(visit) {
    const { desk, t, params } = visit;
    const number = numberIn(params.number);
    const found = (await requestsWaiting(desk)).find((one) => one.number === number);
    if (found === undefined) return { refused: "console-request:unknown" };
    const body = html`${facts([
      [t("console-request:asked"), momentIn(found.askedAt)],
      [t("console-request:due"), dayIn(found.dueOn)],
      [t("console-request:state"), t(`console-requests:state.${found.state}`)],
    ])}${talk(visit, found)}${acts(visit, found)}<p><a href="/console/requests">${t("console-request:list")}</a></p>`;
    return { title: t("console-request:title", { number }), body };
  },
};

/** What was written for the officer, and what of the conversation the person agreed to show. */
function talk(visit: Visit, { transcript: { words, shared } }: Request): Html {
  const { t, desk, language } = visit;
  const { knowledge } = desk.library;
  const field = knowledge.domains.find(({ id }) => id === shared?.field)?.name;
  const lines = shared === null ? [] : factLines(knowledge, shared, language);
  return html`<h2>${t("console-request:words")}</h2>
${words.length === 0 ? html`<p>${t("console-request:no-words")}</p>` : words.map((one) => html`<blockquote>${one}</blockquote>`)}
<h2>${t("console-request:shared")}</h2>
${shared === null ? html`<p>${t("console-request:not-shared")}</p>` : ""}
${field === undefined ? "" : html`<p>${t("console-request:field", { field: say(visit, field) })}</p>`}
${lines.length === 0 ? "" : html`<ul>${lines.map(({ key, values }) => html`<li>${t(key, values)}</li>`)}</ul>`}`;
}

function acts({ t, formTo, desk }: Visit, { state }: Request): Html {
  const minutes = desk.library.service.pauseMinutes;
  if (state === "open")
    return formTo(
      "take",
      html`<p>${t("console-request:take-why", { minutes })}</p>${sendButton(t("console-request:take"))}`,
    );
  return html`<h2>${t("console-request:answer")}</h2>
${formTo("write", html`${wordsField({ name: "words", label: t("console-request:write"), required: true })}${sendButton(t("console-request:send"))}`)}
${formTo("close", html`<p>${t("console-request:close-why")}</p>${sendButton(t("console-request:close"), "plain")}`)}`;
}

async function take({ desk, params }: Visit): Promise<Shown> {
  const number = numberIn(params.number);
  return after("taken", await takeRequest(desk, number), takenNotices);
}

async function write({ desk, params, form }: Visit): Promise<Shown> {
  const number = numberIn(params.number);
  const words = (form.words ?? "").trim().slice(0, MOST_WORDS);
  if (words === "") return { goTo: `/requests/${number}`, said: "console-request:said.nothing" };
  return after("sent", await takeRequest(desk, number), (found) => writtenNotices(found, words));
}

async function close({ desk, params }: Visit): Promise<Shown> {
  return after("closed", await closeRequest(desk, numberIn(params.number)), closedNotices);
}

function after(done: string, taken: Taken, notices: (found: Request) => ReturnType<typeof closedNotices>): Shown {
  if ("refused" in taken)
    return taken.refused === "unknown"
      ? { refused: "console-request:unknown" }
      : { refused: `console-request:${taken.refused}`, status: 409 };
  const goTo = done === "closed" ? "/requests" : `/requests/${taken.request.number}`;
  return { goTo, said: `console-request:said.${done}`, notices: notices(taken.request) };
}
