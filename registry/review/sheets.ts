// The review forms of one household, kept answer by answer: a reviewer may stop anywhere and go on another day. Signed off, the
// sheet carries its points and the class they propose; only a decision makes that a status.
import { type FormQuestion, type FormSubject, mayAnswer, questionsOf } from "../../knowledge/review-questions.ts";
import {
  comesUp,
  formerProvinces,
  provincesThatDiffer,
  resultOf,
  type Sheet,
  type SheetAnswer,
  type SheetResult,
} from "../../knowledge/review-sheet.ts";
import type { ReviewCase } from "../../prisma/generated/client.ts";
import { covers, type Desk, reachOf } from "../desk.ts";
import { unitFacts } from "../households/for-law.ts";
import type { Household } from "../households/household.ts";
import { openHouseholds } from "../households/read.ts";
import { noteView, noteViews } from "../links/views.ts";
import type { Seal } from "../seal.ts";
import { knownAnswers } from "./known-answers.ts";
import { currentOf, lockRound, type Round, trackOf } from "./round.ts";
import { type CaseState, finishStep, noteStep, stepsOf } from "./steps.ts";

/** A household's forms as they stand. `known` is what the registry would answer, where nothing is answered yet. */
export interface OpenSheet {
  caseId: string;
  round: Round;
  state: CaseState;
  household: Household;
  subject: FormSubject;
  questions: FormQuestion[];
  sheet: Sheet;
  known: Readonly<Record<string, string[]>>;
  result: SheetResult;
}

export type SheetRefused = { refused: "no-right" | "not-now" };

/** A household waiting for its forms. */
export interface CaseToFill {
  id: string;
  head: string;
  villageCode: string;
  state: CaseState;
  answered: number;
}

/** Households whose forms the actor may fill now: on the list of a village that is scoring, or sent back for a re-check. */
export async function casesToFill(desk: Desk): Promise<CaseToFill[]> {
  const reach = reachOf(desk, "review.fill");
  const found = await desk.tx.$queryRaw<{ id: string }[]>`
    SELECT r.id FROM (
      SELECT c.id, c.state, c.village_code, c.round_id, rr.commune_code, h.code FROM review_case c
      JOIN review_round rr ON rr.id = c.round_id JOIN household h ON h.id = c.household_id
      WHERE c.state IN ('listed', 'scoring', 'scored', 'rechecking') AND rr.closed_on IS NULL) r
    WHERE (r.village_code = ANY(${reach.villages}::text[]) OR r.commune_code = ANY(${reach.communes}::text[]) OR ${reach.nation})
      AND EXISTS (SELECT 1 FROM review_step l WHERE l.round_id = r.round_id AND l.village_code = r.village_code AND l.step = 'list' AND l.done_on IS NOT NULL)
      AND (r.state = 'rechecking' OR EXISTS (SELECT 1 FROM review_step f WHERE f.round_id = r.round_id AND f.village_code = r.village_code
        AND f.step = 'scoring' AND f.done_on IS NULL))
    ORDER BY r.state = 'scored', r.village_code, r.code`;
  const rows = await desk.tx.reviewCase.findMany({ where: { id: { in: found.map(({ id }) => id) } } });
  const byId = new Map(rows.map((row) => [row.id, row]));
  const ids = rows.map(({ householdId }) => householdId);
  const households = await openHouseholds(desk.tx, desk.store, ids, desk.today);
  await noteViews(desk, ids, "review");
  const heads = new Map(households.map(({ id, members }) => [id, members[0]?.name ?? ""]));
  return found.map(({ id }) => {
    const { householdId, villageCode, state, sheetSealed } = byId.get(id)!;
    const answered = Object.keys(sheetFrom(desk.store.seal, sheetSealed)).length;
    return { id, head: heads.get(householdId) ?? "", villageCode, state: state as CaseState, answered };
  });
}

/** The forms of one household, to be filled now. */
export async function openSheet(desk: Desk, caseId: string): Promise<(OpenSheet & { ok: true }) | SheetRefused> {
  const row = await caseById(desk, caseId);
  const round = row === null ? null : await lockRound(desk.tx, row.roundId);
  if (row === null || round === null) return { refused: "no-right" };
  const place = { villageCode: row.villageCode, communeCode: round.communeCode };
  if (!covers(reachOf(desk, "review.fill"), place)) return { refused: "no-right" };
  const current = currentOf(await stepsOf(desk, round.id, row.villageCode))?.step;
  const fillable = current === "scoring" || (current === "recheck" && row.state === "rechecking");
  if (!fillable) return { refused: "not-now" };
  await noteView(desk, row.householdId, "review");
  return { ok: true, ...(await sheetOf(desk, round, row)) };
}

async function sheetOf(desk: Desk, round: Round, row: ReviewCase): Promise<OpenSheet> {
  const { knowledge, review } = desk.library;
  const [household] = await openHouseholds(desk.tx, desk.store, [row.householdId], desk.today);
  const subject = await subjectOf(desk, round, household!, row.reason);
  const questions = questionsOf(knowledge, review.forms, subject);
  const sheet = sheetFrom(desk.store.seal, row.sheetSealed);
  const known = knownAnswers(household!, questions, await sheetBefore(desk, row));
  const result = resultOf(knowledge, subject, questions, sheet);
  const kept = { caseId: row.id, round, state: row.state as CaseState, household: household!, subject, questions };
  return { ...kept, sheet, known: stillOpen(known, questions, sheet, result), result };
}

