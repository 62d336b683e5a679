// Short questions about the last answer: why, which papers, in full, what else, another year, compared with last year, and
// "what if". They need the last inquiry; without one the field is asked first.
import { addMonths } from "../foundation/day.ts";
import type { Session } from "../registry/session.ts";
import { resultsOf, type Told, tellDecision, tellResults } from "./answer-rights.ts";
import { askConsent } from "./consent.ts";
import { chooseField, dayAsked, furtherChoices, proceed, whichDay } from "./entitlements.ts";
import type { Handler, Outcome, Turn } from "./handler.ts";
import { factsOfClass } from "./household-class.ts";
import { decideInquiry, held, type Inquiry } from "./inquiry.ts";

type About = Inquiry & { policies: string[] };

/** Reached by its choices, and by words that only make sense after an answer (bot/route.ts). */
export const followUp: Handler = {
  name: "follow-up",
  intents: [],
  handle(turn) {
    const { action, message, session, words } = turn;
    const about = session.about as unknown as About | null;
    if (about === null) return turn.consent === null ? askConsent(turn, "#entitlements") : chooseField(turn, session);
    const named = words.isSupposing(message.text) ? words.classIn(message.text) : null;
    if (named !== null) return suppose(turn, about, factsOfClass(named)!);
    const asked = action?.name ?? words.followUpIn(message.text);
    switch (asked) {
      case "papers":
      case "why":
      case "full":
        return tellAgain(turn, about, asked);
      case "more":
        return askOn(turn, about);
      case "compare":
        return compare(turn, about);
      default:
        return proceed(turn, { inquiry: { ...about, on: dayAsked(turn) }, session, understood: true });
    }
  },
};

/** The last answer once more, in another form. */
function tellAgain(turn: Turn, about: About, form: "papers" | "why" | "full"): Outcome {
  const decision = decideInquiry(turn, turn.session, about);
  const again = resultsOf(decision, about.subject, about.policies);
  return outcomeOf(turn, about, tellResults(turn, decision, again, form, furtherChoices(decision, about)));
}

/** Asks on for rights beyond those already told. */
function askOn(turn: Turn, about: About): Outcome {
  const wanted = held(decideInquiry(turn, turn.session, about)).length + 1;
  return proceed(turn, { inquiry: { ...about, asked: 0, wanted }, session: turn.session, understood: true });
}

/** The same household a year before and on the day asked about: two answers, each with its own clause and code. */
function compare(turn: Turn, about: About): Outcome {
  const now = about.on ?? turn.today;
  const [before, after] = [addMonths(now, -12), now].map((on) => {
    const inquiry = { ...about, on };
    const decision = decideInquiry(turn, turn.session, inquiry);
    return { on, told: tellDecision(turn, decision, []), choices: furtherChoices(decision, about) };
  }) as [Compared, Compared];
  const replies = [before, after].flatMap(({ on, told }) => [...whichDay(turn, { on }), told.reply]);
  replies[replies.length - 1] = { ...after.told.reply, choices: after.choices };
  return { replies, session: turn.session, effects: [before.told.effect, after.told.effect] };
}

interface Compared {
  on: NonNullable<Inquiry["on"]>;
  told: Told;
  choices: ReturnType<typeof furtherChoices>;
}

/** The answer if the household were of another class; nothing of it is kept. */
function suppose(turn: Turn, about: About, household: Session["household"]): Outcome {
  const { hh_class: _, income_per_head: __, deprivations: ___, ...others } = turn.session.household;
  const supposed = { ...turn.session, household: { ...others, ...household } };
  const decision = decideInquiry(turn, supposed, about);
  const told = tellDecision(turn, decision, furtherChoices(decision, about));
  return {
    replies: [{ key: "entitlements:supposed" }, ...whichDay(turn, about), told.reply],
    session: turn.session,
    effects: [told.effect],
  };
}

function outcomeOf(turn: Turn, about: About, told: Told): Outcome {
  return { replies: [...whichDay(turn, about), told.reply], session: turn.session, effects: [told.effect] };
}
