// Approving a report in conversation: what is missing is asked for (who, which household, the signed decision), then the registry
// changes and everybody concerned is told.
import { isDay } from "../foundation/day.ts";
import { isUuid } from "../foundation/uuid.ts";
import { type HouseholdClass, householdClassSchema } from "../knowledge/schema/standard.ts";
import { approveReport, completeReport } from "../registry/reports/approve-report.ts";
import type { Applied, SignedDecision } from "../registry/reports/change-case.ts";
import { householdsNamed, peopleOf } from "../registry/reports/find-household.ts";
import { reportFor } from "../registry/reports/read-reports.ts";
import type { Report } from "../registry/reports/report.ts";
import type { Choice, Outcome, Turn } from "./handler.ts";
import { className } from "./report-card.ts";
import { card, gone } from "./report-shown.ts";
import { tellApproved } from "./report-verdict.ts";

const NAME = "review-reports";
const DECISION_NUMBER = /\d{1,5}\s?\/\s?(?:\d{4}\s?\/\s?)?\p{L}[\p{L}-]*/u;

/** Approves, or asks for what is missing first: the class where several may be, then the signed decision. */
export async function approve(
  turn: Turn,
  number: number,
  { target, signed }: { target: string | null; signed: SignedDecision | null },
): Promise<Outcome> {
  const report = await reportFor(turn.desk, number, "report.review");
  if (report === null) return card(turn, String(number));
  const { target: targets } = turn.changes.types.get(report.changeType)!;
  if (targets.length > 0 && signed === null && report.state === "forwarded") {
    const class_ = targets.length === 1 ? targets[0]! : householdClassSchema.safeParse(target).data;
    return class_ === undefined || !targets.includes(class_)
      ? askTarget(turn, report, targets)
      : askDecision(turn, number, class_);
  }
  const approved = await approveReport(turn.desk, number, signed);
  if (approved.ok) return tellApproved(turn, approved);
  if (approved.because === "missing") return askMissing(turn, approved.report, approved.applied);
  return approved.because === "gone" || approved.because === "own"
    ? gone(turn, number, approved.because === "own")
    : { replies: [{ key: `${NAME}:no-right` }], session: turn.session };
}

function askTarget(turn: Turn, { number }: Report, targets: readonly HouseholdClass[]): Outcome {
  const choices = targets.map(
    (one): Choice => ({ title: className(turn, one), payload: `#${NAME}.target.${number}.${one}` }),
  );
  return { replies: [{ key: `${NAME}:ask-target`, values: { number }, choices }], session: turn.session };
}

function askDecision(turn: Turn, number: number, target: string, again = false): Outcome {
  const form = { handler: NAME, step: "decision", data: { number, target }, since: turn.now.toISOString() };
  const values = { number, class: className(turn, target), day: turn.today };
  return {
    replies: [{ key: `${NAME}:ask-decision${again ? "-again" : ""}`, values }],
    session: { ...turn.session, form },
  };
}

/** "15/QĐ-UBND ngày 20/11/2026": number and day in one message. */
export async function readDecision(turn: Turn, number: number): Promise<Outcome> {
  const { message, understood, session, today } = turn;
  const target = householdClassSchema.parse(session.form?.data.target);
  const found = DECISION_NUMBER.exec(message.text)?.[0].replace(/\s/g, "");
  const on = understood.slots.dates.find(({ iso }) => iso !== null && isDay(iso) && iso <= today)?.iso;
  if (found === undefined || on == null || !isDay(on)) return askDecision(turn, number, target, true);
  const signed = { status: target, number: found, on };
  return approve({ ...turn, session: { ...session, form: null } }, number, { target, signed });
}

async function askMissing(
  turn: Turn,
  report: Report,
  { missing, field }: Extract<Applied, { done: false }>,
): Promise<Outcome> {
  const { number, content, householdId } = report;
  const people = missing === "member" && householdId !== null ? await peopleOf(turn.desk, householdId) : [];
  const said = missing === "other-household" ? String(content.fields.other_head ?? "") : (content.head ?? "");
  const households =
    missing === "household" || missing === "other-household"
      ? await householdsNamed(turn.desk, said, "report.review")
      : [];
  const choices: Choice[] = [
    ...people.map(({ id, name }) => ({ title: name, id })),
    ...households
      .filter(({ id }) => id !== householdId)
      .map(({ id, head, birthYear }) => ({ title: [head, birthYear ?? []].flat().join(", "), id })),
  ].map(({ title, id }) => ({ title, payload: `#${NAME}.complete.${number}.${missing}.${field}.${id}` as const }));
  const back: Choice = { key: `${NAME}:return`, payload: `#${NAME}.return.${number}` };
  return {
    replies: [{ key: `${NAME}:missing-${missing}`, values: { number }, choices: [...choices, back] }],
    session: turn.session,
  };
}

/** Takes what was missing, then goes on approving. */
export async function complete(
  turn: Turn,
  number: number,
  { missing, field, id }: { missing: string; field: string; id: string },
): Promise<Outcome> {
  if (!isUuid(id)) return card(turn, String(number));
  const given =
    missing === "household"
      ? { householdId: id }
      : missing === "other-household"
        ? { otherHouseholdId: id }
        : { field, memberId: id };
  const done = await completeReport(turn.desk, number, given);
  if (done.ok) return approve(turn, number, { target: null, signed: null });
  return done.because === "gone" ? gone(turn, number) : card(turn, String(number));
}
