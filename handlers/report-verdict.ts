// Who is told what became of a report: the one who reported it, with the reason; the village head; the household itself, with
// the rights that came or went and the clause of each; a leader, when the second level is due.
import { addDays } from "../foundation/day.ts";
import { createReceipt } from "../knowledge/receipt.ts";
import { tell } from "../knowledge/tell.ts";
import { readersOf } from "../registry/accounts.ts";
import { applyEffects } from "../registry/effects.ts";
import { accountsOfHousehold, accountsThatMay } from "../registry/recipients.ts";
import type { Approved } from "../registry/reports/approve-report.ts";
import { rightsBetween } from "../registry/reports/consequences.ts";
import type { Report } from "../registry/reports/report.ts";
import { roundToEnter } from "../registry/review/lists.ts";
import type { Settled } from "../registry/review/settle-reports.ts";
import type { Choice, Line, Notice, Outcome, Reply, Turn } from "./handler.ts";
import { noticeEach, type Telling } from "./notice-each.ts";
import { className, rightLine } from "./report-card.ts";
import { nameOf } from "./report-question.ts";

const NAME = "review-reports";
const MOST_RIGHTS = 4;

type Done = Extract<Approved, { ok: true }>;
const MINE: Choice = { key: "report-change:mine", payload: "#my-reports" };

/** The officer's confirmation, and the verdict to everybody concerned. */
export async function tellApproved(turn: Turn, done: Done): Promise<Outcome> {
  const { report } = done;
  const next: Choice = { key: `${NAME}:list-choice`, payload: `#${NAME}.list` };
  const confirmation: Reply = {
    lines: [{ key: `${NAME}:approved`, values: { number: report.number } }, ...changed(turn, done)],
    choices: [...(await toReview(turn, report)), next],
  };
  return { replies: [confirmation], session: turn.session, notices: await approvedNotices(turn, done) };
}

/** The verdict to the one who reported, the village head and the household. */
export async function approvedNotices(turn: Telling, done: Done): Promise<Notice[]> {
  const { report } = done;
  const reported = await reporterNotices(turn, report, (to) => ({
    lines: [{ key: `${NAME}:verdict-approved`, values: valuesOf(to, report) }, ...changed(to, done)],
    choices: [MINE],
  }));
  return [...reported, ...(await householdNotices(turn, done))];
}

/** What changes the scores of a reviewed household may bring it into a round whose list is open. */
async function toReview({ desk, changes }: Turn, { changeType, householdId }: Report): Promise<Choice[]> {
  if (householdId === null || !changes.types.get(changeType)!.effect.includes("recalc")) return [];
  const round = await roundToEnter(desk, householdId);
  return round === null ? [] : [{ key: `${NAME}:to-review`, payload: `#review-round.pick.${round} ${householdId}` }];
}

function changed(turn: Telling, { before, after }: Done): Line[] {
  const [then, now] = [before?.household, after?.household];
  if (then !== undefined && now === undefined) return [{ key: `${NAME}:closed` }];
  if (now === undefined) return [];
  const lines: Line[] = [];
  if (then?.members.length !== now.members.length)
    lines.push({ key: `${NAME}:now-members`, values: { count: now.members.length } });
  if (then?.status?.status !== now.status?.status)
    lines.push({
      key: `${NAME}:now-class`,
      values: { class: className(turn, now.status?.status), number: now.status?.decisionNumber ?? "" },
    });
  return lines;
}

/** Tells the reporter that more is asked, with the way to answer. */
export function tellReturned(turn: Telling, report: Report, reason: string): Promise<Notice[]> {
  const { number } = report;
  const answer: Choice = { key: "my-reports:answer", values: { number }, payload: `#my-reports.answer.${number}` };
  return reporterNotices(turn, report, (to, isReporter) => ({
    key: `${NAME}:verdict-returned`,
    values: { ...valuesOf(to, report), reason },
    choices: isReporter ? [answer] : [],
  }));
}

/** Tells the reporter that it was refused, and why. */
export function tellRefused(turn: Telling, report: Report, reason: string): Promise<Notice[]> {
  return reporterNotices(turn, report, (to) => ({
    key: `${NAME}:verdict-refused`,
    values: { ...valuesOf(to, report), reason },
    choices: [MINE],
  }));
}

