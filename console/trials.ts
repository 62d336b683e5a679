// Trials under way and just done, in the memory of this process and for whoever asked: a trial is never saved. The oldest goes when
// there are many.
import { randomUUID } from "node:crypto";
import { describeFault } from "../foundation/errors.ts";
import { termKey } from "../registry/actor.ts";
import type { Desk } from "../registry/desk.ts";
import { type WhatIf, whatIf } from "../registry/what-if/show.ts";

/** One trial. `result` null and `fault` null: still under way. */
export interface TrialState {
  done: number;
  total: number;
  result: WhatIf | null;
  fault: string | null;
}

const MOST = 20;
const trials = new Map<string, TrialState & { owner: string }>();

/** Starts one beside the visit; returns its id. */
export function startTrial(desk: Desk, asked: Pick<Parameters<typeof whatIf>[1], "place" | "on">): string {
  const id = randomUUID();
  const state: TrialState & { owner: string } = { done: 0, total: 0, result: null, fault: null, owner: ownerOf(desk) };
  trials.set(id, state);
  for (const old of [...trials.keys()].slice(0, -MOST)) trials.delete(old);
  const progress = (done: number, total: number) => Object.assign(state, { done, total });
  // The visit's own transaction ends before the trial does.
  void whatIf({ ...desk, tx: desk.store.client }, { ...asked, progress }).then(
    (result) => {
      if (result === null) state.fault = "no right to summaries";
      else state.result = result;
    },
    (fault: unknown) => {
      state.fault = describeFault(fault);
    },
  );
  return id;
}

/** The trial of this id, if the same person asked for it in the same role. */
export function trialOf(desk: Desk, id: string): TrialState | null {
  const state = trials.get(id);
  return state !== undefined && state.owner === ownerOf(desk) ? state : null;
}

function ownerOf({ actor: { personId, term } }: Desk): string {
  return `${personId} ${term === null ? "" : termKey(term)}`;
}
