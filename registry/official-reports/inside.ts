// What lies sealed of the households of a report: opened only where a column asks for it, and no more than it asks.
import { ageOn, type Day, isDay } from "../../foundation/day.ts";
import type { Desk } from "../desk.ts";
import { type PlainFacts, pages } from "../households/household.ts";
import { type Details, openDetails, openFacts } from "../households/sealed-rows.ts";
import type { Seal } from "../seal.ts";

/** What lies sealed. Null: not known, or not asked. */
export interface Inside {
  headEthnicity: string | null;
  spouseEthnicity: string | null;
  hasSpouse: boolean;
  children: number | null;
  /** A flag of the household, or of any member. */
  flag(fact: string): boolean | null;
}

/** What is asked beyond the ethnicity of the head and of the spouse. */
export interface Inwards {
  children: boolean;
  facts: boolean;
}

/** A household as it lies sealed; only members of whom something is asked. */
interface SealedInside {
  id: string;
  facts: string | null;
  members: SealedPerson[] | null;
}

type SealedPerson = [relation: string, birth: string | null, details: string | null, facts: string | null];

/** Opens what is asked of these households, as it is on a day. Of two heads the first is who left since: the other took over then. */
export async function openInside(
  { tx, store: { seal } }: Pick<Desk, "tx" | "store">,
  households: readonly { id: string; inside: Inside | null }[],
  asked: Inwards & { on: Day; childrenBelow: number },
): Promise<void> {
  const { on, children, facts } = asked;
  for (const page of pages(households)) {
    const found = await tx.$queryRaw<SealedInside[]>`
      SELECT h.id, h.facts_sealed AS facts, m.members FROM household h
        LEFT JOIN LATERAL (SELECT json_agg(json_build_array(m.relation, m.birth_sealed, m.details_sealed, m.facts_sealed)
            ORDER BY m.left_on NULLS LAST) AS members
          FROM member m WHERE m.household_id = h.id AND (${children || facts} OR m.relation IN ('head', 'spouse'))
            AND (m.joined_on IS NULL OR m.joined_on <= ${on}::date) AND (m.left_on IS NULL OR m.left_on > ${on}::date)) m ON true
      WHERE h.id = ANY(${page.map(({ id }) => id)}::uuid[])`;
    const byId = new Map(found.map((row) => [row.id, row]));
    for (const one of page) one.inside = insideOf(seal, byId.get(one.id), asked);
  }
}

function insideOf(
  seal: Seal,
  row: SealedInside | undefined,
  { on, childrenBelow, children, facts }: Parameters<typeof openInside>[2],
): Inside {
  const people = (row?.members ?? []).map(([relation, birth, sealed, own]) => {
    const details: Details = children || relation === "head" || relation === "spouse" ? openDetails(seal, sealed) : {};
    return {
      relation,
      ethnicity: details.ethnicity ?? null,
      birth: details.birth ?? (children && birth !== null ? seal.open(birth) : null),
      facts: facts ? openFacts(seal, own) : {},
    };
  });
  const ages = children ? people.map(({ birth }) => isBelow(birth, childrenBelow, on)) : [null];
  const household: PlainFacts = facts ? openFacts(seal, row?.facts ?? null) : {};
  const spouse = people.find(({ relation }) => relation === "spouse");
  return {
    headEthnicity: people.find(({ relation }) => relation === "head")?.ethnicity ?? null,
    spouseEthnicity: spouse?.ethnicity ?? null,
    hasSpouse: spouse !== undefined,
    children: ages.includes(null) ? null : ages.filter(Boolean).length,
    flag: facts ? (fact) => anyOf([household[fact], ...people.map((one) => one.facts[fact])], people.length) : unasked,
  };
}

const unasked = () => null;

/** Whether somebody is younger than so many years; null where the birth is not known well enough. */
function isBelow(birth: string | null, years: number, on: Day): boolean | null {
  if (birth === null) return null;
  if (isDay(birth)) return ageOn(birth, on) < years;
  const turns = Number(birth.slice(0, 4)) + years - Number(on.slice(0, 4));
  return turns === 0 ? null : turns > 0;
}

/** The first value is the household's own; the others are its members', of whom all must be known for a no. */
function anyOf([own, ...members]: readonly unknown[], people: number): boolean | null {
  if (own === true || members.includes(true)) return true;
  if (own === false) return false;
  return people > 0 && members.every((value) => value === false) ? false : null;
}
