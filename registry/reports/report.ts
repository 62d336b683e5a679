// A report of a change in a household: the row with what was told opened again. What is personal lies sealed.
import type { Day } from "../../foundation/day.ts";
import type { ChangeReport } from "../../prisma/generated/client.ts";
import type { Desk } from "../desk.ts";
import { dayOf } from "../households/sealed-rows.ts";

/** unconfirmed: a citizen's, until the village head has seen it; forwarded: decided by an officer, waits for a leader. */
export type ReportState =
  | "unconfirmed"
  | "open"
  | "claimed"
  | "returned"
  | "forwarded"
  | "approved"
  | "refused"
  | "undone";

/** States in which something still has to happen. */
export const WAITING: readonly ReportState[] = ["unconfirmed", "open", "claimed", "returned", "forwarded"];

/** What the reporter told; sealed in the store. */
export interface ReportContent {
  /** The head of the household as told or as found; null for the whole village. */
  head: string | null;
  /** Answers by the ids of knowledge/change-types.yaml. */
  fields: Record<string, string | number>;
  /** The member or members that answers name, by the same ids. */
  members: Record<string, string | string[]>;
  /** Another household that is concerned: the one merged into. */
  otherHouseholdId?: string;
}

/** A report, opened. */
export interface Report extends Omit<ChangeReport, "fieldsSealed" | "state" | "eventDate" | "dueOn"> {
  state: ReportState;
  eventDate: Day | null;
  dueOn: Day | null;
  content: ReportContent;
}

/** Opens a row. */
export function openReport({ store }: Pick<Desk, "store">, row: ChangeReport): Report {
  const { fieldsSealed, state, eventDate, dueOn, ...rest } = row;
  const content = JSON.parse(store.seal.open(fieldsSealed)) as ReportContent;
  return { ...rest, state: state as ReportState, eventDate: dayOf(eventDate), dueOn: dayOf(dueOn), content };
}

/** Why something was not done: nothing of the kind is within reach; it is past that point; one's own is another's to decide. */
export type Refused =
  | { ok: false; because: "no-right" | "not-found" }
  | { ok: false; because: "gone" | "own"; report: Report };
