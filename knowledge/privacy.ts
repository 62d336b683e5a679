// How long what lies beside conversations is kept, and what withdrawing consent to a purpose undoes (process/privacy.yaml).
import { z } from "zod";
import { AppError } from "../foundation/errors.ts";
import { describeProblems, type Reading, readYaml } from "./read-yaml.ts";
import { confidenceSchema } from "./schema/words.ts";

const KINDS = [
  "officer_request",
  "complaint",
  "evidence",
  "report",
  "review_sheet",
  "household_left",
  "person",
  "link",
  "code",
  "announcement",
  "sign_in",
  "misunderstood",
  "said",
  "attempt",
  "trial",
] as const;
/** Terms of knowledge/service.yaml. */
const OF_SERVICE = ["session", "decision", "inbound", "outbound", "voice", "access_log"] as const;
const WITHDRAWALS = ["conversation", "links", "subscriptions", "transcripts"] as const;

const daysSchema = z.strictObject({
  days: z.number().int().positive(),
  basis: z.string().min(1),
  confidence: z.enum([...confidenceSchema.options, "house"]),
  note: z.string().optional(),
});
const termSchema = z.enum([...KINDS, ...OF_SERVICE]);
const tableSchema = z.string().regex(/^[a-z_]+$/);
const columnSchema = z.string().regex(/^[a-z_]+\.[a-z_]+$/);
const fileSchema = z.strictObject({
  retention: z.record(z.enum(KINDS), daysSchema),
  /** From here on for whoever reads it and for test/registry/terms.test.ts: what ends each is registry/privacy/expired.ts. */
  sealed: z.record(columnSchema, termSchema),
  not_personal: z.array(columnSchema),
  rows: z.record(tableSchema, termSchema),
  rows_kept: z.record(tableSchema, z.string().min(1)),
  withdrawal: z.record(z.string(), z.enum(WITHDRAWALS)),
});

/** What goes when consent to a purpose is withdrawn. */
export type Withdrawal = (typeof WITHDRAWALS)[number];

export interface PrivacyRules {
  readonly retentionDays: Readonly<Record<(typeof KINDS)[number], number>>;
  /** Purpose of consent (knowledge/service.yaml) → what goes. */
  readonly withdrawal: ReadonlyMap<string, Withdrawal>;
}

/** Reads process/privacy.yaml; throws AppError "privacy:invalid" naming what is wrong. */
export function loadPrivacyRules(directory: string): PrivacyRules {
  const reading: Reading = { root: directory, problems: [], contents: new Map() };
  const file = readYaml(reading, "process/privacy.yaml", fileSchema);
  if (file === null) throw new AppError("privacy:invalid", describeProblems(reading.problems));
  const days = Object.fromEntries(KINDS.map((kind) => [kind, file.retention[kind].days]));
  return {
    retentionDays: days as PrivacyRules["retentionDays"],
    withdrawal: new Map(Object.entries(file.withdrawal)),
  };
}
