// How people and households are joined to the registry (process/joining.yaml), as the code wants it: plain figures.
import { z } from "zod";
import { AppError } from "../foundation/errors.ts";
import { describeProblems, type Reading, readYaml } from "./read-yaml.ts";

const count = z.number().int().positive();
const basisShape = { basis: z.string().min(1), confidence: z.string().min(1), note: z.string().optional() };

const fileSchema = z.strictObject({
  invitation: z.strictObject({ hours: count, ...basisShape }),
  household_code: z.strictObject({ days: count, ...basisShape }),
  attempts: z.strictObject({ most: count, most_overall: count, minutes: count, ...basisShape }),
  views: z.strictObject({ shown: count, ...basisShape }),
});

/** The figures of joining. */
export interface Joining {
  readonly invitationHours: number;
  readonly householdCodeDays: number;
  /** How many tries one account, and all accounts together, have within so many minutes. */
  readonly attempts: { readonly most: number; readonly mostOverall: number; readonly minutes: number };
  readonly viewsShown: number;
}

/** Reads process/joining.yaml; throws AppError "joining:invalid" naming what is wrong. */
export function loadJoining(directory: string): Joining {
  const reading: Reading = { root: directory, problems: [], contents: new Map() };
  const file = readYaml(reading, "process/joining.yaml", fileSchema);
  if (file === null) throw new AppError("joining:invalid", describeProblems(reading.problems));
  const { invitation, household_code, attempts, views } = file;
  return {
    invitationHours: invitation.hours,
    householdCodeDays: household_code.days,
    attempts: { most: attempts.most, mostOverall: attempts.most_overall, minutes: attempts.minutes },
    viewsShown: views.shown,
  };
}
