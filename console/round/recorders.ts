// Who records a step of a village: those of the village who may, or where it has none those of the commune.
import type { StepId } from "../../knowledge/schema/workflow.ts";
import type { Holder } from "../../registry/people/list.ts";
import type { Visit } from "../page.ts";
import { roleName } from "../words.ts";

/** Their names and roles among the people of the commune; a dash where there is nobody. */
export function recordersOf(
  visit: Visit,
  holders: readonly Holder[],
  { step, villageCode, communeCode }: { step: StepId; villageCode: string; communeCode: string },
): string {
  const { library } = visit.desk;
  const { operation } = library.review.workflow.steps.find(({ id }) => id === step)!;
  const may = holders.filter(({ role }) => library.roles.get(role)?.operations.includes(operation));
  const near = may.filter(({ unitCode }) => unitCode === villageCode);
  const own = near.length > 0 ? near : may.filter(({ unitCode }) => unitCode === communeCode);
  return own.map((one) => `${one.name || "–"} (${roleName(visit, one.role)})`).join(", ") || "–";
}
