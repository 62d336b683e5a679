// A question about a class in general: "hộ cận nghèo thì mua bảo hiểm hết bao nhiêu". The nearest right is told as it is
// when its last conditions hold, and those are said with it.
import { fold } from "../foundation/vietnamese.ts";
import { type Decision, type Result, results } from "../knowledge/eligibility/decide.ts";
import { explain } from "../knowledge/eligibility/explain.ts";
import type { AlternativeTrace, ConditionTrace } from "../knowledge/eligibility/trace.ts";
import type { Session } from "../registry/session.ts";
import { rarity, tellResults } from "./answer-rights.ts";
import { onItsFacts } from "./apart.ts";
import { askConsent, holdsBack } from "./consent.ts";
import { inquiryOf } from "./field-asked.ts";
import { showField } from "./field-shown.ts";
import type { Choice, Line, Outcome, Turn } from "./handler.ts";
import { factsOfClass } from "./household-class.ts";
import {
  type About,
  decideInquiry,
  held,
  type Inquiry,
  lastInquiry,
  openWaiting,
  SELF,
  type Waiting,
} from "./inquiry.ts";
import { besideChoices, linesOf } from "./inquiry-answer.ts";
import { householdIn, personIn } from "./told-facts.ts";

/** More open conditions than this would be a riddle, not an answer. */
const MOST_CONDITIONS = 2;

/**
 * Before consent: what holds for what the question itself says, and under which conditions; asked on only after consent.
 * @param corrected the answer before, of which the message corrects a part ("à nhầm, hộ nghèo")
 */
export function answerInGeneral(turn: Turn, field: string, corrected: About | null = null): Outcome {
  const { action, message, words, session } = turn;
  const ours = action === null ? null : goOnForOurs(turn, field);
  if (ours !== null) return ours;
  const { subject: person, facts } = personIn(turn);
  const subject = corrected?.subject ?? person ?? SELF;
  const named = words.classIn(message.text);
  const { exit_date, ...before } = corrected?.apart?.household ?? {};
  const household = {
    ...before,
    ...(named === null ? exit_date !== undefined && { exit_date } : factsOfClass(named)),
    ...householdIn(turn),
  };
  const known = corrected?.apart?.members.find(({ key }) => key === subject)?.facts;
  const apart = { household, members: [{ key: subject, facts: { ...known, ...facts } }] };
  const begun = inquiryOf(turn, field);
  const inquiry: Inquiry = { ...begun, subject, apart, general: true, others: begun.apart !== null };
  const asked = { ...session, household, members: apart.members };
  const near = nearestRight(turn, asked, inquiry);
  if (near === null && holdsBack(turn) && action?.name !== "ours") return showField(turn, field);
  if (near === null) return askOurs(turn, inquiry);
  return onItsFacts(turn, inquiry, (inside) => tellNearest(inside, inquiry, near));
}

/** Goes on for the own household with what the general answer of this field was told; null when it was told nothing. */
export function goOnForOurs(turn: Turn, field: string): Outcome | null {
  const about = lastInquiry(turn.session);
  const told =
    about?.general === true && about.field === field && (speaksOfSomebody(about) || speaksOfHousehold(about));
  return told ? askOurs(turn, about) : null;
}

/** Needs consent; one that was given since the general answer holds. */
function askOurs(turn: Turn, inquiry: Inquiry): Outcome {
  const goOn = `#entitlements.field.${inquiry.field}` as const;
  const waiting = waitingFor(inquiry);
  if (turn.consent === null) return askConsent(turn, goOn, undefined, waiting);
  return { replies: [], session: openWaiting(turn.session, waiting, turn.now), goOn };
}

/** What is asked once consent is given: on the household's facts, or apart from them when it is about somebody else's. */
function waitingFor(inquiry: Inquiry): Waiting {
  const { household, members } = inquiry.apart!;
  const told = { household, members: speaksOfSomebody(inquiry) ? members : [] };
  const subject = told.members[0]?.key ?? null;
  const begun = { ...inquiry, subject, general: false, supposed: [], classAsked: "hh_class" in household };
  if (!inquiry.others) return { inquiry: { ...begun, apart: null }, ...told };
  return { inquiry: { ...begun, apart: told }, household: {}, members: [] };
}

function speaksOfHousehold({ apart }: Inquiry): boolean {
  return Object.keys(apart?.household ?? {}).length > 0;
}

function speaksOfSomebody({ subject, apart }: Inquiry): boolean {
  return subject !== SELF || Object.keys(apart?.members[0]?.facts ?? {}).length > 0;
}

function tellNearest(turn: Turn, inquiry: Inquiry, { chosen, supposed }: Nearest): Outcome {
  const supposing = { ...inquiry, supposed };
  const decision = decideInquiry(turn, turn.session, supposing);
  const told = tellResults(
    turn,
    decision,
    held(decision).filter(({ policy }) => chosen.includes(policy.id)),
    "short",
  );
  return {
    replies: [
      {
        lines: [...linesOf(turn, inquiry, told), ...supposedLines(turn, supposing)],
        choices: generalChoices(turn, inquiry),
      },
    ],
    session: { ...turn.session, about: { ...supposing, policies: told.policies } },
    effects: [told.effect],
  };
}

