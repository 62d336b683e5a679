// Whether a person can be written to now: their own refusal, then the window of their last interaction (§3.4).
import type { Settings } from "../settings.ts";
import type { Person } from "../world.ts";
import { type Answer, refuse } from "./answer.ts";

const HOUR = 60 * 60 * 1000;
const WINDOW_MS = 7 * 24 * HOUR;
const FREE_MS = 48 * HOUR;

/** The refusal Zalo would give for writing to this person now, or null when the message may go. */
export function refusalToReach(settings: Settings, person: Person): Answer | null {
  if (person.inactive) return refuse(-227);
  if (person.blocked) return refuse(-244);
  return sinceInteraction(settings, person) > WINDOW_MS ? refuse(-230) : null;
}

/** The `quota` of a success: "reply" within 48 hours of the last interaction, nothing (billed) after that. */
export function replyQuota(settings: Settings, person: Person): { quota?: object } {
  return sinceInteraction(settings, person) > FREE_MS
    ? {}
    : { quota: { quota_type: "reply", remain: "8", total: "8" } };
}

function sinceInteraction(settings: Settings, person: Person): number {
  return person.lastInteraction === null
    ? Number.POSITIVE_INFINITY
    : settings.clock.now().getTime() - person.lastInteraction;
}
