// Which field of support a question is about, on which day, and what in it comes first: read from its words.
import { addMonths, type Day } from "../foundation/day.ts";
import { policiesOf } from "../knowledge/knowledge.ts";
import { namedFields } from "../knowledge/named-fields.ts";
import type { Session } from "../registry/session.ts";
import type { Choice, Outcome, Turn } from "./handler.ts";
import { type Inquiry, newInquiry } from "./inquiry.ts";
import { dateTold } from "./told-facts.ts";

/** The fields offered first; the rest is one tap away. */
const FIRST_FIELDS = ["health-insurance", "tuition", "credit", "telecom"];

/** The field in a pressed choice or in the message; whoever asks to borrow is asking about a loan, whatever it is to pay. */
export function fieldNamed(turn: Turn): string | undefined {
  const { action, message, knowledge, words } = turn;
  if (action?.name === "field" || action?.name === "ours")
    return knowledge.domains.find(({ id }) => id === action.argument)?.id;
  if (action !== null || words.classAnswered(message.text) !== null) return undefined;
  const [first, ...others] = fieldsNamed(turn);
  if (first === undefined || !words.asksLoan(message.text)) return first;
  const lending = [first, ...others].filter((id) => kindsIn(turn, id).has("loan"));
  return lending.find((id) => kindsIn(turn, id).size > 1) ?? lending[0] ?? onlyLoans(turn) ?? first;
}

/** Fields by what was understood, unless the words name others ("ăn trưa" is no study cost); then those that are named. */
function fieldsNamed(turn: Turn): string[] {
  const { understood, fields } = turn;
  const heard = understood.domains.flatMap((domain) => fields.get(domain) ?? []);
  const said = namedFields(turn, turn.message.text);
  return [...new Set([...heard.filter((id) => said.length === 0 || said.includes(id)), ...said])];
}

function kindsIn({ knowledge }: Turn, field: string): Set<string> {
  return new Set(policiesOf(knowledge, field).map((id) => knowledge.policies.get(id)!.kind));
}

/** The field that is about loans and nothing else. */
function onlyLoans(turn: Turn): string | undefined {
  return turn.knowledge.domains.find(({ id }) => [...kindsIn(turn, id)].join() === "loan")?.id;
}

/** "Tôi 76 tuổi có được trợ cấp không", "thoát nghèo rồi còn vay được không": about rights, not about the class of the household. */
export function meansRights({ message: { text }, understood, words }: Turn): boolean {
  const field = understood.domains.length > 0;
  if (words.classIn(text) === null) return field || words.asksRights(text);
  return field && (understood.decision === "ask" || words.asksLoan(text) || words.asksRights(text));
}

/** The inquiry that a question begins. */
export function inquiryOf(turn: Turn, field: string): Inquiry {
  const { action, message, knowledge, words, today } = turn;
  if (action !== null) return newInquiry(field);
  const on = dayAsked(turn);
  const { household, person } = knowledge.rules.on(on ?? today);
  const inForce = new Set(
    [...household, ...person].filter(({ standing }) => standing === "right").map((rule) => rule.policy.id),
  );
  const scope = policiesOf(knowledge, field);
  const named = words.policiesNamed(message.text).filter((id) => scope.includes(id) && inForce.has(id));
  const beside = fieldsNamed(turn).filter((id) => id !== field);
  const apart = words.isOtherHousehold(message.text) ? { household: {}, members: [] } : null;
  return newInquiry(field, { on, named, beside, apart });
}

/** The same calendar day in the year that the question names; null when it names none, or the year of something else. */
export function dayAsked(turn: Turn): Day | null {
  const { message, words, today } = turn;
  const year = dateTold(turn) === null ? words.yearIn(message.text, today) : null;
  return year === null || year === Number(today.slice(0, 4))
    ? null
    : addMonths(today, 12 * (year - Number(today.slice(0, 4))));
}

/** Which field of support; the first few, or all of them. */
export function chooseField(turn: Turn, session: Session, ids: readonly string[] = FIRST_FIELDS): Outcome {
  const choices: Choice[] = ids.flatMap((id) => fieldChoice(turn, id) ?? []);
  if (ids === FIRST_FIELDS) choices.push({ key: "entitlements:all-fields", payload: "#entitlements.fields" });
  return { replies: [{ key: "entitlements:choose-field", choices }], session: { ...session, form: null } };
}

/** A field by its name, to tap. */
export function fieldChoice({ knowledge, session: { language } }: Turn, id: string): Choice | null {
  const field = knowledge.domains.find((one) => one.id === id);
  return field === undefined
    ? null
    : { title: field.name[language] ?? field.name.vi, payload: `#entitlements.field.${id}` };
}
