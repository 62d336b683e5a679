// "Gặp cán bộ": where and when, and the offer to pass the wish on. What the conversation holds is shown to the officer only
// after a yes to exactly that; what is written afterwards goes to the officer as it is.

import { opensNext } from "../knowledge/office-hours.ts";
import { OFFICER_READS } from "../registry/consents.ts";
import { communesFor } from "../registry/requests/answering-commune.ts";
import { addWords, askForOfficer } from "../registry/requests/ask.ts";
import { askCommune, communeChosen } from "./choose-commune.ts";
import type { Choice, Handler, Notice, Outcome, Reply, Turn } from "./handler.ts";

/** The way to a person, open or closed. */
export const talkToOfficer: Handler = {
  name: "talk-to-officer",
  intents: ["talk-to-officer"],
  accepts: ({ form }) => form.step === "words" || form.step === "commune",
  async handle(turn) {
    const { action, session, message } = turn;
    const form = session.form?.handler === "talk-to-officer" ? session.form : null;
    switch (action?.name) {
      case "share":
      case "alone":
        return request(turn, action.name === "share", null);
      case "commune":
        return request(turn, form?.data.share === true, await chosen(turn));
      case "done":
        return { replies: [{ key: "talk-to-officer:done" }], session: { ...session, form: null } };
    }
    if (action === null && form?.step === "commune") return request(turn, form.data.share === true, await chosen(turn));
    if (action === null && form?.step === "words" && message.text !== "") return passOn(turn);
    return offer(turn);
  },
};

/** Where, when, and whether to pass it on. */
async function offer(turn: Turn): Promise<Outcome> {
  const { session, service } = turn;
  const { place, contact, hours } = service.office;
  const { language } = session;
  const opening = opensNext(hours, turn.holidays, turn.now);
  const where = {
    key: opening === null ? "talk-to-officer:open" : "talk-to-officer:closed",
    values: {
      place: place[language] ?? place.vi,
      contact: contact[language] ?? contact.vi,
      hours: hours.words[language] ?? hours.words.vi,
    },
  };
  const served = await communesFor(turn.desk, "request.take");
  const closed = { ...session, form: null };
  if (served.length === 0) return { replies: [where], session: closed };
  const choices: Choice[] = [
    { key: "talk-to-officer:share", payload: "#talk-to-officer.share" },
    { key: "talk-to-officer:alone", payload: "#talk-to-officer.alone" },
    { key: "talk-to-officer:no", payload: "#menu" },
  ];
  return { replies: [{ lines: [where, { key: "talk-to-officer:offer" }], choices }], session: closed };
}

async function chosen(turn: Turn): Promise<string | null> {
  return communeChosen(turn, await communesFor(turn.desk, "request.take"));
}

/** Puts the request before the officers of the commune; asks for the commune first where several answer here. */
async function request(turn: Turn, share: boolean, commune: string | null): Promise<Outcome> {
  const { desk, session, now } = turn;
  const served = await communesFor(desk, "request.take");
  if (served.length === 0) return offer(turn);
  const communeCode = served.length === 1 ? served[0]!.code : commune;
  const form = (step: string) => ({ handler: "talk-to-officer", step, data: { share }, since: now.toISOString() });
  if (communeCode === null)
    return {
      replies: [await askCommune(turn, served, "#talk-to-officer.commune")],
      session: { ...session, form: form("commune") },
    };
  const { household, members, about } = session;
  const shared = share ? { field: about?.field ?? null, household, members } : null;
  const asked = await askForOfficer(desk, { communeCode, shared });
  const { number } = asked;
  const notice: Reply = { key: "requests-desk:new", values: { number }, choices: deskChoices(number) };
  return {
    replies: [
      {
        lines: [
          { key: asked.again ? "talk-to-officer:again" : "talk-to-officer:passed", values: { number } },
          whenAnswered(turn),
          { key: "talk-to-officer:write" },
        ],
        choices: [{ key: "talk-to-officer:nothing-more", payload: "#talk-to-officer.done" }],
      },
    ],
    session: { ...session, form: form("words") },
    effects: share
      ? [{ kind: "consent_given", purpose: OFFICER_READS, textVersion: turn.service.consent.version }]
      : [],
    notices: noticesTo(asked.officers, notice),
  };
}

/** "Trong giờ làm việc hôm nay" or when the office opens. */
function whenAnswered({ service, holidays, now }: Turn): { key: string; values?: Record<string, string> } {
  const opening = opensNext(service.office.hours, holidays, now);
  return opening === null
    ? { key: "talk-to-officer:soon" }
    : { key: "talk-to-officer:later", values: { day: opening.day, time: opening.time } };
}

/** The person's words go to the officers as they are. */
async function passOn(turn: Turn): Promise<Outcome> {
  const session = { ...turn.session, form: null };
  const passed = await addWords(turn.desk, turn.message.text);
  if (passed === null) return offer(turn);
  const { number, officers } = passed;
  return {
    replies: [{ key: "talk-to-officer:words-passed", values: { number } }],
    session,
    notices: noticesTo(officers, wordsNotice(number, turn.message.text)),
  };
}

/** What a person wrote, as the officer hears it. */
export function wordsNotice(number: number, text: string): Reply {
  return { key: "requests-desk:words", values: { number, text }, choices: deskChoices(number) };
}

function deskChoices(number: number): Choice[] {
  return [{ key: "requests-desk:take", values: { number }, payload: `#requests-desk.take.${number}` }];
}

function noticesTo(accounts: readonly string[], reply: Reply): Notice[] {
  return accounts.map((accountId) => ({ accountId, replies: [reply] }));
}
