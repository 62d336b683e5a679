// "Dữ liệu của tôi": what is kept about the person who asks, until when, what was agreed to; each agreement can be taken back,
// and what only the commune can correct is passed on to it.
import { vietnamDayOf } from "../foundation/clock.ts";
import { addDays } from "../foundation/day.ts";
import { unlink } from "../registry/links/links.ts";
import { consentsOf, type Kept, keptAbout } from "../registry/privacy/kept.ts";
import { communesFor } from "../registry/requests/answering-commune.ts";
import { addWords, askForOfficer, unshare } from "../registry/requests/ask.ts";
import { endSubscriptions } from "../registry/summaries/subscriptions.ts";
import type { Choice, Handler, Line, Outcome, Turn } from "./handler.ts";
import { factLines } from "./kept-in-words.ts";
import { wordsNotice } from "./talk-to-officer.ts";

const CONSENTS: Choice = { key: "my-data:see-consents", payload: "#my-data.consents" };
const ERASE: Choice = { key: "my-data:erase", payload: "#erase-data" };
const FIX: Choice = { key: "my-data:ask-fix", payload: "#my-data.fix" };
const VIEWS: Choice = { key: "my-data:see-views", payload: "#my-household.views" };

/** Seeing, withdrawing, asking for a correction. */
export const myData: Handler = {
  name: "my-data",
  intents: [],
  accepts: ({ form }) => form.step === "fix",
  async handle(turn) {
    const { action, session, message } = turn;
    if (action === null && session.form?.handler === "my-data" && message.text !== "") return passFix(turn);
    switch (action?.name) {
      case "consents":
        return consents(turn);
      case "withdraw":
        return withdraw(turn, action.argument);
      case "fix":
        return askFix(turn);
      default:
        return show(turn);
    }
  },
};

async function show(turn: Turn): Promise<Outcome> {
  const { session, service, knowledge, today } = turn;
  const kept = await keptAbout(turn.desk);
  const told = factLines(knowledge, session, session.language);
  const days = service.retentionDays;
  const conversation: Line[] =
    told.length === 0
      ? [{ key: "my-data:no-facts" }]
      : [{ key: "my-data:facts", values: { until: addDays(today, days.session) } }, ...told];
  const lines = [
    { key: "my-data:title" },
    ...conversation,
    ...countLines(kept, days.decision),
    { key: "my-data:not-mine" },
  ];
  const choices = [CONSENTS, ...(kept.households > 0 ? [VIEWS] : []), FIX, ERASE];
  return { replies: [{ lines, choices }], session: { ...session, form: null } };
}

/** A line for each kind of which there is something. */
function countLines(kept: Kept, receiptDays: number): Line[] {
  const { consents: _, ...counts } = kept;
  return Object.entries(counts).flatMap(([kind, count]) =>
    count === 0
      ? []
      : [{ key: `my-data:count.${kind}`, values: kind === "receipts" ? { count, days: receiptDays } : { count } }],
  );
}

/** What was agreed to and since when; a choice to take back each agreement that holds. */
async function consents(turn: Turn): Promise<Outcome> {
  const { service, session } = turn;
  const { language } = session;
  const states = await consentsOf(turn.desk);
  const purposes = service.consent.purposes.map(({ id, name }) => ({
    id,
    name: name[language] ?? name.vi,
    state: states.find(({ purpose }) => purpose === recordedAs(turn, id)) ?? null,
  }));
  const lines = purposes.map(({ name, state }): Line => {
    if (state === null) return { key: "my-data:never", values: { name } };
    const values = { name, day: vietnamDayOf(state.at) };
    return { key: state.given ? "my-data:given" : "my-data:withdrawn-on", values };
  });
  const choices = purposes
    .filter(({ state }) => state?.given)
    .map(({ id, name }): Choice => ({ key: "my-data:withdraw", values: { name }, payload: `#my-data.withdraw.${id}` }));
  return { replies: [{ lines: [{ key: "my-data:consents" }, ...lines], choices: [...choices, ERASE] }], session };
}

/** The purpose under which consent to a conversation is recorded; the others bear their own name. */
function recordedAs({ privacy }: Turn, purpose: string): string {
  const undone = privacy.withdrawal.get(purpose);
  return undone === "conversation" ? undone : purpose;
}

/** Takes back one agreement and undoes what rested on it. */
async function withdraw(turn: Turn, purpose: string): Promise<Outcome> {
  const { session, desk, privacy, service } = turn;
  const known = service.consent.purposes.find(({ id }) => id === purpose);
  const undone = privacy.withdrawal.get(purpose);
  if (known === undefined || undone === undefined) return consents(turn);
  if (undone === "conversation") return { replies: [], session, goOn: "#erase-data" };
  if (undone === "links") await unlink(desk);
  if (undone === "subscriptions") await endSubscriptions(desk);
  if (undone === "transcripts") await unshare(desk);
  const name = known.name[session.language] ?? known.name.vi;
  return {
    replies: [{ key: "my-data:withdrawn", values: { name }, choices: [CONSENTS, ERASE] }],
    session,
    effects: [{ kind: "consent_withdrawn", purpose, textVersion: service.consent.version }],
  };
}

async function askFix(turn: Turn): Promise<Outcome> {
  const { session, service, now } = turn;
  const served = await communesFor(turn.desk, "request.take");
  const place = service.office.place[session.language] ?? service.office.place.vi;
  if (served.length !== 1) return { replies: [{ key: "my-data:fix-at-desk", values: { place } }], session };
  const form = { handler: "my-data", step: "fix", data: {}, since: now.toISOString() };
  return { replies: [{ key: "my-data:fix" }], session: { ...session, form } };
}

/** The wish goes to the commune's officers; it is due within the days the law gives for correcting. */
async function passFix(turn: Turn): Promise<Outcome> {
  const { desk, message, service, today } = turn;
  const [commune] = await communesFor(desk, "request.take");
  const session = { ...turn.session, form: null };
  if (commune === undefined) return { replies: [{ key: "my-data:no-facts" }], session };
  const dueOn = addDays(today, service.rightsDays.access);
  const { number } = await askForOfficer(desk, { communeCode: commune.code, shared: null, dueOn });
  const passed = await addWords(desk, message.text);
  return {
    replies: [{ key: "my-data:fix-passed", values: { number, dueOn } }],
    session,
    notices: (passed?.officers ?? []).map((accountId) => ({ accountId, replies: [wordsNotice(number, message.text)] })),
  };
}
