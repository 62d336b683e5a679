// A month after a household was recognised its people are asked, once each day it lasts, whether they receive what is theirs.
import { formatDay } from "../foundation/day.ts";
import { readersOf } from "../registry/accounts.ts";
import { sayOnce } from "../registry/said.ts";
import { householdsToAsk, nextToAsk } from "../registry/take-up/ask.ts";
import type { Notice } from "./handler.ts";
import type { Schedule } from "./schedule.ts";
import { takeUpQuestion } from "./take-up.ts";

/** In the morning, when people are at home or on their way. */
export const askTakeUp: Schedule = {
  name: "ask-take-up",
  due: { every: "day", at: "08:30" },
  async run(desk) {
    const notices: Notice[] = [];
    for (const { householdId, recognisedFrom, accounts } of await householdsToAsk(desk)) {
      if (!(await sayOnce(desk.tx, `take-up ${householdId} ${recognisedFrom}`, desk.now))) continue;
      const right = await nextToAsk(desk, householdId);
      if (right === null) continue;
      const readers = await readersOf(desk.tx, desk.store, accounts);
      for (const accountId of accounts) {
        const question = takeUpQuestion(right, readers.get(accountId)?.language ?? "vi");
        const opening = { key: "take-up:opening", values: { from: formatDay(recognisedFrom) } };
        const { choices, ...asked } = question;
        notices.push({ accountId, replies: [{ lines: [opening, asked, { key: "take-up:stop" }], choices }] });
      }
    }
    return notices;
  },
};
