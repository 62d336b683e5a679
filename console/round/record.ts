// What the forms of a village do: the same steps as in the chat, and the same people hear of them. What is refused is said on the page.
import { z } from "zod";
import type { Line } from "../../handlers/handler.ts";
import { tellSettled } from "../../handlers/report-verdict.ts";
import { tellDecided, tellReviewers, tellSigners } from "../../handlers/review-notices.ts";
import { type ReviewRefusal, refusal } from "../../handlers/review-refusal.ts";
import { daySchema } from "../../knowledge/schema/words.ts";
import type { StepId } from "../../knowledge/schema/workflow.ts";
import { may } from "../../registry/desk.ts";
import { signDecision } from "../../registry/review/decision.ts";
import { addToList, closeLists } from "../../registry/review/lists.ts";
import { recordMeeting } from "../../registry/review/meeting.ts";
import { closeRecheck, recheckCase, recordPosting } from "../../registry/review/posting.ts";
import { readVillage } from "../../registry/review/village.ts";
import type { Shown, Visit } from "../page.ts";
import { telling } from "../telling.ts";
import { villagePage } from "./village.ts";

type Found = NonNullable<Awaited<ReturnType<typeof readVillage>>>;
type Notices = Extract<Shown, { goTo: string }>["notices"];

/** The forms by name. */
export const FORMS: Readonly<Record<string, (visit: Visit) => Promise<Shown>>> = {
  add: here(add),
  "close-list": here(closeList),
  meeting: here(meeting),
  posting: here(posting),
  recheck: here(recheck),
  "close-recheck": here(finishRecheck),
  sign: here(sign),
};

/** For the village in the address, when there is one within the reach. */
function here(act: (visit: Visit, found: Found) => Promise<Shown>): (visit: Visit) => Promise<Shown> {
  return async (visit) => {
    const { round = "", village = "" } = visit.params;
    const found = await readVillage(visit.desk, { roundId: round, villageCode: village });
    return found === null ? { refused: "console-round:unknown" } : act(visit, found);
  };
}

async function add(visit: Visit, { round }: Found): Promise<Shown> {
  const added = await addToList(visit.desk, { roundId: round.id, householdId: visit.form.household ?? "" });
  if ("ok" in added) return after(visit, { key: "review-round:added" });
  if (added.refused === "no-right") return NOT_YOURS;
  return villagePage(visit, { key: `review-round:${added.refused}` });
}

async function closeList(visit: Visit, { round, village }: Found): Promise<Shown> {
  const closed = await closeLists(visit.desk, round.id);
  if (!("ok" in closed))
    return again(visit, closed.refused === "not-now" ? { ...closed, current: village.current?.step ?? null } : closed);
  const { villages, empty, households } = closed;
  const key = `review-round:${villages.length === 0 ? "list-empty" : "list-complete"}`;
  const values = { villages: villages.length, empty, households };
  return after(visit, { key, values }, await tellReviewers(visit.desk, villages));
}

/** Minutes and decisions have short numbers; anything longer is something else. */
const LONGEST = { minutes: 30, decision: 40 };
const count = z
  .string()
  .regex(/^\d{1,5}$/)
  .transform(Number);
const meetingSchema = z
  .object({
    "held-on": daySchema,
    attended: count,
    agreed: count,
    minutes: z.string().trim().min(1).max(LONGEST.minutes),
  })
  .transform(({ "held-on": heldOn, ...rest }) => ({ heldOn, ...rest }));

async function meeting(visit: Visit, found: Found): Promise<Shown> {
  const { desk, form } = visit;
  const read = meetingSchema.safeParse(form);
  if (!read.success) return villagePage(visit, { key: "console-round:unread.meeting" });
  const done = await recordMeeting(desk, stepId(found, "meeting"), read.data);
  if (!("ok" in done)) return again(visit, done);
  const { agree_percent: percent, copies } = desk.library.review.workflow.meeting;
  if (done.agreed) return after(visit, { key: "village-meeting:passed", values: { percent, copies } });
  const notices = await tellReviewers(desk, [done.villageCode]);
  return after(visit, { key: "village-meeting:not-agreed", values: { percent } }, notices);
}

async function posting(visit: Visit, found: Found): Promise<Shown> {
  const { desk, form } = visit;
  const on = daySchema.safeParse(form["posted-on"]);
  if (!on.success) return villagePage(visit, { key: "console-round:unread.posting" });
  const posted = await recordPosting(desk, stepId(found, "posting"), on.data);
  if (!("ok" in posted)) return again(visit, posted);
  const workflow = desk.library.review.workflow;
  const values = { until: posted.until, days: workflow.posting.working_days, recheck: workflow.recheck.working_days };
  return after(visit, { key: "posting:posted", values });
}

async function recheck(visit: Visit): Promise<Shown> {
  const sent = await recheckCase(visit.desk, visit.form.case ?? "");
  if (!("ok" in sent)) return again(visit, sent);
  return after(visit, { key: "posting:sent-back" }, await tellReviewers(visit.desk, [sent.villageCode]));
}

async function finishRecheck(visit: Visit, found: Found): Promise<Shown> {
  const closed = await closeRecheck(visit.desk, stepId(found, "recheck"));
  if (!("ok" in closed)) return again(visit, closed);
  if (closed.postAgain) return after(visit, { key: "posting:post-again" });
  return after(visit, { key: "posting:closed" }, await tellSigners(visit.desk, closed));
}

const paperSchema = z.object({
  number: z.string().trim().max(LONGEST.decision).regex(/\d/),
  "signed-on": daySchema,
});

async function sign(visit: Visit, { round }: Found): Promise<Shown> {
  const { desk, form } = visit;
  if (!may(desk, "decision.sign")) return NOT_YOURS;
  const read = paperSchema.safeParse(form);
  if (!read.success) return villagePage(visit, { key: "console-round:unread.decision" });
  const { number, "signed-on": decidedOn } = read.data;
  const signed = await signDecision(desk, { roundId: round.id, number, decidedOn });
  if (!("ok" in signed)) return again(visit, signed);
  const { households, settled, closed } = signed;
  const notices = [
    ...(await tellDecided(visit, { ...signed, number })),
    ...(await tellSettled(telling(visit), settled, number)),
  ];
  const key = `sign-decision:signed${closed ? "-closed" : ""}`;
  return after(visit, { key, values: { number, count: households.length } }, notices);
}

/** The step of this name in the village; every village has them all from the opening. */
function stepId({ village: { steps } }: Found, name: StepId): string {
  return steps.find(({ step }) => step === name)?.id ?? "";
}

const NOT_YOURS: Shown = { refused: "console-rounds:no-right", status: 403 };

/** The page again, with why nothing was recorded. */
async function again(visit: Visit, why: ReviewRefusal): Promise<Shown> {
  return why.refused === "no-right" ? NOT_YOURS : villagePage(visit, refusal(telling(visit), why));
}

/** Back to the village with what was done. */
function after({ params }: Visit, { key, values = {} }: Line, notices: Notices = []): Shown {
  return { goTo: `/rounds/${params.round}/${params.village}`, said: key, values, notices };
}
