// How soon complaints and requests for an officer are answered (process/complaints.yaml).
import { z } from "zod";
import { AppError } from "../foundation/errors.ts";
import { fold } from "../foundation/vietnamese.ts";
import { describeProblems, type Reading, readYaml } from "./read-yaml.ts";
import { confidenceSchema } from "./schema/words.ts";

const basis = {
  basis: z.string().min(1),
  confidence: z.enum([...confidenceSchema.options, "house"]),
  note: z.string().optional(),
};
const term = z.strictObject({ working_days: z.number().int().positive(), ...basis });
const fileSchema = z.strictObject({
  complaint: term,
  request: term,
  most_open: z.strictObject({ count: z.number().int().positive(), ...basis }),
  overdue_role: z.string().min(1),
  clause_words: z.array(z.string().min(1)).min(1),
});

export interface ComplaintRules {
  /** Working days to answer. */
  readonly complaintDays: number;
  readonly requestDays: number;
  /** Open complaints that one account may have. */
  readonly mostOpen: number;
  /** The role that is told of an overdue answer. */
  readonly overdueRole: string;
  /** Whether words name a law. */
  namesLaw(text: string): boolean;
}

/** Reads process/complaints.yaml; throws AppError "complaints:invalid" naming what is wrong. */
export function loadComplaintRules(directory: string): ComplaintRules {
  const reading: Reading = { root: directory, problems: [], contents: new Map() };
  const file = readYaml(reading, "process/complaints.yaml", fileSchema);
  if (file === null) throw new AppError("complaints:invalid", describeProblems(reading.problems));
  const words = file.clause_words.map(fold);
  return {
    complaintDays: file.complaint.working_days,
    requestDays: file.request.working_days,
    mostOpen: file.most_open.count,
    overdueRole: file.overdue_role,
    namesLaw: (text) => {
      const said = ` ${fold(text).replace(/[^a-z0-9]+/g, " ")} `;
      return words.some((word) => said.includes(` ${word} `));
    },
  };
}
