// One reminder, by day, to whoever left a question unanswered: go on, begin again, or leave it.
import { vietnamTimeOf } from "../foundation/clock.ts";
import { openQuestions } from "../registry/open-questions.ts";
import { sayOnce } from "../registry/said.ts";
import type { Notice } from "./handler.ts";
import { resumeChoices } from "./resume.ts";
import type { Schedule } from "./schedule.ts";

/** Looks every hour; at night nobody is written to. */
export const remindOfQuestions: Schedule = {
  name: "remind-of-questions",
  due: { every: "hour" },
  async run({ tx, library, now }) {
    const { questions, quiet } = library.service;
    const { time } = vietnamTimeOf(now);
    if (time < quiet.until || time >= quiet.from) return [];
    const before = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
    const left = await openQuestions(tx, {
      since: before(questions.remindUntilMinutes),
      until: before(questions.remindAfterMinutes),
      now,
    });
    const notices: Notice[] = [];
    for (const { accountId, openSince } of left) {
      if (!(await sayOnce(tx, `question ${accountId} ${openSince.toISOString()}`, now))) continue;
      notices.push({
        accountId,
        replies: [{ key: "resume:reminder", choices: resumeChoices() }],
        ofOpenQuestion: true,
      });
    }
    return notices;
  },
};
