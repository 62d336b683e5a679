// An inquiry into the rights of a household in one field of support, as it lies in the session: what is asked about, of whom,
// what was asked already. What may come of it is in inquiry-steps.ts.
import { z } from "zod";
import { type Day, isDay } from "../foundation/day.ts";
import { type Decision, decide, type Result, results } from "../knowledge/eligibility/decide.ts";
import { type FactValue, type Situation, situationOf, withFact } from "../knowledge/eligibility/facts.ts";
import { withObvious } from "../knowledge/eligibility/obvious.ts";
import { policiesOf } from "../knowledge/knowledge.ts";
import type { Session } from "../registry/session.ts";
import type { Turn } from "./handler.ts";

const factValueSchema = z.union([z.boolean(), z.number(), z.string(), z.array(z.string()).readonly(), z.null()]);
const plainFactsSchema = z.record(z.string(), factValueSchema);
const memberSchema = z.object({ key: z.string(), facts: plainFactsSchema, called: z.string().optional() });

const inquirySchema = z.object({
  field: z.string(),
  /** Whom it is about (knowledge/plain-words.yaml); a member's facts are kept under the same word. */
  subject: z.string().nullable(),
  /** The class was asked for: one who does not know it is not asked again. The same of the person. */
  classAsked: z.boolean(),
  subjectAsked: z.boolean().default(false),
  /** "fact@who" of questions that the person could not answer. */
  skipped: z.array(z.string()),
  asked: z.number(),
  /** How many rights to find before telling them: one more each time the person asks on. */
  wanted: z.number(),
  /** The day the question is about; null is today. */
  on: z.custom<Day>((text) => typeof text === "string" && isDay(text)).nullable(),
  /** The fact that is asked for, and the group of its choices that was chosen, if they are shown in groups. */
  open: z.object({ fact: z.string(), who: z.string(), group: z.number().nullable().default(null) }).nullable(),
  /** Replies in a row that were not understood. */
  missed: z.number().default(0),
  /** Policies that the question named: these first. */
  named: z.array(z.string()).default([]),
  /** Other fields that the question named. */
  beside: z.array(z.string()).default([]),
  /** Facts that are not those of the asker's household: somebody else's, or only spoken of in a general question. */
  apart: z
    .object({
      household: plainFactsSchema,
      members: z.array(memberSchema),
    })
    .nullable()
    .default(null),
  /** A question of what holds in general, asked before consent; `supposed` are the conditions that its answer says aloud. */
  general: z.boolean().default(false),
  /** It is asked for somebody else's household. */
  others: z.boolean().default(false),
  supposed: z
    .array(z.object({ who: z.string(), fact: z.string(), value: factValueSchema, among: z.array(z.string()) }))
    .default([]),
  /** What was answered, in order, for "quay lại": "class", "subject", "fact@who". */
  trail: z.array(z.string()).default([]),
});
/** A question that waits for consent, with the facts its words told: kept only by a yes. */
export const waitingSchema = z.object({
  inquiry: inquirySchema.nullable(),
  household: plainFactsSchema,
  members: z.array(memberSchema),
});
export type Waiting = z.infer<typeof waitingSchema>;

const aboutSchema = inquirySchema.extend({ policies: z.array(z.string()) });

/** Plain JSON: it lives in the session's open form. */
export type Inquiry = z.infer<typeof inquirySchema>;

/** An inquiry that was answered, and the policies that were told. */
export type About = z.infer<typeof aboutSchema>;

export const INQUIRY_FORM = "entitlements";

/** The person who writes, among those a question may be about (knowledge/plain-words.yaml). */
export const SELF = "me";

/** Stands for a person of whom nothing is known (knowledge/plain-words.yaml): what could come of anybody's answers. */
export const ANYBODY = "other";

/** The open inquiry of a session, or null; one written by another version that cannot be read is none. */
export function openInquiry({ form }: Pick<Session, "form">): Inquiry | null {
  return form?.handler === INQUIRY_FORM ? (inquirySchema.safeParse(form.data).data ?? null) : null;
}

