// "Người xin gặp": officers see who waits, take one, write through the chat ("trả lời 12: …") and close. While one is taken the
// bot is silent for that person.
import { may } from "../registry/desk.ts";
import type { Request } from "../registry/requests/request.ts";
import { closeRequest, requestsWaiting, takeRequest } from "../registry/requests/take.ts";
import type { Choice, Handler, Line, Outcome, Turn } from "./handler.ts";
import { factLines } from "./kept-in-words.ts";
import { closedNotices, takenNotices, writtenNotices } from "./request-told.ts";

const LIST: Choice = { key: "requests-desk:list-again", payload: "#requests-desk.list" };
const MOST_SHOWN = 5;

/** List, take, write, close. */
export const requestsDesk: Handler = {
  name: "requests-desk",
  intents: [],
  accepts: ({ form }) => form.step === "write",
  async handle(turn) {
    const { action, session, message } = turn;
    if (!may(turn.desk, "request.take")) return { replies: [{ key: "requests-desk:no-right" }], session };
    const [, digits, words = ""] = /^(\d+)[\s:.,-]*([\s\S]*)$/.exec(action?.argument ?? "") ?? [];
    const number = Number(digits);
    const open = session.form?.handler === "requests-desk" ? Number(session.form.data.number) : null;
    switch (action?.name) {
      case "take":
        return take(turn, number);
      case "answer":
        if (!Number.isInteger(number)) return list(turn);
        return words === "" ? askWords(turn, number) : write(turn, number, words);
      case "close":
        return close(turn, number);
    }
    return action === null && open !== null && message.text !== "" ? write(turn, open, message.text) : list(turn);
  },
};

async function list(turn: Turn): Promise<Outcome> {
  const waiting = await requestsWaiting(turn.desk);
  const session = { ...turn.session, form: null };
  if (waiting.length === 0) return { replies: [{ key: "requests-desk:none" }], session };
  const shown = waiting.slice(0, MOST_SHOWN);
  const lines: Line[] = [
    { key: "requests-desk:list", values: { count: waiting.length } },
    ...shown.map(({ number, state, dueOn }) => ({
      key: `requests-desk:line.${state}`,
      values: { number, dueOn: dueOn ?? turn.today },
    })),
  ];
  const choices = shown.map(
    ({ number }): Choice => ({
      key: "requests-desk:take",
      values: { number },
      payload: `#requests-desk.take.${number}`,
    }),
  );
  return { replies: [{ lines, choices }], session };
}

async function take(turn: Turn, number: number): Promise<Outcome> {
  const taken = await takeRequest(turn.desk, number);
  if ("refused" in taken) return refused(turn, taken.refused, number);
  const { request } = taken;
  return {
    replies: [
      {
        lines: [
          { key: "requests-desk:taken", values: { number, minutes: turn.service.pauseMinutes } },
          ...talkLines(turn, request),
        ],
        choices: [
          { key: "requests-desk:write", payload: `#requests-desk.answer.${number}` },
          { key: "requests-desk:close", payload: `#requests-desk.close.${number}` },
          LIST,
        ],
      },
    ],
    session: turn.session,
    notices: takenNotices(request),
  };
}

/** What the person wrote and let be seen. */
function talkLines({ knowledge, session: { language } }: Turn, { transcript }: Request): Line[] {
  const { words, shared } = transcript;
  const field = knowledge.domains.find(({ id }) => id === shared?.field)?.name;
  return [
    ...words.map((text) => ({ key: "requests-desk:said", values: { text } })),
    ...(shared === null ? [{ key: "requests-desk:not-shared" }] : []),
    ...(field === undefined ? [] : [{ key: "requests-desk:field", values: { field: field[language] ?? field.vi } }]),
    ...(shared === null ? [] : factLines(knowledge, shared, language)),
  ];
}

function askWords(turn: Turn, number: number): Outcome {
  const form = { handler: "requests-desk", step: "write", data: { number }, since: turn.now.toISOString() };
  return { replies: [{ key: "requests-desk:ask-words", values: { number } }], session: { ...turn.session, form } };
}

async function write(turn: Turn, number: number, text: string): Promise<Outcome> {
  const taken = await takeRequest(turn.desk, number);
  if ("refused" in taken) return refused(turn, taken.refused, number);
  return {
    replies: [
      {
        key: "requests-desk:sent",
        values: { number },
        choices: [
          { key: "requests-desk:write", payload: `#requests-desk.answer.${number}` },
          { key: "requests-desk:close", payload: `#requests-desk.close.${number}` },
        ],
      },
    ],
    session: { ...turn.session, form: null },
    notices: writtenNotices(taken.request, text),
  };
}

async function close(turn: Turn, number: number): Promise<Outcome> {
  const closed = await closeRequest(turn.desk, number);
  if ("refused" in closed) return refused(turn, closed.refused, number);
  return {
    replies: [{ key: "requests-desk:closed-now", values: { number }, choices: [LIST] }],
    session: { ...turn.session, form: null },
    notices: closedNotices(closed.request),
  };
}

function refused({ session }: Turn, reason: string, number: number): Outcome {
  const told = Number.isInteger(number) ? number : "";
  return { replies: [{ key: `requests-desk:${reason}`, values: { number: told }, choices: [LIST] }], session };
}
