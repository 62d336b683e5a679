// What An Sinh can do, as choices; always reachable by the word "menu". Somebody who acts in a role gets the work of that role.
import type { Operation } from "../knowledge/roles.ts";
import { type Desk, may } from "../registry/desk.ts";
import type { Choice, Handler, Outcome, Turn } from "./handler.ts";
import { titleOf } from "./role.ts";

/** "menu", "giúp tôi", "An Sinh làm được gì"; action "citizen" is the menu of everybody. */
export const menu: Handler = {
  name: "menu",
  intents: ["help"],
  async handle(turn): Promise<Outcome> {
    const { desk, action, session } = turn;
    const closed = { ...session, form: null };
    if (desk.actor.term === null || action?.name === "citizen")
      return { replies: [{ key: "menu:title", choices: citizenChoices(desk) }], session: closed };
    return { replies: [await workMenu(turn)], session: closed };
  },
};

/** As many as fit as buttons. */
const MOST_CHOICES = 5;

/** What can be gone on with after something ended: the first work of a role, or the things most people come for. */
export function menuChoices(desk: Desk): Choice[] {
  return desk.actor.term === null ? citizenChoices(desk) : workChoices(desk).slice(0, MOST_CHOICES);
}

/** The five things most people come for; for those who have one, the own household first. */
function citizenChoices({ actor }: Desk): Choice[] {
  const linked = actor.households.length > 0;
  return [
    ...(linked ? [{ key: "menu:my-household", payload: "#my-household" as const }] : []),
    { key: "menu:entitlements", payload: "#entitlements" },
    { key: "menu:self-check", payload: "#check-eligibility" },
    { key: "menu:criteria", payload: "#ask-criteria" },
    { key: "menu:officer", payload: "#talk-to-officer" },
    { key: "menu:language", payload: "#language" },
  ];
}

/** What a role does, each with the right that it needs (knowledge/process/roles.yaml). */
export const WORK: readonly { key: string; payload: `#${string}`; operation: Operation }[] = [
  { key: "menu:report-change", payload: "#report-change", operation: "report.file" },
  { key: "menu:my-reports", payload: "#my-reports", operation: "report.file" },
  { key: "menu:review-reports", payload: "#review-reports", operation: "report.review" },
  { key: "menu:review-round", payload: "#review-round", operation: "round.read" },
  { key: "menu:review-household", payload: "#review-household", operation: "review.fill" },
  { key: "menu:summary", payload: "#summary", operation: "summary.read" },
  { key: "menu:complaints", payload: "#complaints-desk", operation: "complaint.answer" },
  { key: "menu:requests", payload: "#requests-desk", operation: "request.take" },
  { key: "menu:invite", payload: "#invite", operation: "person.invite" },
];

function workChoices(desk: Desk): Choice[] {
  return WORK.filter(({ operation }) => may(desk, operation)).map(({ key, payload }) => ({ key, payload }));
}

async function workMenu(turn: Turn) {
  const { desk } = turn;
  const own: Choice[] = [
    { key: "menu:role", payload: "#role" },
    { key: "menu:citizen", payload: "#menu.citizen" },
  ];
  return { key: "menu:work", values: await titleOf(turn, desk.actor.term!), choices: [...workChoices(desk), ...own] };
}
