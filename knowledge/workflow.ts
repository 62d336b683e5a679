// When rounds of review open and end, and by when each step is due. Pure: the days come from process/workflow.yaml.
import { addMonths, type Day, day } from "../foundation/day.ts";
import { AppError } from "../foundation/errors.ts";
import { names } from "./phrases.ts";
import { describeProblems, type Reading, readYaml } from "./read-yaml.ts";
import {
  type ReviewForms,
  reviewFormsSchema,
  STEPS,
  type StepId,
  type Track,
  type Workflow,
  workflowSchema,
} from "./schema/workflow.ts";
import { loadProvinces, type Province } from "./units.ts";
import { addWorkingDays, firstWorkingDayFrom, type Holidays, lastOfWorkingDays } from "./working-days.ts";

/** What a review needs to know beside the law: its steps and days, its questions, the provinces of before the merger. */
export interface ReviewKnowledge {
  readonly workflow: Workflow;
  readonly forms: ReviewForms;
  readonly provinces: readonly Province[];
}

/** Reads the process files of reviews; throws AppError "workflow:invalid" with one line for every mistake. */
export function loadReview(directory: string): ReviewKnowledge {
  const reading: Reading = { root: directory, problems: [], contents: new Map() };
  const workflow = readYaml(reading, "process/workflow.yaml", workflowSchema);
  const forms = readYaml(reading, "process/review-forms.yaml", reviewFormsSchema);
  if (workflow === null || forms === null) throw new AppError("workflow:invalid", describeProblems(reading.problems));
  return { workflow, forms, provinces: loadProvinces(directory) };
}

/** First and last day of a round. */
export interface Span {
  opensOn: Day;
  dueOn: Day;
}

/**
 * The round of a track that a day lies in; when it lies in none, the next one. A monthly round lasts into the month after, so
 * a day may belong to the round of the month before.
 */
export function roundOf(track: Track, today: Day, holidays: Holidays): Span {
  const ended = ({ dueOn }: Span) => dueOn < today;
  const { opens } = track;
  const spans = [-1, 0, 1].map((later): Span => {
    if (opens.kind === "window") {
      const year = Number(today.slice(0, 4)) + later;
      return { opensOn: day(`${year}-${opens.from}`), dueOn: day(`${year}-${opens.to}`) };
    }
    const month = addMonths(day(`${today.slice(0, 7)}-01`), later).slice(0, 7);
    const opensOn = firstWorkingDayFrom(day(`${month}-${opens.day}`), holidays);
    return { opensOn, dueOn: lastOfWorkingDays(opensOn, opens.working_days, holidays) };
  });
  return spans.find((span) => !ended(span))!;
}

/** By when each step of a round is due: so many working days before its end, never before it opens. */
export function stepDays(track: Track, { opensOn, dueOn }: Span, holidays: Holidays): { step: StepId; dueOn: Day }[] {
  return STEPS.map((step) => {
    const due = addWorkingDays(dueOn, -track.ends[step], holidays);
    return { step, dueOn: due < opensOn ? opensOn : due };
  });
}

/** The first step that is not done, or null when all are. Steps are taken in order: those done are always the first ones. */
export function currentStep(done: ReadonlySet<StepId>): StepId | null {
  return STEPS.find((step) => !done.has(step)) ?? null;
}

/** From when a class recognised on a day holds. */
export function effectiveFrom({ effective }: Track, decidedOn: Day): Day {
  return effective === "decision" ? decidedOn : day(`${Number(decidedOn.slice(0, 4)) + 1}-01-01`);
}

/** Whether a meeting agreed: at least so many in a hundred of those who attended. */
export function meetingAgreed(
  { meeting }: Workflow,
  { attended, agreed }: { attended: number; agreed: number },
): boolean {
  return agreed * 100 >= attended * meeting.agree_percent;
}

/** The track that words name, the most special first; null when they name none. */
export function trackNamed({ tracks }: Workflow, text: string): Track | null {
  return [...tracks].reverse().find((track) => names(track.words, text)) ?? null;
}
