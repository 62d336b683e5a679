// Who may do what (knowledge/process/roles.yaml), read once and checked: an operation without a name or a role without one
// of its operations does not load.
import { z } from "zod";
import { AppError } from "../foundation/errors.ts";
import { describeProblems, type Reading, readYaml } from "./read-yaml.ts";

/** Everything that only some roles may do. */
export const OPERATIONS = [
  "law.review",
  "household.list",
  "household.read",
  "household.read-sensitive",
  "household.write",
  "household.code",
  "link.confirm",
  "report.file",
  "report.read",
  "report.review",
  "report.decide",
  "round.open",
  "round.read",
  "review.fill",
  "meeting.record",
  "posting.record",
  "decision.sign",
  "complaint.answer",
  "request.take",
  "summary.read",
  "person.invite",
  "quality.read",
  "notice.draft",
  "notice.approve",
  "export.named",
  "views.read",
  "audit.read",
  "privacy.answer",
  "system.operate",
] as const;

/** Something that only some roles may do. */
export type Operation = (typeof OPERATIONS)[number];

/** The levels of units, smallest first; a role is given for a unit of its level. */
export const LEVELS = ["village", "commune", "province", "nation"] as const;

const named = z.strictObject({ vi: z.string().min(1), en: z.string().min(1) });
const roleSchema = z.strictObject({
  id: z.string().regex(/^[a-z-]+$/),
  name: named,
  level: z.enum(LEVELS),
  operations: z.array(z.enum(OPERATIONS)).min(1),
  /** Roles that one who may invite can give, within the own unit. */
  invites: z.array(z.string()).default([]),
});
/** One role: the level of its unit and what it may do there. */
export type Role = z.infer<typeof roleSchema>;

const fileSchema = z.strictObject({
  source: z.string(),
  confidence: z.string(),
  operations: z.record(z.enum(OPERATIONS), named),
  roles: z.array(roleSchema).min(1),
});

/** The roles by id; throws AppError "roles:invalid" naming what is wrong. */
export function loadRoles(directory: string): ReadonlyMap<string, Role> {
  const reading: Reading = { root: directory, problems: [], contents: new Map() };
  const file = readYaml(reading, "process/roles.yaml", fileSchema);
  if (file === null) throw new AppError("roles:invalid", describeProblems(reading.problems));
  return new Map(file.roles.map((role) => [role.id, role]));
}
