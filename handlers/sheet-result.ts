// What a sheet of review forms comes to, as a card: the points against the dated line, the class they propose, and that only the
// commune's decision makes it so.
import type { Language } from "../foundation/language.ts";
import { CAUSES, type FormSubject } from "../knowledge/review-questions.ts";
import { comesUp } from "../knowledge/review-sheet.ts";
import type { OpenSheet } from "../registry/review/sheets.ts";
import type { Choice, Line, Reply, Turn } from "./handler.ts";

const NAME = "review-household";

/** What the registry knows already, line by line, to be confirmed in one tap. */
export function sheetOpening({ session: { language } }: Turn, sheet: OpenSheet): Reply {
  const { household, questions, known, caseId, subject } = sheet;
  const causes = known[CAUSES];
  const lacking = questions.filter(({ id, part }) => part === "B2" && (known[id]?.length ?? 0) > 0);
  const lines = questions
    .filter(({ id, part }) => part !== "B2" && part !== "C" && known[id] !== undefined)
    .flatMap(({ options, none, id }) => {
      const chosen = options.filter((option) => known[id]!.includes(option.id)).map(({ name }) => name);
      const said = chosen.length > 0 ? chosen : none === null ? [] : [none];
      return said.map((name) => name[language] ?? name.vi);
    });
  const count = Object.keys(known).length;
  const head = household.members[0]?.name ?? household.code;
  const indicators = lacking.map(({ ask }) => (ask[language] ?? ask.vi).split(":")[0]).join(", ");
  const shown: Line[] = [
    { key: `${NAME}:known-head`, values: { head, count } },
    ...(lines.length > 0 ? [{ key: `${NAME}:known-lines`, values: { lines: lines.join("; ") } }] : []),
    ...(indicators === "" ? [] : [{ key: `${NAME}:known-lacking`, values: { indicators } }]),
    ...(causes === undefined
      ? []
      : [{ key: `${NAME}:known-causes`, values: { causes: causeNames(subject, causes, language) } }]),
  ];
  const choices: Choice[] = [
    { key: `${NAME}:confirm`, values: { count }, payload: `#${NAME}.confirm.${caseId}` },
    { key: `${NAME}:one-by-one`, payload: `#${NAME}.go.${caseId}` },
  ];
  return { lines: shown, choices };
}

/** The end of the questions: a total with its class, or what still stands in the way of one. */
export function sheetResult(turn: Turn, sheet: OpenSheet): Reply {
  const { result, household, caseId, subject } = sheet;
  const head = household.members[0]?.name ?? household.code;
  const later: Choice = { key: `${NAME}:later`, payload: `#${NAME}.start` };
  const sign: Choice = { key: `${NAME}:sign`, payload: `#${NAME}.sign.${caseId}` };
  const standard = subject.standard.name[turn.session.language] ?? subject.standard.name.vi;
  switch (result.kind) {
    case "open": {
      const again: Choice = { key: `${NAME}:answer-unknown`, payload: `#${NAME}.unknown.${caseId}` };
      const values = { head, count: result.unknown.length };
      return { key: `${NAME}:open`, values, choices: [again, later] };
    }
    case "undecidable":
      return { key: `${NAME}:undecidable`, values: { head }, choices: [later] };
    case "screened-out":
      return { key: `${NAME}:screened-out`, values: { head }, choices: [sign, later] };
    case "by-income": {
      const values = { head, income: result.income, class: className(turn, result.proposed), standard };
      return withCauses(turn, sheet, { key: `${NAME}:by-income`, values }, [sign, later]);
    }
    case "scored": {
      const { b1, b2, line, proposed } = result;
      const cut = turn.knowledge.forms.b2.poor_cut;
      const values = { head, b1, b2, line, cut, class: className(turn, proposed), standard };
      return withCauses(turn, sheet, { key: `${NAME}:scored`, values }, [sign, later]);
    }
  }
}

/** The class, and why the household is poor where that was asked, to be told otherwise in one tap. */
function withCauses(
  { session: { language } }: Turn,
  sheet: OpenSheet,
  told: Line,
  [sign, later]: [Choice, Choice],
): Reply {
  const { caseId, questions, result, subject } = sheet;
  const answer = sheet.sheet[CAUSES];
  const asked = questions.some((question) => question.id === CAUSES && comesUp(question, result));
  if (answer === undefined || !asked) return { ...told, choices: [sign, later] };
  const causes: Line =
    answer.value === null
      ? { key: `${NAME}:causes-unknown` }
      : { key: `${NAME}:causes`, values: { causes: causeNames(subject, answer.value, language) } };
  const change: Choice = { key: `${NAME}:change-causes`, payload: `#${NAME}.causes.${caseId}` };
  return { lines: [told, causes], choices: [sign, change, later] };
}

function causeNames({ causes }: FormSubject, ids: readonly string[], language: Language): string {
  const chosen = causes.filter(({ id }) => ids.includes(id));
  return chosen.map(({ name }) => name[language] ?? name.vi).join(", ");
}

function className({ knowledge, session }: Turn, status: string): string {
  const { name } = knowledge.statuses.statuses[status]!;
  return name[session.language] ?? name.vi;
}
