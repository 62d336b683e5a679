// What the registry knows already for a household's forms: offered to the reviewer as "from the file", never counted before the
// reviewer confirms it.
import { CAUSES, type FormQuestion } from "../../knowledge/review-questions.ts";
import type { Sheet } from "../../knowledge/review-sheet.ts";
import type { Household } from "../households/household.ts";

/** Chosen lines by the id of their question. `before` is the sheet of the household's last decided review. */
export function knownAnswers(
  household: Household,
  questions: readonly FormQuestion[],
  before: Sheet,
): Record<string, string[]> {
  const known: Record<string, string[]> = {};
  for (const question of questions) {
    const value = knownValue(household, question, before);
    if (value !== null) known[question.id] = value;
  }
  return known;
}

function knownValue(household: Household, question: FormQuestion, before: Sheet): string[] | null {
  if (question.id === MEMBERS) return membersLine(household.members.length, question);
  if (question.part === "B2" && household.status !== null)
    return household.deprivations.includes(question.id.slice("B2:".length)) ? ["yes"] : [];
  if (question.id === CAUSES) return causesKnown(household, question);
  const value = before[question.id]?.value ?? null;
  const lines = new Set(question.options.map(({ id }) => id));
  return question.part === "B1" && value?.every((id) => lines.has(id)) ? value : null;
}

/** The causes recorded with the class that holds; none when that is no class of the poor. */
function causesKnown({ status }: Household, { options, onlyFor }: FormQuestion): string[] | null {
  if (status === null || !onlyFor?.includes(status.status)) return null;
  const known = options.map(({ id }) => id).filter((id) => status.causes.includes(id));
  return known.length > 0 ? known : null;
}

/** The line that ends in the number of members; none when the form has no line for so many. */
function membersLine(members: number, { options }: FormQuestion): string[] | null {
  if (members === 0) return null;
  return options.filter(({ id }) => id.endsWith(`_${members}`)).map(({ id }) => id);
}

const MEMBERS = "B1:members";
