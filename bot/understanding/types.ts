// What understanding a message yields: plain data, the same for a person on Zalo, a test and the command line.
import type { Day } from "../../foundation/day.ts";

/** Names of intents, domains and change types come from knowledge/intents; the data, not the compiler, lists them. */
export type Intent = string;
export type Domain = string;
export type ChangeType = string;

export interface ScoredIntent {
  intent: Intent;
  /** 0 to 1, calibrated on the validation set. */
  confidence: number;
}

/** Phrases that win in every state of the conversation. */
export type Command =
  | "menu"
  | "cancel"
  | "back"
  | "officer"
  | "stop-messages"
  | "erase-data"
  | "language-en"
  | "language-vi";

export type Decision = "act" | "ask" | "handover";

/** A date as people say it. `iso` is "YYYY-MM-DD", "YYYY-MM" or "YYYY"; null when the phrase fixes none (lunar days, "tuần trước": ask). */
export interface DateSlot {
  iso: string | null;
  /** What the phrase fixes; "rough" is neither a day nor a week ("hôm nọ"). */
  precision: "day" | "month" | "year" | "week" | "rough";
  raw: string;
  lunar?: true;
}

/** A unit of today. */
export interface UnitCandidate {
  level: "province" | "commune";
  /** Of the General Statistics Office: two digits for a province, five for a commune. */
  code: string;
  name: string;
  /** Code of its province; of itself when it is one. */
  province: string;
}

/** A province, district or commune as a message names it. */
export interface UnitSlot {
  level: "province" | "district" | "commune";
  /** Of the unit of today that is surely meant; null when several may be, or none of the kind exists any more. */
  code: string | null;
  /** Its name of today; as said when there is no code. */
  name: string;
  said: string;
  /** A name or a kind of unit of before July 2025. */
  old: boolean;
  /** Units of today that may be meant. */
  candidates: UnitCandidate[];
}

/** A policy by a name that people use; several when the name may mean each of them. */
export interface PolicySlot {
  /** Of knowledge/policies. */
  ids: string[];
  said: string;
}

/** A paper, of knowledge/intents/names/papers.yaml. */
export interface PaperSlot {
  id: string;
  name: { vi: string; en: string };
  said: string;
}

/** Numbers that name and do not count, as typed but for spaces and points; the first of each kind. */
export interface IdentifierSlots {
  phone: string | null;
  /** Of an identity card: 12 digits, 9 on old ones. */
  identity: string | null;
  /** Of the health-insurance card or the social-insurance book. */
  insurance: string | null;
  /** The commune's own code of a household. */
  householdCode: string | null;
  /** A number of ten digits or more that is none of these. */
  other: string | null;
}

export interface Slots extends Omit<IdentifierSlots, "other"> {
  /** In đồng. */
  amounts: number[];
  /** People in the household. */
  count: number | null;
  children: number | null;
  ages: number[];
  birthYears: number[];
  /** School classes, 1 to 12. */
  levels: number[];
  percentages: number[];
  dates: DateSlot[];
  /** Villages and hamlets as written: "thôn Phú Thịnh", "ấp 3". */
  places: string[];
  units: UnitSlot[];
  policies: PolicySlot[];
  papers: PaperSlot[];
  persons: string[];
}

/** One change in one household, as a village head dictates it; null = not said. Field names are those of the interface. */
export interface Report {
  household_head: string | null;
  change_type: ChangeType | null;
  date: string | null;
  date_raw: string | null;
  people: number | null;
  village: string | null;
  amount: number | null;
  confidence: number;
}

export interface Understanding {
  /** The message, cleaned and composed (NFC). */
  text: string;
  language: "vi" | "en" | "other";
  /** In order of appearance. */
  intents: ScoredIntent[];
  /** The three likeliest readings, for "did you mean". */
  guesses: ScoredIntent[];
  domains: Domain[];
  decision: Decision;
  /** Ids of the frequently asked questions that may be meant, the likeliest first; looked for only when the decision is not to act. */
  asked: string[];
  /** The message without names, places and figures, when it was not surely understood: what may be kept to learn from. */
  redacted: string | null;
  command: Command | null;
  /** Id of the emergency (knowledge/intents/emergencies.yaml); it goes before everything else. */
  emergency: string | null;
  /** A bare reply to a question: yes, no, or the number of a choice. */
  answer: "yes" | "no" | number | null;
  slots: Slots;
  reports: Report[];
}

export interface UnderstandingContext {
  /** The day that "hôm qua" and "tháng trước" count from. */
  today?: Day;
}

/** Pure, synchronous, never throws. */
export type Understand = (text: string, context?: UnderstandingContext) => Understanding;
