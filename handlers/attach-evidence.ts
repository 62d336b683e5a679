// A picture, a file or a place that comes with a report or right after it is kept as evidence. With nothing open it is asked what
// it is for; pictures of identity cards are never asked for.
import { type Offered, offerEvidence } from "../registry/evidence/evidence.ts";
import { ownReports } from "../registry/reports/read-reports.ts";
import { type Report, WAITING } from "../registry/reports/report.ts";
import type { Choice, Handler, Outcome, Sent, Turn } from "./handler.ts";
import { tellingOf } from "./report-draft.ts";
import { nameOf } from "./report-question.ts";

const NAME = "attach-evidence";
const MOST_SHOWN = 4;
const KINDS: Readonly<Record<string, Offered["kind"]>> = {
  image: "image",
  file: "file",
  video: "video",
  location: "location",
};

/** Reached by `media` and by its own choices. */
export const attachEvidence: Handler = {
  name: NAME,
  intents: [],
  async handle(turn) {
    const { session, action } = turn;
    const form = session.form?.handler === NAME ? session.form : null;
    if (action?.name !== "to" || form === null) return { replies: [{ key: `${NAME}:nothing` }], session };
    const report = (await openReports(turn)).find(({ number }) => String(number) === action.argument);
    const closed = { ...turn, session: { ...session, form: null } };
    if (report === undefined) return { replies: [{ key: `${NAME}:none` }], session: closed.session };
    return attach(closed, report, form.data.sent as Sent[]);
  },
};

/** What was sent, taken as evidence; null when this person has no report that it could be for. */
export async function takeEvidence(turn: Turn): Promise<Outcome | null> {
  const sent = (turn.message.attachments ?? []).filter(({ type }) => kindOf(type) !== null);
  if (sent.length === 0) return null;
  const { session } = turn;
  if (session.form?.handler === "report-change") {
    const telling = tellingOf(session.form);
    const data = { telling: { ...telling, sent: [...(telling.sent ?? []), ...sent] } };
    const count = data.telling.sent.length;
    return {
      replies: [{ key: `${NAME}:with-draft`, values: { count } }],
      session: { ...session, form: { ...session.form, data } },
      goOn: "#report-change.again",
    };
  }
  const reports = await openReports(turn);
  const [only] = reports;
  if (only === undefined) return null;
  if (reports.length === 1) return attach(turn, only, sent);
  const choices = reports.slice(0, MOST_SHOWN).map(
    (report): Choice => ({
      key: `${NAME}:to`,
      values: valuesOf(turn, report),
      payload: `#${NAME}.to.${report.number}`,
    }),
  );
  const form = { handler: NAME, step: "which", data: { sent }, since: turn.now.toISOString() };
  const none: Choice = { key: "report-change:cancel", payload: "#cancel" };
  return { replies: [{ key: `${NAME}:which`, choices: [...choices, none] }], session: { ...session, form } };
}

/** Keeps what came with a draft for the report it became. */
export async function attachSent(turn: Turn, report: Report, sent: readonly Sent[]): Promise<number> {
  const offered = sent.flatMap(({ type, url, latitude, longitude }): Offered[] => {
    const kind = kindOf(type);
    const place = latitude === undefined || longitude === undefined ? null : { latitude, longitude };
    return kind === null ? [] : [{ kind, url: url ?? null, place }];
  });
  return offerEvidence(turn.desk, report, offered);
}

async function attach(turn: Turn, report: Report, sent: readonly Sent[]): Promise<Outcome> {
  const taken = await attachSent(turn, report, sent);
  const key = taken === 0 ? "enough" : "kept";
  return {
    replies: [{ key: `${NAME}:${key}`, values: { ...valuesOf(turn, report), count: taken } }],
    session: turn.session,
  };
}

/** One's own reports that wait and are young enough for something to belong to them; older ones only when asked back. */
async function openReports(turn: Turn): Promise<Report[]> {
  const since = turn.now.getTime() - turn.changes.evidence.window_minutes * 60_000;
  const reports = await ownReports(turn.desk);
  return reports.filter(
    ({ state, createdAt }) => WAITING.includes(state) && (state === "returned" || createdAt.getTime() >= since),
  );
}

function kindOf(type: string): Offered["kind"] | null {
  return KINDS[type] ?? null;
}

function valuesOf(turn: Turn, { number, changeType: type, content: { head } }: Report) {
  return { number, what: nameOf(turn, { type, head }) };
}
