// What the forms of a report do. Everybody concerned is told by chat, as when it is decided there; whoever comes second is told so.
import { z } from "zod";
import { isDay } from "../../foundation/day.ts";
import { approvedNotices, tellForwarded, tellRefused, tellReturned } from "../../handlers/report-verdict.ts";
import {
  type Approved,
  approveReport,
  type Completion,
  completeReport,
} from "../../registry/reports/approve-report.ts";
import type { SignedDecision } from "../../registry/reports/change-case.ts";
import {
  claimReport,
  forwardReport,
  type Moved,
  refuseReport,
  releaseReport,
  returnReport,
} from "../../registry/reports/move-report.ts";
import { reportFor } from "../../registry/reports/read-reports.ts";
import { numberIn } from "../number.ts";
import type { Shown, Visit } from "../page.ts";
import { telling } from "../telling.ts";
import { say } from "../words.ts";

type Notices = Extract<Shown, { goTo: string }>["notices"];
const DECISION_NUMBER = /^\d{1,5}\s?\/\s?(?:\d{4}\s?\/\s?)?\p{L}[\p{L}-]*$/u;
const MOST_WORDS = 500;

/** The forms by name. */
export const FORMS: Readonly<Record<string, (visit: Visit) => Promise<Shown>>> = {
  claim: async ({ desk, params }) => after("claimed", await claimReport(desk, numberIn(params.number))),
  release: async ({ desk, params }) => after("released", await releaseReport(desk, numberIn(params.number))),
  complete,
  approve,
  async forward(visit) {
    const done = await forwardReport(visit.desk, numberIn(visit.params.number));
    return after("forwarded", done, done.ok ? await tellForwarded(telling(visit), done.report) : []);
  },
  async return(visit) {
    const reason = reasonIn(visit, "return");
    const done = await returnReport(visit.desk, numberIn(visit.params.number), reason);
    return after("returned", done, done.ok ? await tellReturned(telling(visit), done.report, reason) : []);
  },
  async refuse(visit) {
    const reason = reasonIn(visit, "refuse");
    const done = await refuseReport(visit.desk, numberIn(visit.params.number), reason);
    return after("refused", done, done.ok ? await tellRefused(telling(visit), done.report, reason) : []);
  },
};

async function approve(visit: Visit): Promise<Shown> {
  const number = numberIn(visit.params.number);
  const report = await reportFor(visit.desk, number, "report.review");
  if (report === null) return { refused: "console-report:unknown" };
  const { target } = visit.desk.library.changes.types.get(report.changeType)!;
  const signed = target.length === 0 || report.state !== "forwarded" ? null : decisionIn(visit, target);
  if (signed === "unread") return again(number, "decision-unread");
  const done = await approveReport(visit.desk, number, signed);
  if (!done.ok && done.because === "missing") return again(number, "still-missing");
  return after("approved", done, done.ok ? await approvedNotices(telling(visit), done) : []);
}

/** The signed decision as it was typed, or "unread": no number as decisions bear, or a day that has not come. */
function decisionIn({ form, desk }: Visit, target: readonly string[]): SignedDecision | "unread" {
  const { status = "", number = "", on = "" } = form;
  const known = DECISION_NUMBER.test(number.trim()) && isDay(on) && on <= desk.today && target.includes(status);
  return known
    ? { status: status as SignedDecision["status"], number: number.replace(/\s/g, ""), on: on as SignedDecision["on"] }
    : "unread";
}

const id = z.uuid();
const givenSchema = z.union([
  z.object({ household: id }).transform(({ household: householdId }): Completion => ({ householdId })),
  z.object({ other: id }).transform(({ other: otherHouseholdId }): Completion => ({ otherHouseholdId })),
  z
    .object({ field: z.string(), member: id })
    .transform(({ field, member: memberId }): Completion => ({ field, memberId })),
  z.object({ field: z.string(), value: z.string().trim().min(1).max(MOST_WORDS) }),
]);

async function complete({ desk, params, form }: Visit): Promise<Shown> {
  const number = numberIn(params.number);
  const given = givenSchema.safeParse(form);
  return given.success
    ? after("completed", await completeReport(desk, number, given.data))
    : again(number, "not-given");
}

function reasonIn(visit: Visit, kind: "return" | "refuse"): string {
  const words = (visit.form[`${kind}-words`] ?? "").trim().slice(0, MOST_WORDS);
  if (words !== "") return words;
  const reasons = visit.desk.library.changes.reasons[kind];
  const chosen = reasons.find((one) => one.id === visit.form[`${kind}-reason`]) ?? reasons[0]!;
  return say(visit, chosen.text);
}

function again(number: number, key: string): Shown {
  return { goTo: `/reports/${number}`, said: `console-report:said.${key}` };
}

/** Back to the report with what was done; whoever came too late sees there how it stands by now. */
function after(done: string, step: Moved | Approved, notices: Notices = []): Shown {
  if (step.ok) return { goTo: `/reports/${step.report.number}`, said: `console-report:said.${done}`, notices };
  if (step.because === "gone") return again(step.report.number, "gone");
  if (step.because === "own") return { refused: "console-report:own", status: 409 };
  return { refused: "console-report:unknown" };
}
