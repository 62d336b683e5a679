// The poverty-reduction plans, for comparing results with what a place set out to reach. They are no part of the law that decides.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { AppError } from "../foundation/errors.ts";
import { describeProblems, type Reading, readYaml } from "./read-yaml.ts";
import { type Plan, planSchema } from "./schema/plan.ts";

/** Reads `plans/*.yaml` of the knowledge directory, in the order of their names; throws AppError "plans:invalid" with one line for every mistake. */
export function loadPlans(directory: string): Plan[] {
  const reading: Reading = { root: directory, problems: [], contents: new Map() };
  const files = readdirSync(join(directory, "plans")).sort();
  const plans = files.map((file) => {
    const plan = readYaml(reading, `plans/${file}`, planSchema);
    if (plan && `${plan.id}.yaml` !== file) {
      reading.problems.push({ file: `plans/${file}`, path: "id", reason: `the file of ${plan.id} must bear its name` });
    }
    return plan;
  });
  if (reading.problems.length > 0) throw new AppError("plans:invalid", describeProblems(reading.problems));
  return plans.filter((plan) => plan !== null);
}