/** Tells those who reported what a signed round of review made of it. */
export async function tellSettled(turn: Telling, settled: readonly Settled[], number: string): Promise<Notice[]> {
  const notices: Notice[] = [];
  for (const { report, status } of settled) {
    if (report.accountId === null || report.accountId === turn.desk.actor.accountId) continue;
    const made = await noticeEach(turn, [report.accountId], (to) => ({
      lines: [
        {
          key: `${NAME}:verdict-${report.state === "refused" ? "not-so" : report.state}`,
          values: valuesOf(to, report),
        },
        { key: `${NAME}:now-class`, values: { class: className(to, status), number } },
      ],
      choices: [MINE],
    }));
    notices.push(...made);
  }
  return notices;
}

/** Tells those who decide at the second level. */
export async function tellForwarded(turn: Telling, report: Report): Promise<Notice[]> {
  const place = { villageCode: report.villageCode, communeCode: report.communeCode };
  const { tx, library, today } = turn.desk;
  const accounts = await accountsThatMay(tx, library, { operation: "report.decide", place, today });
  const { number } = report;
  const choices: Choice[] = [{ key: `${NAME}:open`, values: { number }, payload: `#${NAME}.open.${number}` }];
  return noticeEach(turn, accounts, (to) => ({ key: `${NAME}:to-decide`, values: valuesOf(to, report), choices }));
}

/** The one who reported, and the head of the village when somebody else did. */
async function reporterNotices(
  turn: Telling,
  report: Report,
  make: (to: Telling, isReporter: boolean) => Reply,
): Promise<Notice[]> {
  const { desk } = turn;
  const { accountId } = report;
  const reporter = accountId === null || accountId === desk.actor.accountId ? [] : [accountId];
  const place = { villageCode: report.villageCode, communeCode: null };
  const heads = await accountsThatMay(desk.tx, desk.library, { operation: "report.file", place, today: desk.today });
  const others = heads.filter((id) => id !== accountId && id !== desk.actor.accountId);
  return [
    ...(await noticeEach(turn, reporter, (to) => make(to, true))),
    ...(await noticeEach(turn, others, (to) => make(to, false))),
  ];
}

/** The household learns what was recorded and what it gained and lost; what it gained comes as an answer of the law, with its receipt kept. */
async function householdNotices(turn: Telling, { report, before, after }: Done): Promise<Notice[]> {
  const { gained, lost } = rightsBetween(before, after);
  const householdId = after?.household.id ?? report.householdId;
  if (householdId === null) return [];
  const { desk, knowledge, service, today, now } = turn;
  const accounts = (await accountsOfHousehold(desk.tx, householdId)).filter((id) => id !== report.accountId);
  const readers = await readersOf(desk.tx, desk.store, accounts);
  const names = Object.fromEntries((after?.household.members ?? []).map(({ id, name }) => [id, name]));
  const notices: Notice[] = [];
  for (const accountId of accounts) {
    const language = readers.get(accountId)?.language ?? "vi";
    const session = { ...turn.session, language };
    const head: Line = {
      key: `${NAME}:household-${gained.length + lost.length === 0 ? "noted" : "changed"}`,
      values: { what: nameOf({ ...turn, session }, { type: report.changeType, head: null }) },
    };
    const replies: Reply[] = [
      { lines: [head, ...lost.slice(0, MOST_RIGHTS).map((one) => rightLine({ session }, "lost", one))] },
    ];
    if (after !== null && gained.length > 0) {
      const receipt = createReceipt(after.decision, gained);
      replies.push({ text: tell(knowledge, receipt, { language, form: "short", names }) });
      const keepUntil = addDays(today, service.retentionDays.decision);
      const kept = {
        code: receipt.code,
        householdId,
        asOf: receipt.day,
        knowledgeVersion: receipt.knowledge,
        receipt,
        keepUntil,
      };
      await applyEffects(desk.tx, desk.store, { accountId, effects: [{ kind: "decision_recorded", ...kept }], now });
    }
    notices.push({ accountId, replies });
  }
  return notices;
}

function valuesOf(turn: Telling, { number, changeType: type, content: { head } }: Report) {
  return { number, what: nameOf(turn, { type, head }) };
}
