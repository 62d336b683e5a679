// Linking this Zalo account to a household's record: by the code on its slip, or by asking, which the village head confirms. Whoever
// asks hears the same whether there is such a household or not. Asking on behalf of a relative goes the same way.

import { linkByCode } from "../registry/links/links.ts";
import { forgetTries, mayTry } from "../registry/people/attempts.ts";
import type { Choice, Handler, Outcome, Turn } from "./handler.ts";
import { askWhich, isAskStep, readAskStep } from "./name-household.ts";

const NAME = "link-household";
const PURPOSE = "household-link";

/** Actions: start, code (from a slip), behalf (for a relative), yes and no (the consent). */
export const linkHousehold: Handler = {
  name: NAME,
  intents: [],
  returns: true,
  accepts: ({ form, text, understood }) =>
    form.step === "consent"
      ? typeof understood.answer === "string"
      : isAskStep(form.step) && text.length <= LONGEST_NAME,
  async handle(turn) {
    const { action, session, understood } = turn;
    const form = session.form?.handler === NAME ? session.form : null;
    switch (action?.name) {
      case "start":
        return askConsent(turn, {});
      case "code":
        return askConsent(turn, { code: action.argument });
      case "behalf":
        return (await mayTry(turn.desk, "link")) ? askWhich(turn, "head", { kind: "representative" }) : tooOften(turn);
    }
    if (form === null) return { replies: [{ key: `${NAME}:how`, choices: waysToLink() }], session };
    if (form.step !== "consent") return readAskStep(turn, form);
    const answer = action?.name ?? understood.answer;
    if (answer === "yes") return agreed(turn, form.data);
    if (answer === "no") return { replies: [{ key: `${NAME}:declined` }], session: { ...session, form: null } };
    return askConsent(turn, form.data);
  },
};

const LONGEST_NAME = 60;

/** The ways to be linked, as choices. */
export function waysToLink(): Choice[] {
  return [
    { key: `${NAME}:by-asking`, payload: `#${NAME}.start` },
    { key: "menu:officer", payload: "#talk-to-officer" },
  ];
}

function askConsent(turn: Turn, data: Record<string, unknown>): Outcome {
  const { service, session, now } = turn;
  const purpose = service.consent.purposes.find(({ id }) => id === PURPOSE)!;
  const values = { data: purpose.data[session.language] ?? purpose.data.vi };
  const choices: Choice[] = [
    { key: `${NAME}:yes`, payload: `#${NAME}.yes` },
    { key: `${NAME}:no`, payload: `#${NAME}.no` },
  ];
  const form = { handler: NAME, step: "consent", data, since: now.toISOString() };
  return { replies: [{ key: `${NAME}:consent`, values, choices }], session: { ...session, form } };
}

async function agreed(turn: Turn, data: Record<string, unknown>): Promise<Outcome> {
  const { desk, session, service } = turn;
  const effects = [{ kind: "consent_given" as const, purpose: PURPOSE, textVersion: service.consent.version }];
  if (typeof data.code !== "string") {
    if (!(await mayTry(desk, "link"))) return tooOften(turn);
    return { ...askWhich(turn, "head", { kind: "member" }), effects };
  }
  const closed = { ...session, form: null };
  if (!(await mayTry(desk, "code"))) return tooOften(turn); // the payload can be typed with any code
  if (!(await linkByCode(desk, data.code))) return { replies: [{ key: "join:invalid" }], session: closed };
  await forgetTries(desk, "link");
  await forgetTries(desk, "code");
  const choices: Choice[] = [{ key: `${NAME}:show`, payload: "#my-household" }];
  return { replies: [{ key: `${NAME}:linked`, choices }], session: closed, effects };
}

function tooOften({ session, joining }: Turn): Outcome {
  const { minutes } = joining.attempts;
  return { replies: [{ key: `${NAME}:too-often`, values: { minutes } }], session: { ...session, form: null } };
}
