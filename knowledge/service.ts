// How the channel is run, as the code wants it: plain figures. What each figure rests on stays in knowledge/service.yaml.
import { vietnamTimeOf } from "../foundation/clock.ts";
import type { Day } from "../foundation/day.ts";
import { AppError } from "../foundation/errors.ts";
import { describeProblems, type Reading, readYaml } from "./read-yaml.ts";
import { type OfficeHours, type Purpose, type ServiceFile, serviceFileSchema } from "./schema/service.ts";
import type { Words } from "./schema/words.ts";

export interface Service {
  readonly from: Day;
  readonly consent: { readonly version: string; readonly purposes: readonly Purpose[] };
  /** How long the bot stays quiet after an officer wrote. */
  readonly pauseMinutes: number;
  /** Nothing is sent unasked from this time of day in the evening until this one in the morning ("HH:MM", Vietnam). */
  readonly quiet: { readonly from: string; readonly until: string };
  /** Notices to many households: hours in which the same one is refused, messages stored at a time, longest text in letters. */
  readonly announcements: { readonly sameHours: number; readonly atOnce: number; readonly longest: number };
  /** When a recognised household is asked whether it receives what it is entitled to, and about how many rights at most. */
  readonly takeUp: {
    readonly askAfterDays: number;
    readonly askWithinDays: number;
    readonly atMost: number;
    /** A reminder of a right leaves at least so many days to apply. */
    readonly remindLeaveDays: number;
    readonly fields: readonly string[];
  };
  /** What Zalo takes for a message to someone who has not written for `freeHours`, in đồng. */
  readonly billing: { readonly freeHours: number; readonly dongEach: number };
  /** An open question: how old it is when words are no longer taken for its answer, and between which ages the person is reminded once. */
  readonly questions: {
    readonly staleMinutes: number;
    readonly remindAfterMinutes: number;
    readonly remindUntilMinutes: number;
  };
  /** The officers' pages: how long a link and a signed-in browser last, and how often one address may try a link. */
  readonly console: {
    readonly linkMinutes: number;
    readonly sessionHours: number;
    readonly idleMinutes: number;
    readonly triesPerMinute: number;
  };
  readonly retentionDays: Readonly<
    Record<"session" | "decision" | "inbound" | "outbound" | "deadLetter" | "accessLog" | "voice", number>
  >;
  /** Days to carry out what a person asks about personal data. */
  readonly rightsDays: Readonly<
    Record<"firstReply" | "withdraw" | "withdrawWithThirdParty" | "extension" | "access" | "erase", number>
  >;
  readonly breachHours: number;
  readonly office: { readonly hours: OfficeHours; readonly place: Words; readonly contact: Words };
}

/** Reads `service.yaml` of the knowledge directory; throws AppError "service:invalid" with one line for every mistake. */
export function loadService(directory: string): Service {
  const reading: Reading = { root: directory, problems: [], contents: new Map() };
  const file = readYaml(reading, "service.yaml", serviceFileSchema);
  if (!file) throw new AppError("service:invalid", describeProblems(reading.problems));
  return plain(file);
}

function plain({
  from,
  consent,
  pause,
  quiet,
  announcements,
  take_up: takeUp,
  billing,
  questions,
  console,
  retention,
  rights,
  breach,
  office,
}: ServiceFile): Service {
  return {
    from,
    consent: { version: consent.version, purposes: consent.purposes },
    pauseMinutes: pause.minutes,
    quiet: { from: quiet.from, until: quiet.until },
    announcements: {
      sameHours: announcements.same_hours,
      atOnce: announcements.at_once,
      longest: announcements.longest,
    },
    takeUp: {
      askAfterDays: takeUp.ask_after_days,
      askWithinDays: takeUp.ask_within_days,
      atMost: takeUp.at_most,
      remindLeaveDays: takeUp.remind_leave_days,
      fields: takeUp.fields,
    },
    billing: { freeHours: billing.free_hours, dongEach: billing.dong_each },
    questions: {
      staleMinutes: questions.stale_minutes,
      remindAfterMinutes: questions.remind_after_minutes,
      remindUntilMinutes: questions.remind_until_minutes,
    },
    console: {
      linkMinutes: console.link_minutes,
      sessionHours: console.session_hours,
      idleMinutes: console.idle_minutes,
      triesPerMinute: console.tries_per_minute,
    },
    retentionDays: {
      session: retention.session.days,
      decision: retention.decision.days,
      inbound: retention.inbound.days,
      outbound: retention.outbound.days,
      deadLetter: retention.dead_letter.days,
      accessLog: retention.access_log.days,
      voice: retention.voice.days,
    },
    rightsDays: {
      firstReply: rights.first_reply.days,
      withdraw: rights.withdraw.days,
      withdrawWithThirdParty: rights.withdraw_with_third_party.days,
      extension: rights.extension.days,
      access: rights.access.days,
      erase: rights.erase.days,
    },
    breachHours: breach.hours,
    office: { hours: office.hours, place: office.place, contact: office.contact },
  };
}

/** Whether the office is open at an instant, by Vietnam's time. Public holidays are not known here. */
export function officeOpen(hours: OfficeHours, instant: Date): boolean {
  const { weekday, time } = vietnamTimeOf(instant);
  return hours.weekdays.includes(weekday) && hours.spans.some((span) => span.from <= time && time < span.to);
}