/** The session in which a question that waited for consent is open, with what it told. */
export function openWaiting(session: Session, { inquiry, household, members }: Waiting, now: Date): Session {
  const form = inquiry && { handler: INQUIRY_FORM, step: "begun", data: inquiry, since: now.toISOString() };
  const others = session.members.filter(({ key }) => members.every((told) => told.key !== key));
  return { ...session, household: { ...session.household, ...household }, members: [...others, ...members], form };
}

/** The inquiry of the last answer, or null. */
export function lastInquiry({ about }: Session): About | null {
  return aboutSchema.safeParse(about).data ?? null;
}

/** An inquiry that begins; what the question names is looked for first. */
export function newInquiry(field: string, more: Partial<Inquiry> = {}): Inquiry {
  const nothing = {
    skipped: [],
    asked: 0,
    wanted: 1,
    on: null,
    open: null,
    missed: 0,
    apart: null,
    general: false,
    others: false,
  };
  const unnamed = { named: [], beside: [], supposed: [], trail: [] };
  return { field, subject: null, classAsked: false, subjectAsked: false, ...nothing, ...unnamed, ...more };
}

/** Decides the field on the day asked about from what the session knows; only the member asked about is looked at. */
export function decideInquiry(turn: Turn, session: Session, inquiry: Inquiry): Decision {
  const { knowledge } = turn;
  const day = inquiry.on ?? turn.today;
  const scope = policiesOf(knowledge, inquiry.field);
  const known = situationIn(turn, session, inquiry.subject);
  const situation = inquiry.supposed.reduce(
    (all, { who, fact, value }) => withFact(all, who, fact, { value, origin: "supposed" }),
    known,
  );
  return decide(knowledge, withObvious(knowledge, situation, day), day, { scope });
}

/** What the session knows, as the law's engine takes it: the household and the member asked about, if any. */
export function situationIn({ knowledge, words }: Turn, session: Session, subject: string | null): Situation {
  const told = session.members.find((member) => member.key === subject)?.facts ?? {};
  const members = subject === null ? [] : [{ key: subject, facts: plainFactsSchema.parse(told) }];
  const plain = { household: plainFactsSchema.parse(session.household), members, partial: true };
  const { situation } = situationOf(knowledge.vocabulary, plain, "asked");
  const certain = Object.entries(words.subjects.get(subject ?? "") ?? {}).filter(([fact]) => !(fact in told));
  return certain.reduce((all, [fact, value]) => withFact(all, subject!, fact, { value, origin: "derived" }), situation);
}

/** Rights that hold, at least: only a better one of the same group could take their place. */
export function held(decision: Decision): Result[] {
  return results(decision).filter((result) => result.own === "yes" && result.verdict !== "no");
}

/** The session with one more fact of the household or of a member. */
export function learnFact(session: Session, who: string, fact: string, value: FactValue): Session {
  return changeFacts(session, who, (facts) => ({ ...facts, [fact]: value }));
}

/** The session without a fact. */
export function forgetFact(session: Session, who: string, fact: string): Session {
  return changeFacts(session, who, ({ [fact]: _, ...others }) => others);
}

type Facts = Session["household"];

function changeFacts(session: Session, who: string, change: (facts: Facts) => Facts): Session {
  if (who === "household") return { ...session, household: change(session.household) };
  const others = session.members.filter((member) => member.key !== who);
  const known = session.members.find((member) => member.key === who);
  return { ...session, members: [...others, { ...known, key: who, facts: change(known?.facts ?? {}) }] };
}

/** What tells one person from another of the same key. */
const OF_ONE_PERSON = ["age", "level"];

/**
 * The session before a question about a person begins: what was told of somebody else of the same key ("con trai", now "chồng tôi")
 * is forgotten, so that no answer about the one hangs on facts of the other.
 */
export function aboutPerson(session: Session, who: string, called: string | null, told: Facts): Session {
  const known = session.members.find((member) => member.key === who);
  const differs = OF_ONE_PERSON.some(
    (fact) => fact in told && known?.facts[fact] !== undefined && known.facts[fact] !== told[fact],
  );
  const same = known !== undefined && (known.called ?? null) === called && !differs;
  const others = session.members.filter((member) => member.key !== who);
  const person = { key: who, facts: same ? known.facts : {}, ...(called !== null && { called }) };
  return { ...session, members: [...others, person] };
}
