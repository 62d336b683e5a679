// What happens by itself on time: digests, reminders, deadlines. Each says when it is due and what to tell whom; the words go
// the same way as any notice. Times are Vietnam's.
import { askTakeUp } from "./ask-take-up.ts";
import { sendDigest } from "./digest.ts";
import { endOfTerms } from "./end-of-terms.ts";
import { remindOfComplaints } from "./remind-of-complaints.ts";
import { remindOfDeadlines } from "./remind-of-deadlines.ts";
import { remindOfQuestions } from "./remind-of-questions.ts";
import { remindOfReports } from "./remind-of-reports.ts";
import { remindOfReviews } from "./remind-of-reviews.ts";
import { remindOfRights } from "./remind-of-rights.ts";
import type { Schedule } from "./schedule.ts";
import { sendAnnouncements } from "./send-announcements.ts";
import { tellOperators } from "./tell-operators.ts";

/** Everything that happens on time. */
export const SCHEDULES: readonly Schedule[] = [
  endOfTerms,
  remindOfQuestions,
  remindOfReviews,
  remindOfReports,
  remindOfComplaints,
  remindOfDeadlines,
  sendDigest,
  sendAnnouncements,
  askTakeUp,
  remindOfRights,
  tellOperators,
];
