// The households of the demonstration as the registry keeps any other.
import { day } from "../../foundation/day.ts";
import type { Demonstration } from "../../knowledge/demonstration.ts";
import { type MemberRecord, type NewHousehold, UNKNOWN_MEMBER } from "../households/household.ts";

/** All households in the order of the villages; `villages` has their codes by name. */
export function householdsOf(plan: Demonstration, villages: ReadonlyMap<string, string>): NewHousehold[] {
  const { commune: communeCode, province: provinceCode, standard, decision } = plan;
  const recognised = {
    standard,
    from: day(decision.from),
    decisionNumber: decision.number,
    decidedOn: day(decision.on),
  };
  const planned = plan.villages.flatMap(({ name }) => (plan.households[name] ?? []).map((one) => ({ ...one, name })));
  return planned.map(({ head, sex, birth, class: status, lacks, why, others, name }, at) => {
    const members: MemberRecord[] = [
      { ...UNKNOWN_MEMBER, name: head, relation: "head", sex, birth },
      ...others.map((one) => ({ ...UNKNOWN_MEMBER, ...one })),
    ];
    return {
      code: `${communeCode}-${String(at + 1).padStart(5, "0")}`,
      villageCode: villages.get(name)!,
      communeCode,
      provinceCode,
      address: null,
      facts: {},
      status: status === "other" ? null : { status, ...recognised, b1: null, b2: null, causes: why },
      deprivations: lacks,
      members,
    };
  });
}
