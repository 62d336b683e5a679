// The digest: at most ten lines each morning, what is due first, on Mondays with what changed in the week. Whoever leads or works
// for a commune gets it unless they stop it; others who may read summaries ask for it.
import { addDays } from "../foundation/day.ts";
import type { Language } from "../foundation/language.ts";
import { readersOf } from "../registry/accounts.ts";
import { auditHead } from "../registry/audit.ts";
import { digestPicture } from "../registry/dashboard/charts.ts";
import { readDashboard } from "../registry/dashboard/read.ts";
import { type Desk, may } from "../registry/desk.ts";
import { sayOnce } from "../registry/said.ts";
import { scopeOf } from "../registry/summaries/scope.ts";
import { chooseDigest, digestReaders } from "../registry/summaries/subscriptions.ts";
import type { Choice, Handler, Line, Notice, Reply } from "./handler.ts";
import type { Schedule } from "./schedule.ts";
import { changeLine, type Summing, silentLine, standingLines, workLine } from "./summary-lines.ts";

const MONDAY = 1;
const WEEK = 7;
const SHOWN_OF_HASH = 12;

/** On, off, and today's at once. */
export const digest: Handler = {
  name: "digest",
  intents: [],
  async handle({ desk, action, session }) {
    if (!may(desk, "summary.read")) return { replies: [], session, goOn: "#refer-to-commune.request-summary" };
    if (action?.name === "on" || action?.name === "off") {
      await chooseDigest(desk, action.name === "on");
      return { replies: [{ key: `digest:${action.name}` }], session };
    }
    const today = await digestFor(desk, session.language);
    return { replies: today === null ? [{ key: "digest:nothing" }] : [today], session };
  },
};

/** To everybody who gets it, once a day and person, by whatever process. */
export const sendDigest: Schedule = {
  name: "digest",
  due: { every: "day", at: "07:30" },
  async run(desk) {
    const readers = await digestReaders(desk);
    const known = await readersOf(
      desk.tx,
      desk.store,
      readers.map(({ accountId }) => accountId),
    );
    const notices: Notice[] = [];
    const pictures = new Map<string, Promise<Buffer | null>>();
    for (const { accountId, personId, term } of readers) {
      const own: Desk = { ...desk, actor: { accountId, personId, term, terms: [term], households: [] } };
      const language = known.get(accountId)?.language ?? "vi";
      const told = await digestFor(own, language);
      if (told === null || !(await sayOnce(desk.tx, `digest ${accountId} ${desk.today}`, desk.now))) continue;
      const drawn = `${term.role} ${term.unit} ${language}`;
      if (isMonday(desk) && !pictures.has(drawn)) pictures.set(drawn, pictureFor(own, language));
      const picture = (await pictures.get(drawn)) ?? null;
      notices.push({ accountId, replies: [picture === null ? told : { ...told, picture }], topic: "digest" });
    }
    return notices;
  },
};

/** On Mondays the rates against the targets and the movements of the year, as the officers' pages draw them. */
async function pictureFor(desk: Desk, language: Language): Promise<Buffer | null> {
  const dashboard = await readDashboard(desk);
  return dashboard === null ? null : digestPicture(dashboard, desk.library, language);
}

function isMonday({ today }: Pick<Desk, "today">): boolean {
  return new Date(today).getUTCDay() === MONDAY;
}

/** The digest of the actor's own place; null when the role has none. */
async function digestFor(desk: Desk, language: Language): Promise<Reply | null> {
  const { today, library } = desk;
  const scope = await scopeOf(desk);
  if (scope === null) return null;
  const monday = isMonday(desk);
  const last = monday ? addDays(today, -1) : today;
  const summing: Summing = { desk, scope, period: { first: addDays(last, 1 - WEEK), last }, on: today, language };
  const head = await auditHead(desk.tx);
  const lines: Line[] = [
    { key: "digest:title", values: { on: today, unit: scope.name } },
    await workLine(summing),
    ...(await standingLines(summing)),
    ...(monday ? [await changeLine({ ...summing, on: last }), await silentLine(summing)] : []),
    ...(head === null ? [] : [{ key: "digest:audit", values: { head: head.slice(0, SHOWN_OF_HASH) } }]),
  ];
  return { lines: lines.slice(0, library.summaries.digestLines), choices: choicesFor(desk) };
}

/** What is due is two taps away for those who may do it. */
function choicesFor(desk: Desk): Choice[] {
  return [
    ...(may(desk, "report.review") ? [{ key: "digest:reports", payload: "#review-reports.list" } as const] : []),
    ...(may(desk, "complaint.answer") ? [{ key: "digest:complaints", payload: "#complaints-desk.list" } as const] : []),
    ...(may(desk, "request.take") ? [{ key: "digest:requests", payload: "#requests-desk.list" } as const] : []),
    { key: "digest:summary", payload: "#summary.overview" },
    { key: "digest:stop", payload: "#digest.off" },
  ];
}
