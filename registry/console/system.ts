// The machine as its operator sees it: how it stands, what an operator is needed for, what was given up. No words of anybody.
import { type Condition, conditionsOf } from "../../knowledge/operations.ts";
import { type DeadLetter, listDeadLetters, requeueWithin } from "../dead-letters.ts";
import { actorMark, type Desk, may } from "../desk.ts";
import { type FullState, machineState } from "../operations/state.ts";

/** How the machine stands. */
export interface SystemState {
  machine: FullState;
  /** What an operator is needed for now. */
  alerts: Condition[];
  letters: DeadLetter[];
}

const MOST = 50;

/** How it stands now; null without the right. */
export async function systemState(desk: Desk): Promise<SystemState | null> {
  if (!may(desk, "system.operate")) return null;
  const { tx, now, library } = desk;
  const machine = await machineState(tx, now);
  return {
    machine,
    alerts: conditionsOf(machine, library.operations, library.holidays, now).filter(({ holds }) => holds === true),
    letters: await listDeadLetters({ client: tx }, MOST),
  };
}

/** Puts a dead letter back in line; false when there is none of this id, or without the right. */
export async function requeueFrom(desk: Desk, id: string): Promise<boolean> {
  return may(desk, "system.operate") && requeueWithin(desk.tx, id, { actor: actorMark(desk), now: desk.now });
}
