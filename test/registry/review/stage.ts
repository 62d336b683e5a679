// A commune under review: who may do what in it, and the shortest way through a round.
import { join } from "node:path";
import { type Day, day } from "../../../foundation/day.ts";
import { loadLibrary } from "../../../knowledge/library.ts";
import type { FormQuestion } from "../../../knowledge/review-questions.ts";
import type { SheetAnswer } from "../../../knowledge/review-sheet.ts";
import type { Holidays } from "../../../knowledge/working-days.ts";
import type { Term } from "../../../registry/actor.ts";
import type { Desk } from "../../../registry/desk.ts";
import { progressOf, type Round, type StepDetail } from "../../../registry/review/round.ts";
import { answerSheet, casesToFill, openSheet, signSheet } from "../../../registry/review/sheets.ts";
import type { Queries } from "../../../registry/store.ts";
import { type Commune, commune } from "../../setup/commune.ts";
import type { OpenStore } from "../../setup/open-store.ts";

const library = loadLibrary(join(import.meta.dirname, "../../../knowledge"));
export const trackNamed = (id: string) => library.review.workflow.tracks.find((one) => one.id === id)!;

export const AN_LAC = "Thôn An Lạc";
export const DONG_PHONG = "Thôn Đông Phong";

/** Runs something as one person on one day, in a transaction. */
export type As = <T>(account: string, today: string, work: (desk: Desk) => Promise<T>) => Promise<T>;

export interface Stage {
  place: Commune;
  holidays: Holidays;
  as: As;
}

/** A commune with an officer, a leader, and in An Lạc a village head and a reviewer; three poor households in An Lạc. */
export async function stage(store: OpenStore, code = "11074"): Promise<Stage> {
  const own = (name: string) => `${name}-${code}`;
  const place = await commune(store, {
    code,
    people: {
      [own("officer")]: "commune-officer",
      [own("leader")]: "commune-leader",
      [own("head")]: `village-head@${AN_LAC}`,
      [own("reviewer")]: `reviewer@${AN_LAC}`,
      [own("elsewhere")]: `reviewer@${DONG_PHONG}`,
    },
    households: [
      {
        head: "Phạm Thị Nhài",
        deprivations: ["water", "toilet", "telecom"],
        causes: ["capital"],
        linked: [own("nhai")],
      },
      { head: "Trần Văn Bưởi", status: "near_poor", members: [{ name: "Trần Thị Na", relation: "child" }] },
      { head: "Lê Văn Cam", status: null },
      { head: "Đỗ Thị Quýt", village: DONG_PHONG, status: null },
    ],
  });
  const roles: Record<string, Term> = {
    officer: { role: "commune-officer", unit: code, until: null },
    leader: { role: "commune-leader", unit: code, until: null },
    head: { role: "village-head", unit: place.villages.get(AN_LAC)!, until: null },
    reviewer: { role: "reviewer", unit: place.villages.get(AN_LAC)!, until: null },
    elsewhere: { role: "reviewer", unit: place.villages.get(DONG_PHONG)!, until: null },
  };
  const as: As = (name, today, work) =>
    store.client.$transaction(
      (tx: Queries) => {
        const term = roles[name] ?? null;
        const personId = place.people.get(own(name)) ?? null;
        const actor = { accountId: own(name), personId, term, terms: term === null ? [] : [term], households: [] };
        const now = new Date(`${today}T09:00:00+07:00`);
        return work({ tx, store, library, actor, now, today: day(today) });
      },
      { timeout: 30_000 },
    );
  return { place, as, holidays: library.holidays };
}

/** The id of a village's step. */
export async function stepId({ as, place }: Stage, round: Round, step: string, village = AN_LAC): Promise<string> {
  const all = { villages: [], communes: [place.code], provinces: [], nation: false };
  const { villages } = await as("officer", round.opensOn, ({ tx }) => progressOf(tx, round, all));
  return villages.find(({ villageName }) => villageName === village)!.steps.find((one) => one.step === step)!.id;
}

/** Step → whether it is done and what it recorded, of one village. */
export async function stepsDone({ as, place }: Stage, round: Round, village = AN_LAC) {
  const all = { villages: [], communes: [place.code], provinces: [], nation: false };
  const { villages } = await as("officer", round.opensOn, ({ tx }) => progressOf(tx, round, all));
  const { steps } = villages.find(({ villageName }) => villageName === village)!;
  return Object.fromEntries(
    steps.map(({ step, doneOn, detail }): [string, [Day | null, StepDetail]] => [step, [doneOn, detail]]),
  );
}

/** Answers everything: the chosen lines, no other. */
export function answers(
  questions: readonly FormQuestion[],
  held: Record<string, string[]> = {},
): Record<string, SheetAnswer> {
  return Object.fromEntries(questions.map(({ id }) => [id, { value: held[id] ?? [], source: "asked" as const }]));
}

/** Fills and signs the forms of every household that waits for them. */
export async function fillAll({ as }: Stage, today: string, held: Record<string, string[]> = {}): Promise<void> {
  for (const { id } of await as("reviewer", today, casesToFill)) {
    await as("reviewer", today, async (desk) => {
      const sheet = await openSheet(desk, id);
      if (!("ok" in sheet)) throw new Error(`the sheet does not open: ${sheet.refused}`);
      await answerSheet(desk, id, answers(sheet.questions, held));
      await signSheet(desk, id);
    });
  }
}
