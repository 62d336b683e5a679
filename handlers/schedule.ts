// The contract of what happens by itself on time.
import type { Desk } from "../registry/desk.ts";
import type { Notice } from "./handler.ts";

/**
 * When a schedule is due: at each look (for work that finds by itself what is left to do), each hour, or each day (on `weekday` only,
 * 1 = Monday … 7 = Sunday) from a time of day on.
 */
export type Due = { every: "look" } | { every: "hour" } | { every: "day"; at: string; weekday?: number };

/** Something done on time, once for each time it is due, by whichever process comes first. */
export interface Schedule {
  name: string;
  due: Due;
  /** The desk has no actor's rights: it acts for the installation. */
  run(desk: Desk): Promise<Notice[]>;
}
