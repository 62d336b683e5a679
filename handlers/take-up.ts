// "Đã nhận được chưa?": what a household says about a right of its own. Whoever has not received it is told where to go.
import type { Language } from "../foundation/language.ts";
import type { Result } from "../knowledge/eligibility/decide.ts";
import { answerTakeUp, TAKEN } from "../registry/take-up/answer.ts";
import { nextToAsk } from "../registry/take-up/ask.ts";
import type { Choice, Handler, Line, Reply, Turn } from "./handler.ts";

/** Its question comes from a schedule (ask-take-up.ts); each answer brings the next one, while there is one. */
export const takeUp: Handler = {
  name: "take-up",
  intents: [],
  async handle(turn) {
    const { action, session, desk } = turn;
    const taken = TAKEN.find((one) => one === action?.name);
    const policyId = action?.argument ?? "";
    const told = taken === undefined ? null : await answerTakeUp(desk, { policyId, taken });
    if (taken === undefined || told === null) return { replies: [{ key: "take-up:old" }], session };
    const thanks = await thanked(turn, taken, policyId);
    const next = await nextToAsk(desk, told.householdId);
    if (next === null) return { replies: [thanks], session };
    return { replies: [{ ...thanks, choices: [] }, takeUpQuestion(next, session.language)], session };
  },
};

/** The question about one right, with three answers. */
export function takeUpQuestion({ policy, version }: Result, language: Language): Line & { choices: Choice[] } {
  return {
    key: "take-up:question",
    values: {
      right: policy.name[language] ?? policy.name.vi,
      short: version.clause[language] ?? version.clause.vi,
    },
    choices: [
      { key: "take-up:yes", payload: `#take-up.received.${policy.id}` },
      { key: "take-up:not-yet", payload: `#take-up.not-yet.${policy.id}` },
      { key: "take-up:no-need", payload: `#take-up.not-wanted.${policy.id}` },
    ],
  };
}

async function thanked(turn: Turn, taken: (typeof TAKEN)[number], policyId: string): Promise<Reply> {
  const { knowledge, session } = turn;
  const policy = knowledge.policies.get(policyId);
  if (taken !== "not-yet" || policy === undefined) return { key: `take-up:thanks.${taken}` };
  const { where } = policy.apply;
  return {
    key: "take-up:thanks.not-yet",
    values: { where: where[session.language] ?? where.vi },
    choices: [
      { key: "take-up:papers", payload: `#entitlements.field.${policy.domain}` },
      { key: "take-up:officer", payload: "#talk-to-officer" },
    ],
  };
}
