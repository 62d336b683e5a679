// Short questions about the last answer: why, which papers, in full, what else, another year, compared with last year, and
// "what if". They need the last inquiry; without one the field is asked first.
import { addMonths } from "../foundation/day.ts";
import { ofNobody, resultsOf, type Told, tellDecision, tellResults } from "./answer-rights.ts";
import { onItsFacts } from "./apart.ts";
import { complaintAbout } from "./complaint.ts";
import { askConsent } from "./consent.ts";
import { chooseField, dayAsked } from "./field-asked.ts";
import { answerInGeneral, generalChoices, supposedLines } from "./general-answer.ts";
import type { Choice, Handler, Line, Outcome, Reply, Turn } from "./handler.ts";
import { factsOfClass } from "./household-class.ts";
import { type About, decideInquiry, held, lastInquiry } from "./inquiry.ts";
import { detailChoices, furtherChoices, linesOf, questionChoices } from "./inquiry-answer.ts";
import { readReply } from "./inquiry-reply.ts";
import { proceed } from "./inquiry-steps.ts";
import { dateTold } from "./told-facts.ts";

/** As many as fit on buttons. */
const MOST_CHOICES = 5;

/** Reached by its choices, and by words that only make sense after an answer (bot/route.ts). */
export const followUp: Handler = {
  name: "follow-up",
  intents: [],
  handle(turn) {
    const about = lastInquiry(turn.session);
    if (about === null)
      return turn.consent === null ? askConsent(turn, "#entitlements") : chooseField(turn, turn.session);
    const asksOfAnother = turn.action === null && turn.words.asksOfAnother(turn.message.text);
    if (about.general && asksOfAnother) return answerInGeneral(turn, about.field, ofNobodyYet(about));
    if (about.general && turn.action === null && tells(turn)) return answerInGeneral(turn, about.field, about);
    if (asksOfAnother)
      return onItsFacts(turn, about, (inside) => proceed(inside, readReply(inside, ofNobodyYet(about))));
    return onItsFacts(turn, about, (inside) => follow(inside, about));
  },
};

/** The same question again, of whomever the message names; what was told of the household still holds. */
function ofNobodyYet(about: About): About {
  const apart = about.apart && { ...about.apart, members: [] };
  return { ...about, apart, subject: null, subjectAsked: false, asked: 0, skipped: [], wanted: 1, trail: [] };
}

/** Something told that the answer did not know, or knew otherwise. */
function tells(turn: Turn): boolean {
  return turn.words.isCorrecting(turn.message.text) || dateTold(turn) !== null;
}

function follow(turn: Turn, about: About): Outcome {
  const { action, message, session, words } = turn;
  const supposed = words.isSupposing(message.text) ? words.classIn(message.text) : null;
  if (supposed !== null) return suppose(turn, about, factsOfClass(supposed)!);
  const asked = action?.name ?? words.followUpIn(message.text);
  switch (asked) {
    case "papers":
    case "why":
      return tellAgain(turn, about, asked);
    case "full":
    case "amount":
    case "detail":
      return tellAgain(turn, about, "full");
    case "more":
      return about.general ? askOwn(turn, about) : askOn(turn, about);
    case "compare":
      return compare(turn, about);
  }
  const told = tells(turn);
  const inquiry = told ? about : { ...about, on: dayAsked(turn) };
  if (about.general) return tellOnDay(turn, inquiry);
  if (!told) return proceed(turn, { inquiry, session, understood: true });
  const named = words.classIn(message.text) === null ? about.named : []; // of another class, other rights come first
  return proceed(turn, { ...readReply(turn, { ...about, named }), understood: true });
}

/** The last answer once more, in another form; of several rights all, or the one that was tapped or numbered. */
function tellAgain(turn: Turn, about: About, form: "papers" | "why" | "full"): Outcome {
  const decision = decideInquiry(turn, turn.session, about);
  const number = Number(turn.action?.argument || /\d/.exec(turn.message.text)?.[0] || 0);
  const one = about.policies.length > 1 ? about.policies[number - 1] : undefined;
  const told = tellResults(turn, decision, resultsOf(decision, about.subject, one ? [one] : about.policies), form);
  const count = about.policies.length;
  const choices = one
    ? [...questionChoices(number), ...detailChoices(count, number)]
    : furtherChoices(turn, decision, about, about.policies);
  // Whoever asks why may disagree: one tap takes the answer's code into a complaint.
  const complain = form === "why" ? [complaintAbout(told.effect.code)] : [];
  return said(turn, about, told, [...choices.slice(0, MOST_CHOICES - complain.length), ...complain]);
}

/** Asks on for rights beyond those already told. */
function askOn(turn: Turn, about: About): Outcome {
  const found = held(decideInquiry(turn, turn.session, about));
  const untold = found.some(({ policy }) => !about.policies.includes(policy.id));
  const inquiry = { ...about, asked: 0, named: [], wanted: untold ? found.length : found.length + 1 };
  return proceed(turn, { inquiry, session: turn.session, understood: true });
}

/** After a general answer, the same field for the asker's own household. */
function askOwn(turn: Turn, { field }: About): Outcome {
  const own = `#entitlements.field.${field}` as const;
  return turn.consent === null ? askConsent(turn, own) : { replies: [], session: turn.session, goOn: own };
}

/** The same question on another day, without asking anything. */
function tellOnDay(turn: Turn, about: About): Outcome {
  const decision = decideInquiry(turn, turn.session, about);
  return said(turn, about, tellDecision(turn, decision, about.named), []);
}

/** The same household a year before and on the day asked about: two answers, each with its own clause and code. */
function compare(turn: Turn, about: About): Outcome {
  const now = about.on ?? turn.today;
  const answers = [addMonths(now, -12), now].map((on) => {
    const decision = decideInquiry(turn, turn.session, { ...about, on });
    return { on, decision, told: tellDecision(turn, decision, about.named) };
  });
  const replies = answers.map(
    ({ on, told }): Reply => ({ lines: [...linesOf(turn, { on }, told), ...supposedLines(turn, about)] }),
  );
  const last = answers.at(-1)!;
  const choices = choicesOf(turn, about, furtherChoices(turn, last.decision, about, last.told.policies));
  replies[replies.length - 1] = { ...replies.at(-1)!, choices };
  return { replies, session: turn.session, effects: answers.map(({ told }) => told.effect) };
}

/** The answer if the household were of another class; nothing of it is kept. */
function suppose(turn: Turn, about: About, household: ReturnType<typeof factsOfClass>): Outcome {
  const { hh_class: _, income_per_head: __, deprivations: ___, ...others } = turn.session.household;
  const supposed = { ...turn.session, household: { ...others, ...household } };
  const decision = decideInquiry(turn, supposed, about);
  const told = tellDecision(turn, decision, about.named);
  const choices = furtherChoices(turn, decision, about, told.policies);
  const outcome = said(turn, about, told, choices, [{ key: "entitlements:supposed" }]);
  return { ...outcome, effects: ofNobody([told.effect]) };
}

function said(turn: Turn, about: About, told: Told, choices: Choice[], before: Line[] = []): Outcome {
  const lines = [...before, ...linesOf(turn, about, told), ...supposedLines(turn, about)];
  return {
    replies: [{ lines, choices: choicesOf(turn, about, choices) }],
    session: turn.session,
    effects: [told.effect],
  };
}

/** After a general answer nothing is offered that would ask on about a household. */
function choicesOf(turn: Turn, about: About, choices: Choice[]): Choice[] {
  return about.general ? generalChoices(turn, about) : choices;
}
