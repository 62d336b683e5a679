// What people call the indicators and policies that the registry keeps by their ids.
import type { Language } from "../../foundation/language.ts";
import type { Library } from "../../knowledge/library.ts";

/** Name of an indicator in the newest standard that has it; its id when none does. */
export function indicatorName({ knowledge }: Library, id: string, language: Language): string {
  const found = knowledge.standards.flatMap(({ indicators }) => indicators).findLast((one) => one.id === id);
  return found === undefined ? id : (found.name[language] ?? found.name.vi);
}

/** Name of a policy; its id when there is none of that id any more. */
export function policyName({ knowledge }: Library, id: string, language: Language): string {
  const name = knowledge.policies.get(id)?.name;
  return name === undefined ? id : (name[language] ?? name.vi);
}

/** Name of a cause of poverty. */
export function causeName({ summaries }: Library, id: string, language: Language): string {
  const name = summaries.causes.get(id) ?? summaries.causes.get("other")!;
  return name[language] ?? name.vi;
}
