// Correcting what the registry says of a member: the kinds of data that a machine can read, each by the reader of its cell in the
// household workbook. Anything else stays words for an officer.
import type { Library } from "../../knowledge/library.ts";
import type { Desk } from "../desk.ts";
import { changeMembers } from "../households/change.ts";
import type { Member, MemberRecord } from "../households/household.ts";
import { birthReader, type CellReader, choiceReader, identityReader, readName } from "../spreadsheets/cell-readers.ts";
import { type Applied, by, type Case, done, memberIn, missing, wordsIn } from "./change-case.ts";
import type { Report } from "./report.ts";

/** What can be corrected: fields of a member, by the ids of the choices of `attribute` in knowledge/change-types.yaml. */
export type Corrected = "name" | "birth" | "sex" | "relation" | "ethnicity" | "identity";

type Knows = Pick<Desk, "library" | "today">;

function readerOf(attribute: string, { library, today }: Knows): CellReader | null {
  const { lists, identity } = library.spreadsheet.values;
  switch (attribute as Corrected) {
    case "name":
      return readName;
    case "birth":
      return birthReader(today);
    case "sex":
      return choiceReader(lists.sexes);
    case "relation":
      return choiceReader(lists.relations.filter(({ id }) => id !== "head")); // a new head is another kind of report
    case "ethnicity":
      return choiceReader(lists.ethnicities);
    case "identity":
      return identityReader(identity);
    default:
      return null;
  }
}

/** Whether a correction of this kind is made by the machine. */
export function isCorrectable(knows: Knows, attribute: string): attribute is Corrected {
  return readerOf(attribute, knows) !== null;
}

/** The right value in what was said ("sinh năm 1960", "là nữ"), as the registry keeps it; null when there is none. */
export function readCorrection(knows: Knows, attribute: string, text: string): string | null {
  const read = readerOf(attribute, knows);
  if (read === null) return null;
  const said = text.trim().replace(/^(?:.*\s)?là\s+/iu, "");
  const words = said.split(/\s+/);
  const tries = attribute === "name" ? [said] : words.map((_, at) => words.slice(at).join(" "));
  for (const one of tries) {
    const reading = read(one);
    if ("value" in reading) return String(reading.value);
  }
  return null;
}

/** What a value is called by people: the label of its list, or the value itself. */
export function correctionShown(
  { spreadsheet }: Pick<Library, "spreadsheet">,
  attribute: string,
  value: string,
): string {
  const { sexes, relations, ethnicities } = spreadsheet.values.lists;
  const lists = new Map(Object.entries({ sex: sexes, relation: relations, ethnicity: ethnicities }));
  return lists.get(attribute)?.find(({ id }) => id === value)?.label ?? value;
}

/** Whether the report tells something that the machine can put right. */
export function isForMachine(knows: Knows, report: Report): boolean {
  const attribute = wordsIn(report, "attribute") ?? "";
  return readCorrection(knows, attribute, wordsIn(report, "new_value") ?? "") !== null;
}

/** The member gets the right value. The audit chain keeps a keyed hash of the old one: that it was changed, and not what it was. */
export async function corrects(one: Case): Promise<Applied> {
  const { desk, household, report } = one;
  const attribute = wordsIn(report, "attribute") as Corrected;
  const member = memberIn(one, "member", household.members);
  if (member === null) return missing("member", "member");
  if (attribute === "relation" && member.relation === "head") return done(one);
  const value = readCorrection(desk, attribute, wordsIn(report, "new_value") ?? "");
  const { id, leftOn: _, ...record } = member;
  const next = { ...record, [attribute]: value } as MemberRecord;
  const change = {
    id,
    householdId: household.id,
    member: next,
    fields: [attribute],
    was: markOf(desk, member, attribute),
  };
  await changeMembers(desk.tx, desk.store, [change], by(one));
  return done(one);
}

function markOf({ store }: Desk, member: Member, attribute: Corrected): string {
  return store.seal.hash(`was ${member.id} ${attribute} ${member[attribute] ?? ""}`);
}
