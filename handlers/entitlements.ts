// "Nhà tôi được hưởng gì": field by field, with the fewest questions, until something can be said with its legal ground.
import { onItsFacts } from "./apart.ts";
import { writtenValue } from "./ask-fact.ts";
import { askConsent } from "./consent.ts";
import { chooseField, fieldNamed, inquiryOf } from "./field-asked.ts";
import { answerInGeneral, goOnForOurs } from "./general-answer.ts";
import type { Handler, Outcome, Turn, Written } from "./handler.ts";
import { INQUIRY_FORM, type Inquiry, newInquiry, openInquiry, waitingSchema } from "./inquiry.ts";
import { readReply } from "./inquiry-reply.ts";
import { proceed, restart, stepBack } from "./inquiry-steps.ts";
import { tellOverview } from "./overview.ts";

const NAME = INQUIRY_FORM;

/** Rights of a household or of one of its members, on a day. */
export const entitlements: Handler = {
  name: NAME,
  intents: ["ask-policy", "ask-procedure"],
  returns: true,
  accepts: ({ form, ...written }) => answersQuestion(openInquiry({ form }), written),
  handle(turn) {
    const { action, session, message, knowledge, words } = turn;
    if (action?.name === "fields") {
      const ids = knowledge.domains.map(({ id }) => id);
      return chooseField(turn, session, ids);
    }
    const open = openInquiry(session);
    if (open !== null && action?.name === "back") return onItsFacts(turn, open, (inside) => stepBack(inside, open));
    if (open !== null && action === null && words.isRestart(message.text))
      return onItsFacts(turn, open, (inside) => restart(inside, open));
    const field = answersInquiry(turn, open) ? open?.field : (fieldNamed(turn) ?? open?.field);
    if (field === undefined || action?.name === "back" || action?.name === "start") return withoutField(turn);
    if (turn.consent === null) return answerInGeneral(turn, field);
    const ours = action?.name === "ours" ? goOnForOurs(turn, field) : null;
    if (ours !== null) return ours;
    const asked = inquiryOf(turn, field);
    const goesOn = open?.field === field && (asked.apart === null || open.apart !== null);
    const inquiry = goesOn ? open : asked;
    return onItsFacts(turn, inquiry, (inside) => proceed(inside, readReply(inside, inquiry)));
  },
};

/** Words that only answer the open question ("dạ hộ nghèo", "cho con tôi") name no other field. */
function answersInquiry(turn: Turn, open: Inquiry | null): boolean {
  if (open === null || turn.action !== null) return false;
  return isShort(turn.message.text) && readReply(turn, open).understood;
}

/** Before anything is looked up or kept: could these words answer the question that is open? */
function answersQuestion(inquiry: Inquiry | null, written: Written): boolean {
  const { text, words, understood, knowledge } = written;
  const fact = knowledge.facts.facts.find(({ id }) => id === inquiry?.open?.fact);
  if (understood.answer !== null || words.isUnsure(text) || words.isRestart(text)) return true;
  if (fact !== undefined && writtenValue(fact, written) !== null) return true;
  if (words.isCorrecting(text) && words.classIn(text) !== null) return true;
  return words.classAnswered(text) !== null || (isShort(text) && words.subjectIn(text) !== null && fact === undefined);
}

function isShort(text: string): boolean {
  return text.trim().split(/\s+/).length <= ANSWER_WORDS;
}

const ANSWER_WORDS = 6;

/** Papers are told of one field. */
const PAPERS_ASKED = "ask-procedure";

/** What is told of the class and of a person is not asked for in any field, nor lost while consent is asked for. */
function withoutField(turn: Turn): Outcome {
  const { action, session, consent, message, words } = turn;
  const begun = newInquiry("");
  if (action !== null || words.isOtherHousehold(message.text))
    return consent === null ? askConsent(turn, `#${NAME}`) : tellOverview(turn, { session, inquiry: begun });
  const { session: learnt, inquiry } = readReply(turn, begun);
  if (consent !== null && turn.understood.guesses[0]?.intent === PAPERS_ASKED) return chooseField(turn, learnt);
  if (consent !== null) return tellOverview(turn, { session: learnt, inquiry });
  return askConsent(turn, `#${NAME}`, undefined, waitingSchema.parse({ ...learnt, inquiry: null }));
}
