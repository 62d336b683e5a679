// Households as rows of the workbook: reading these rows again gives the same households.
import { type Day, formatDay, isDay } from "../../foundation/day.ts";
import type { Column } from "../../knowledge/schema/spreadsheet.ts";
import { listOf } from "../../knowledge/spreadsheet.ts";
import type { HouseholdRecord, MemberRecord, PlainFacts } from "../households/household.ts";
import { writeFact, writeFacts } from "./fact-cells.ts";
import { factOf, guarded, indicatorLabels, standardLabel, type Workbook } from "./workbook.ts";

/** A writer of rows: the cells of one household, a row a member. `villageName` gives the written name of a village's code. */
export function rowWriter(
  workbook: Workbook,
  villageName: (code: string) => string,
): (household: HouseholdRecord) => (string | null)[][] {
  const { words, knowledge, columns } = workbook;
  const labels = new Map(
    columns.flatMap(({ list }) => (list === undefined ? [] : [[list, labelsOf(workbook, list)] as const])),
  );
  const indicators = indicatorLabels(knowledge);
  const none = words.values.no[0]!;
  const label = ({ list }: Column, id: string | null) => (id === null ? null : (labels.get(list!)?.get(id) ?? id));
  const joined = (ids: readonly string[], name: (id: string) => string) =>
    ids.length === 0 ? none : ids.map(name).join("; ");
  const ofHousehold = (column: Column, household: HouseholdRecord, shown: Shown): string | null => {
    const { status } = household;
    switch (column.id) {
      case "code":
        return household.code;
      case "village":
        return villageName(household.villageCode);
      case "address":
        return household.address;
      case "class":
        return label(column, shown.class);
      case "from":
        return written(status?.from ?? null);
      case "standard":
        return status === null ? null : standardLabel(status.standard);
      case "decision_number":
        return status?.decisionNumber ?? null;
      case "decided_on":
        return written(status?.decidedOn ?? null);
      case "b1":
      case "b2":
        return status?.[column.id]?.toString() ?? null;
      case "deprivations":
        return joined(household.deprivations, (id) => indicators.get(id) ?? id);
      case "causes":
        return status === null ? null : joined(status.causes, (id) => label(column, id) ?? id);
      default:
        return fromFacts(workbook, column, shown.facts);
    }
  };
  return (household) => {
    const shown = shownOf(workbook, household);
    return household.members.map((member, at) =>
      columns.map((column) => {
        if (column.of === "member") return guardedOrNull(memberCell(workbook, column, member, label));
        return at === 0 || column.required ? guardedOrNull(ofHousehold(column, household, shown)) : null;
      }),
    );
  };
}

const guardedOrNull = (text: string | null) => (text === null || text === "" ? null : guarded(text));

/** The first row: the header of every column. */
export function headerRow({ columns }: Workbook): string[] {
  return columns.map(({ header }) => header);
}

function memberCell(
  workbook: Workbook,
  column: Column,
  member: MemberRecord,
  label: (column: Column, id: string | null) => string | null,
): string | null {
  switch (column.id) {
    case "name":
    case "nickname":
    case "identity":
    case "phone":
      return member[column.id];
    case "relation":
    case "sex":
    case "ethnicity":
      return label(column, member[column.id]);
    case "birth":
      return member.birth !== null && isDay(member.birth) ? formatDay(member.birth) : member.birth;
    case "joined_on":
      return written(member.joinedOn);
    default:
      return fromFacts(workbook, column, member.facts);
  }
}

const written = (value: Day | null) => (value === null ? null : formatDay(value));

/** A fact in its own column, or all those that no column shows. */
function fromFacts({ words, knowledge, columns }: Workbook, column: Column, facts: PlainFacts): string | null {
  if (column.kind === "fact") return writeFact(factOf(knowledge, column), facts[column.fact!], words.values);
  const own = columns.filter(({ kind, of }) => kind === "fact" && of === column.of);
  const shown = new Set(
    own
      .filter((one) => writeFact(factOf(knowledge, one), facts[one.fact!], words.values) !== null)
      .map(({ fact }) => fact),
  );
  return writeFacts(Object.fromEntries(Object.entries(facts).filter(([id]) => !shown.has(id))));
}

interface Shown {
  /** An entry of the list of classes. */
  class: string | null;
  facts: PlainFacts;
}

/** A household that left the list on the day of its class is written "thoát nghèo": then these two facts are told by the class. */
function shownOf({ words }: Workbook, { status, facts }: HouseholdRecord): Shown {
  if (status === null) return { class: null, facts };
  const { previously, exit_date: exit, ...rest } = facts;
  const escaped = listOf(words, "classes").find(
    (one) => one.previously !== undefined && one.previously === previously && one.class === status.status,
  );
  if (escaped === undefined || exit !== status.from) return { class: status.status, facts };
  return { class: escaped.id, facts: rest };
}

function labelsOf({ words }: Workbook, list: string): ReadonlyMap<string, string> {
  return new Map(listOf(words, list).map(({ id, label }) => [id, label]));
}
