// What a linked person may read: the own household, and nothing else.
import type { FactValue } from "../../knowledge/eligibility/facts.ts";
import type { Knowledge } from "../../knowledge/knowledge.ts";
import { statusOn } from "../../knowledge/status.ts";
import type { Desk } from "../desk.ts";
import { unitFacts } from "../households/for-law.ts";
import type { Household } from "../households/household.ts";
import { openHouseholds } from "../households/read.ts";
import { currentStatuses } from "../households/statuses.ts";

/** The households that this account is linked to, as they are today. */
export function ownHouseholds({ tx, store, actor, today }: Desk): Promise<Household[]> {
  return openHouseholds(tx, store, [...actor.households], today);
}

/** Facts of the law about the one household this account is linked to, for questions about rights; null when there is none or several. */
export async function linkedFacts(desk: Desk, knowledge: Knowledge): Promise<Record<string, FactValue> | null> {
  const [household, ...others] = await ownHouseholds(desk);
  if (household === undefined || others.length > 0) return null;
  const history = await currentStatuses(desk.tx, [household.id]);
  const recognitions = history.map(({ from, status }) => ({ from, class: status }));
  const derived = statusOn(knowledge, recognitions, desk.today);
  const { area, emmRegion, province } = await unitFacts(desk.tx, household);
  const facts: Record<string, FactValue> = {
    hh_class: derived?.class ?? null,
    exit_date: derived?.exitDate ?? null,
    area,
    emm_region: emmRegion,
    province,
    ...household.facts,
  };
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== null));
}
