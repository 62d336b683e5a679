// A request for an officer as it is read: what the person wanted to say, and what of the conversation the person let the officer see.
import { z } from "zod";
import type { OfficerRequest } from "../../prisma/generated/client.ts";
import type { Desk } from "../desk.ts";
import { dayOf } from "../households/sealed-rows.ts";

const transcriptSchema = z.object({
  /** What was written for the officer, in order. */
  words: z.array(z.string()),
  /** What the conversation holds, shared by the person's consent; null when it was not. */
  shared: z
    .object({
      field: z.string().nullable(),
      household: z.record(z.string(), z.unknown()),
      members: z.array(z.object({ key: z.string(), facts: z.record(z.string(), z.unknown()) })),
    })
    .nullable(),
});
export type Transcript = z.infer<typeof transcriptSchema>;
export type SharedTalk = NonNullable<Transcript["shared"]>;

/** Opens the transcript of a row; empty when it is past its time. */
export function openTranscript({ store }: Pick<Desk, "store">, sealed: string | null): Transcript {
  return sealed === null ? { words: [], shared: null } : transcriptSchema.parse(JSON.parse(store.seal.open(sealed)));
}

/** Seals a transcript for its row. */
export function sealTranscript({ store }: Pick<Desk, "store">, transcript: Transcript): string {
  return store.seal.seal(JSON.stringify(transcript));
}

/** Reads a row. */
export function openRequest(desk: Pick<Desk, "store">, row: OfficerRequest) {
  const { id, number, accountId, communeCode, takenBy, createdAt } = row;
  return {
    id,
    number,
    accountId,
    communeCode,
    takenBy,
    state: row.state as "open" | "taken" | "closed",
    transcript: openTranscript(desk, row.transcriptSealed),
    askedAt: createdAt,
    dueOn: dayOf(row.dueOn),
  };
}
export type Request = ReturnType<typeof openRequest>;
