// Trials under way and just done, in the store, so that whichever process is asked next can show them: for whoever asked, in the role
// in which it was asked, and for a day (knowledge/process/privacy.yaml).
import { randomUUID } from "node:crypto";
import { describeFault } from "../../foundation/errors.ts";
import { termKey } from "../actor.ts";
import type { Desk } from "../desk.ts";
import { type WhatIf, whatIf } from "./show.ts";

/** One trial. `result` null and `fault` null: still under way. */
export interface TrialState {
  done: number;
  total: number;
  result: WhatIf | null;
  fault: string | null;
}

const BEAT_MS = 1_000;
/** A trial that was not heard of for so long went with its process. */
const SILENT_SECONDS = 30;

/** Starts one beside the visit; returns its id. */
export async function startTrial(
  desk: Desk,
  asked: Pick<Parameters<typeof whatIf>[1], "place" | "on">,
): Promise<string> {
  const id = randomUUID();
  const { personId, role } = ownerOf(desk);
  const { client } = desk.store;
  await desk.tx.$executeRaw`
    INSERT INTO trial (id, person_id, role, seen_at) VALUES (${id}::uuid, ${personId}::uuid, ${role}, now())`;
  const far = { done: 0, total: 0 };
  const progress = (done: number, total: number) => Object.assign(far, { done, total });
  const beat = setInterval(() => {
    // One that fails is followed by another.
    void client.$executeRaw`
      UPDATE trial SET done = ${far.done}, total = ${far.total}, seen_at = now() WHERE id = ${id}::uuid`.catch(() => 0);
  }, BEAT_MS);
  const end = async (result: WhatIf | null, fault: string | null) => {
    clearInterval(beat);
    // The visit that made the row may not have committed yet: then this waits for it.
    await client.$executeRaw`
      INSERT INTO trial AS t (id, person_id, role, done, total, result, fault, seen_at)
      VALUES (${id}::uuid, ${personId}::uuid, ${role}, ${far.done}, ${far.total}, ${JSON.stringify(result)}::jsonb, ${fault}, now())
      ON CONFLICT (id) DO UPDATE SET done = excluded.done, total = excluded.total, result = nullif(excluded.result, 'null'),
        fault = excluded.fault, seen_at = excluded.seen_at`;
  };
  // The visit's own transaction ends before the trial does.
  void whatIf({ ...desk, tx: client }, { ...asked, progress })
    .then((result) => end(result, result === null ? "no right to summaries" : null))
    .catch((fault: unknown) => end(null, describeFault(fault)))
    .catch(() => clearInterval(beat)); // the store is away: its silence says so
  return id;
}

/** The trial of this id, if the same person asked for it in the same role. */
export async function trialOf(desk: Desk, id: string): Promise<TrialState | null> {
  const { personId, role } = ownerOf(desk);
  const [found] = await desk.tx.$queryRaw<(TrialState & { silent: boolean })[]>`
    SELECT done, total, result, fault, seen_at < now() - make_interval(secs => ${SILENT_SECONDS}) AS silent
    FROM trial WHERE id::text = ${id} AND person_id = ${personId}::uuid AND role = ${role}`;
  if (found === undefined) return null;
  const { silent, ...state } = found;
  const gone = silent && state.result === null && state.fault === null;
  return gone ? { ...state, fault: "its process is gone" } : state;
}

/** Only people with a role try the law; the zero id belongs to nobody. */
function ownerOf({ actor: { personId, term } }: Desk): { personId: string; role: string } {
  return { personId: personId ?? "00000000-0000-0000-0000-000000000000", role: term === null ? "" : termKey(term) };
}
