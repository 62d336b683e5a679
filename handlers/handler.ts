// The contract of everything the bot can do. A handler is given a turn and returns an outcome as data: what to say, to whom
// else, where the conversation stands, what is to be done. It never sends and never reads a clock; what belongs to the registry
// it reads and changes through the desk, whose transaction is the turn's own.
import type { Day } from "../foundation/day.ts";
import type { Knowledge } from "../knowledge/knowledge.ts";
import type { Library } from "../knowledge/library.ts";
import type { PlainWords } from "../knowledge/plain-words.ts";
import type { Desk } from "../registry/desk.ts";
import type { Effect } from "../registry/effects.ts";
import type { OpenForm, Session } from "../registry/session.ts";

/** What the person sent, as a handler sees it. */
export interface PersonMessage {
  kind:
    | "text"
    | "image"
    | "gif"
    | "link"
    | "audio"
    | "video"
    | "sticker"
    | "location"
    | "file"
    | "card"
    | "follow"
    | "chatnow"
    | "submit-info"
    | "withdraw";
  /** Clean, composed text; empty when there is none. */
  text: string;
  /** Pictures, files and places that came with it; their addresses expire soon. */
  attachments?: readonly Sent[];
}

/** Something sent beside words. */
export interface Sent {
  type: string;
  url?: string;
  name?: string;
  latitude?: number;
  longitude?: number;
}

/** What was understood of a text (bot/understanding/understand.ts produces it). */
export interface Understood {
  language: "vi" | "en" | "other";
  intents: { intent: string; confidence: number }[];
  guesses: { intent: string; confidence: number }[];
  domains: string[];
  decision: "act" | "ask" | "handover";
  /** Ids of frequently asked questions that may be meant (knowledge/frequently-asked.yaml). */
  asked: string[];
  /** The word that always wins, such as "menu". */
  command: string | null;
  emergency: string | null;
  answer: "yes" | "no" | number | null;
  /** The words without names, numbers and places, when they were not clearly understood. */
  redacted: string | null;
  slots: Slots;
  /** Changes in households that the text tells, in order. */
  reports: ReportTold[];
}

/** One change as it was told; null is what was not said. */
export interface ReportTold {
  household_head: string | null;
  change_type: string | null;
  date: string | null;
  date_raw: string | null;
  people: number | null;
  village: string | null;
  amount: number | null;
}

/** The figures and names found in a text; empty or null when there were none. */
export interface Slots {
  amounts: number[];
  count: number | null;
  ages: number[];
  birthYears: number[];
  levels: number[];
  /** "YYYY-MM-DD" or "YYYY-MM"; null when the words fix no day. */
  dates: { iso: string | null; lunar?: true }[];
  /** Names of people. */
  persons: string[];
  /** Villages as written. */
  places: string[];
  /** Provinces and communes by their names of today. */
  units: { level: string; name: string }[];
}

/** A written answer, as it is read against the open question. */
export interface Written {
  text: string;
  understood: Understood;
  words: PlainWords;
  knowledge: Knowledge;
}

/** Everything a handler may look at. */
export interface Turn extends Library {
  message: PersonMessage;
  understood: Understood;
  session: Session;
  /** The pressed choice of this handler: the action after its name, and its argument. */
  action: { name: string; argument: string } | null;
  /** The version of the consent text this person agreed to, or null. */
  consent: string | null;
  /** The receipt behind a code in the message, if this person was given it. */
  reopened: unknown;
  isNewAccount: boolean;
  /** Until when the bot stands back because an officer writes, or null. */
  pausedUntil: Date | null;
  /** The registry as this person, in the active role, may read and change it. */
  desk: Desk;
  today: Day;
  /** The instant of the turn, for deadlines and office hours. */
  now: Date;
  /** Where people reach this installation, for links; without a slash at the end. */
  publicUrl: string;
}

/** One choice under a reply. Pressing it, typing its number or its title sends `payload`. */
export type Choice = (Line | { title: string }) & {
  /** "#handler" or "#handler.action" or "#handler.action.argument" */
  payload: `#${string}`;
};

/** A message to somebody else, spoken in their language: a verdict to a village head, a new case to an officer. */
export interface Notice {
  accountId: string;
  replies: Reply[];
  /** The choices belong to the person's own open question, so a typed number means them. */
  ofOpenQuestion?: true;
  /** While Zalo does not let us write, only the newest of a topic waits. */
  topic?: string;
}

/** A text of the locale files with its values. */
export interface Line {
  key: string;
  values?: Readonly<Record<string, string | number>>;
}

/** One thing to say: a text, several lines of text, or words already made from a receipt. A picture (PNG) is shown before it. */
export type Reply = (Line | { text: string } | { lines: (Line | { text: string })[] }) & {
  choices?: Choice[];
  picture?: Uint8Array;
};

/** What comes of a turn. The session's `choices` are set from the last reply; handlers need not. */
export interface Outcome {
  replies: Reply[];
  session: Session;
  effects?: Effect[];
  notices?: Notice[];
  /** Goes straight on to another handler, as if this choice were pressed: what the person wanted before a question came between. */
  goOn?: `#${string}`;
  /** It is about the open question itself, which is therefore not asked again under it. */
  alone?: true;
}

/** One thing the bot can do. */
export interface Handler {
  /** Its file name, and the first word of its payloads. */
  name: string;
  /** The intents it answers (knowledge/intents). */
  intents: readonly string[];
  /** For one who asks questions: is this an answer to the open one? If not, what was understood decides, and the question stays open. */
  accepts?(reply: Written & { form: OpenForm }): boolean;
  /** Its open question is asked again (action "again") after another one came between. */
  returns?: true;
  handle(turn: Turn): Outcome | Promise<Outcome>;
}