/** What is known of questions that have no answer yet and come up. */
function stillOpen(
  known: OpenSheet["known"],
  questions: readonly FormQuestion[],
  sheet: Sheet,
  result: SheetResult,
): OpenSheet["known"] {
  const asked = questions.filter((question) => sheet[question.id] === undefined && comesUp(question, result));
  return Object.fromEntries(asked.flatMap(({ id }) => (known[id] === undefined ? [] : [[id, known[id]]])));
}

/** Keeps answers. What is no answer to a question of this sheet is left out. An answer to a signed sheet opens it again. */
export async function answerSheet(
  desk: Desk,
  caseId: string,
  answers: Readonly<Record<string, SheetAnswer>>,
): Promise<(OpenSheet & { ok: true }) | SheetRefused> {
  const opened = await openSheet(desk, caseId);
  if (!("ok" in opened)) return opened;
  const asked = new Map(opened.questions.map((question) => [question.id, question]));
  const kept = Object.entries(answers).filter(([id, { value }]) => asked.has(id) && mayAnswer(asked.get(id)!, value));
  if (kept.length === 0) return opened;
  const sheet: Sheet = { ...opened.sheet, ...Object.fromEntries(kept) };
  const state: CaseState = opened.state === "rechecking" ? "rechecking" : "scoring";
  const points = { b1: null, b2: null, proposed: null };
  const sheetSealed = desk.store.seal.seal(JSON.stringify(sheet));
  const data = { sheetSealed, state, reviewerId: desk.actor.personId, updatedAt: desk.now, ...points };
  await desk.tx.reviewCase.update({ where: { id: caseId }, data });
  const result = resultOf(desk.library.knowledge, opened.subject, opened.questions, sheet);
  return { ...opened, state, sheet, known: stillOpen(opened.known, opened.questions, sheet, result), result };
}

/** The reviewer stands by the sheet. `villageDone`: it was the last of its village, whose forms are now complete. */
export async function signSheet(
  desk: Desk,
  caseId: string,
): Promise<
  { ok: true; sheet: OpenSheet; villageDone: boolean } | SheetRefused | { refused: "incomplete"; sheet: OpenSheet }
> {
  const opened = await openSheet(desk, caseId);
  if (!("ok" in opened)) return opened;
  const { result, round, household } = opened;
  if (result.kind === "open" || result.kind === "undecidable") return { refused: "incomplete", sheet: opened };
  const [b1, b2] = result.kind === "scored" ? [result.b1, result.b2] : [null, null];
  const { proposed } = result;
  const data = { state: "scored", b1, b2, proposed, reviewerId: desk.actor.personId, updatedAt: desk.now };
  const { villageCode } = await desk.tx.reviewCase.update({ where: { id: caseId }, data });
  await noteStep(desk, round.id, "sheet_signed", { household: household.id, village: villageCode, b1, b2, proposed });
  return { ok: true, sheet: { ...opened, state: "scored" }, villageDone: await scoringDone(desk, round, villageCode) };
}

/** The forms of a village are complete when every household's is signed. */
async function scoringDone(desk: Desk, round: Round, villageCode: string): Promise<boolean> {
  const step = currentOf(await stepsOf(desk, round.id, villageCode));
  if (step?.step !== "scoring") return false;
  const where = { roundId: round.id, villageCode };
  if ((await desk.tx.reviewCase.count({ where: { ...where, state: { not: "scored" } } })) > 0) return false;
  await finishStep(desk, step, { households: await desk.tx.reviewCase.count({ where }) });
  return true;
}

/** A case by the id that came with a choice, which may be anything. */
export async function caseById({ tx }: Desk, id: string): Promise<ReviewCase | null> {
  const [found] = await tx.$queryRaw<{ id: string }[]>`SELECT id FROM review_case WHERE id::text = ${id}`;
  return found === undefined ? null : tx.reviewCase.findUnique({ where: { id: found.id } });
}

async function subjectOf(desk: Desk, round: Round, household: Household, reason: string): Promise<FormSubject> {
  const { knowledge, review, summaries } = desk.library;
  const unit = await unitFacts(desk.tx, household);
  const area = unit.area === "rural" || unit.area === "urban" ? unit.area : null;
  const today = review.provinces.find(({ code }) => code === household.provinceCode);
  return {
    forms: trackOf(desk, round).forms,
    standard: knowledge.standards.find(({ id }) => id === round.standard)!,
    screened: reason !== "listed",
    area,
    provinces: provincesThatDiffer(knowledge, area, formerProvinces(knowledge, today)),
    causes: [...summaries.causes].map(([id, name]) => ({ id, name })),
  };
}

async function sheetBefore({ tx, store }: Desk, { householdId, id }: ReviewCase): Promise<Sheet> {
  const last = await tx.reviewCase.findFirst({
    where: { householdId, id: { not: id }, state: "decided" },
    orderBy: { decidedOn: "desc" },
  });
  return sheetFrom(store.seal, last?.sheetSealed ?? null);
}

/** The answers of a stored sheet. */
export function sheetFrom(seal: Seal, sealed: string | null): Sheet {
  return sealed === null ? {} : (JSON.parse(seal.open(sealed)) as Sheet);
}