/** What can be asked of a general answer. */
export function generalChoices(turn: Turn, { field, beside }: Pick<Inquiry, "field" | "beside">): Choice[] {
  return [
    { key: "entitlements:for-us", payload: `#entitlements.ours.${field}` },
    { key: "entitlements:papers", payload: "#follow-up.papers" },
    { key: "entitlements:why", payload: "#follow-up.why" },
    ...besideChoices(turn, { beside }).slice(0, 1),
    { key: "entitlements:other-field", payload: "#entitlements.fields" },
  ];
}

/** The conditions under which a general answer holds, in the words of the questions that would be asked. */
export function supposedLines(turn: Turn, { supposed }: Pick<Inquiry, "supposed">): Line[] {
  const { language } = turn.session;
  return supposed.flatMap(({ fact: id, value, among }): Line[] => {
    const fact = turn.knowledge.facts.facts.find((one) => one.id === id);
    if (fact === undefined) return [];
    const question = fact.question[language] ?? fact.question.vi;
    if (fact.type === "flag")
      return [
        { key: `entitlements:if-${value === (fact.contrary !== undefined) ? "no" : "yes"}`, values: { question } },
      ];
    const labels = among.flatMap((one) => fact.choices?.[one]?.[language] ?? fact.choices?.[one]?.vi ?? []);
    return [{ key: "entitlements:if-is", values: { question, value: labels.join(", ") } }];
  });
}

interface Nearest {
  chosen: string[];
  supposed: Inquiry["supposed"];
}

/** The rights that hold for what was said, unless it names another that is near; else the nearest with its last conditions; null when none is. */
function nearestRight(turn: Turn, session: Session, inquiry: Inquiry): Nearest | null {
  const asIs = decideInquiry(turn, session, inquiry);
  const sure = held(asIs).map(({ policy }) => policy.id);
  const isNamed = (id: string) => inquiry.named.includes(id);
  const named = sure.filter(isNamed);
  const [nearest] = nearestOf(asIs, turn.message.text, inquiry.named);
  const better = nearest !== undefined && isNamed(nearest.result.policy.id) && named.length === 0;
  if (sure.length > 0 && !better) return { chosen: named.length > 0 ? named : sure, supposed: [] };
  if (nearest === undefined) return null;
  const supposed = supposing(turn, nearest.missing, inquiry.subject ?? SELF);
  const chosen = [nearest.result.policy.id];
  const holds = held(decideInquiry(turn, session, { ...inquiry, supposed }));
  return holds.some(({ policy }) => chosen.includes(policy.id)) ? { chosen, supposed } : null;
}

/** Open conditions as facts that make them hold, to be said aloud with the answer. */
export function supposing(turn: Turn, missing: readonly ConditionTrace[], subject: string): Inquiry["supposed"] {
  return missing.map(({ fact, wanted }) => ({
    who: whoOf(turn, fact, subject),
    fact,
    value: Array.isArray(wanted) ? (wanted[0] as string) : (wanted as boolean),
    among: Array.isArray(wanted) ? (wanted as string[]) : [],
  }));
}

interface Near {
  result: Result;
  missing: ConditionTrace[];
  /** How many of its conditions the question itself met. */
  met: number;
  /** How much of its name occurs in the question. */
  named: number;
}

/** Open rights that the question has brought near: it names them or meets one of their conditions, and little is missing. */
function nearestOf(decision: Decision, question: string, preferred: readonly string[]): Near[] {
  const near = results(decision, "unknown").flatMap((result) => {
    const open = explain(decision, result).trace.alternatives.filter((way) => way.verdict === "unknown");
    const named = sharedPairs(result.policy.name.vi, question);
    return open.map((way) => ({
      result,
      named,
      missing: openIn(way),
      met: way.conditions.filter(({ origin }) => origin === "asked").length,
    }));
  });
  return near
    .filter(
      ({ missing, met, named }) =>
        (named > 0 || (met > 0 && missing.length < MOST_CONDITIONS)) && missing.length <= MOST_CONDITIONS,
    )
    .filter(({ missing }) => missing.every((one) => maySuppose(decision, one)))
    .sort(
      (a, b) =>
        Number(preferred.includes(b.result.policy.id)) - Number(preferred.includes(a.result.policy.id)) ||
        b.named - a.named ||
        a.missing.length - b.missing.length ||
        b.met - a.met ||
        rarity(decision, a.missing) - rarity(decision, b.missing),
    );
}

/** Pairs of neighbouring words that two texts share, tone marks or not: "khuyết tật", "án phí". */
function sharedPairs(name: string, question: string): number {
  const pairs = (text: string) => {
    const words = fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
    return new Set(words.slice(1).map((word, index) => `${words[index]} ${word}`));
  };
  const asked = pairs(question);
  return [...pairs(name)].filter((pair) => asked.has(pair)).length;
}

/** A condition may be supposed aloud when it is a plain yes, no or choice, and nothing private. */
export function maySuppose(decision: Decision, condition: ConditionTrace): boolean {
  const fact = decision.knowledge.facts.facts.find(({ id }) => id === condition.fact);
  return (
    fact !== undefined &&
    !fact.private &&
    (fact.type === "flag" || (fact.type === "choice" && Array.isArray(condition.wanted)))
  );
}

/** What is not known yet of one way to a right. */
export function openIn(way: AlternativeTrace): ConditionTrace[] {
  return way.conditions.filter(({ verdict }) => verdict === "unknown");
}

function whoOf(turn: Turn, fact: string, subject: string): string {
  return turn.knowledge.facts.facts.find((one) => one.id === fact)?.level === "person" ? subject : "household";
}
