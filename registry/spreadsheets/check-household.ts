// What must hold within one household of a file and between all of them, beyond what each cell says alone.
import { fold } from "../../foundation/vietnamese.ts";
import { standardOn } from "../../knowledge/standard.ts";
import type { IncomingHousehold, IncomingMember } from "./incoming.ts";
import type { Problem } from "./problem.ts";
import { indicatorLabels, standardLabel, type Workbook } from "./workbook.ts";

/** A checker for the households of one file, page after page: finds what is wrong and marks those that cannot be imported. */
export function householdChecker(workbook: Workbook): (households: readonly IncomingHousehold[]) => Problem[] {
  const identities = new Map<string, number>();
  return (households) =>
    households.flatMap((household) => {
      const problems = [
        ...checkClass(workbook, household),
        ...checkMembers(household),
        ...household.members.flatMap((member) => [
          ...checkIdentity(workbook, member),
          ...seenBefore(identities, member),
        ]),
      ];
      household.refused = household.unreadable || problems.some(({ level }) => level === "error");
      return problems;
    });
}

const DECIDED = ["from", "standard", "decision_number", "decided_on", "b1", "b2", "causes"] as const;

function checkClass(workbook: Workbook, household: IncomingHousehold): Problem[] {
  const { cells } = household;
  const problem = (reason: string, name: string, places: Problem["places"] = {}): Problem => {
    const column = workbook.columns.find(({ id }) => id === name)!;
    const known = household.cellAt.get(name);
    const { at, index, raw } = known ?? { at: household.at, index: 0, raw: null };
    return { level: "error", reason, places, at, ...(known && { cell: { column, index, raw } }) };
  };
  if (cells.class === undefined) {
    const alone = DECIDED.find((name) => cells[name] !== undefined);
    return alone === undefined ? [] : [problem("needs-class", alone)];
  }
  if (cells.from === undefined) return [problem("needs-from", "class")];
  const { knowledge } = workbook;
  const wanted = cells.standard ?? standardOn(knowledge.standards, cells.from)?.id;
  const standard = knowledge.standards.find(({ id }) => id === wanted);
  if (standard === undefined) return [problem("no-standard", "from")];
  const known = new Set(standard.indicators.map(({ id }) => id));
  const strange = (cells.deprivations ?? []).filter((id) => !known.has(id));
  if (strange.length === 0) return [];
  const labels = indicatorLabels(knowledge);
  const choices = [...known].map((id) => labels.get(id)).join(", ");
  return [problem("indicator", "deprivations", { standard: standardLabel(standard.id), choices })];
}

function checkMembers({ members }: IncomingHousehold): Problem[] {
  const seen = new Map<string, IncomingMember>();
  return members.flatMap((member) => {
    const { name, birth, identity } = member.cells;
    const key = identity ?? `${fold(name)} ${birth ?? ""}`;
    const first = seen.get(key);
    if (first === undefined) seen.set(key, member);
    return first === undefined ? [] : [atRow(member, "error", "member-twice", { first: first.at.row })];
  });
}

/** The number says sex and year of birth; where it disagrees somebody should look, but corrections of civil status are real. */
function checkIdentity({ words }: Workbook, member: IncomingMember): Problem[] {
  const { identity, sex, birth } = member.cells;
  if (identity === undefined) return [];
  const { old_digits: old, century_and_sex: centuries } = words.values.identity;
  if (identity.length === old) return [atRow(member, "warning", "identity-old")];
  const meant = centuries[identity.charAt(3)];
  if (meant === undefined) return [];
  const [century, meantSex] = meant;
  const year = century + Number(identity.slice(4, 6));
  return [
    ...(sex !== undefined && sex !== meantSex ? [atRow(member, "warning", "identity-sex")] : []),
    ...(birth !== undefined && Number(birth.slice(0, 4)) !== year ? [atRow(member, "warning", "identity-year")] : []),
  ];
}

function seenBefore(identities: Map<string, number>, member: IncomingMember): Problem[] {
  const { identity } = member.cells;
  if (identity === undefined) return [];
  const first = identities.get(identity);
  if (first === undefined) identities.set(identity, member.at.row);
  return first === undefined ? [] : [atRow(member, "error", "identity-twice", { first })];
}

function atRow(
  { at }: IncomingMember,
  level: Problem["level"],
  reason: string,
  places: Problem["places"] = {},
): Problem {
  return { level, reason, places, at };
}
