// What happens by itself on time, at the moment a test chooses: a schedule run as the program runs it (bot/schedule.ts).
import { join } from "node:path";
import { giveNotice } from "../../bot/give-notice.ts";
import { createTexts } from "../../bot/texts.ts";
import { vietnamDayOf } from "../../foundation/clock.ts";
import type { Notice } from "../../handlers/handler.ts";
import type { Schedule } from "../../handlers/schedule.ts";
import { loadLibrary } from "../../knowledge/library.ts";
import type { Store } from "../../registry/store.ts";

const KNOWLEDGE = join(import.meta.dirname, "../../knowledge");
const library = loadLibrary(KNOWLEDGE);
const texts = createTexts(join(KNOWLEDGE, "texts"));
const SYSTEM = { accountId: "system", personId: null, term: null, terms: [], households: [] };

/** Runs it once and stores what it says; returns that. @param today the day of `now` unless told otherwise */
export function runSchedule(store: Store, schedule: Schedule, now: Date, today = vietnamDayOf(now)): Promise<Notice[]> {
  return store.client.$transaction(async (tx) => {
    const notices = await schedule.run({ tx, store, library, actor: SYSTEM, now, today });
    const clock = { now: () => now, today: () => today };
    await giveNotice({ store, texts, library, clock }, tx, notices, now);
    return notices;
  });
}
