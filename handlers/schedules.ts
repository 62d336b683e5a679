// What happens by itself on time: digests, reminders, deadlines. Each says when it is due and what to tell whom; the words go
// the same way as any notice. Times are Vietnam's.
import type { Desk } from "../registry/desk.ts";
import type { Notice } from "./handler.ts";
import { remindOfQuestions } from "./remind-of-questions.ts";
import { remindOfReviews } from "./remind-of-reviews.ts";

/** When a schedule is due: each hour, or each day (on `weekday` only, 1 = Monday … 7 = Sunday) from a time of day on. */
export type Due = { every: "hour" } | { every: "day"; at: string; weekday?: number };

/** Something done on time, once for each time it is due, by whichever process comes first. */
export interface Schedule {
  name: string;
  due: Due;
  /** The desk has no actor's rights: it acts for the installation. */
  run(desk: Desk): Promise<Notice[]>;
}

/** Everything that happens on time. */
export const SCHEDULES: readonly Schedule[] = [remindOfQuestions, remindOfReviews];
