// A door code in a message ("7KQ2-M4TB-9HXA"): an invitation to a role, or the slip of a household. What opens nothing gets one
// and the same answer, whatever is wrong with it.
import { doorCodeIn } from "../foundation/digest.ts";
import { termKey } from "../registry/actor.ts";
import { opensHousehold } from "../registry/links/household-codes.ts";
import { forgetTries, mayTry } from "../registry/people/attempts.ts";
import { join as takeUp } from "../registry/people/join.ts";
import type { Handler, Outcome, Turn } from "./handler.ts";

/** Reached by a code in the message (bot/route.ts). */
export const join: Handler = {
  name: "join",
  intents: [],
  async handle(turn) {
    const { desk, session, message } = turn;
    const code = doorCodeIn(message.text)?.code ?? null;
    const { minutes } = turn.joining.attempts;
    if (!(await mayTry(desk, "code"))) return { replies: [{ key: "join:too-often", values: { minutes } }], session };
    if (code === null) return refused(turn, "join:invalid");
    const joined = await takeUp(desk, code);
    if ("ok" in joined) {
      await forgetTries(desk, "code");
      return welcome(turn, joined);
    }
    if (joined.refused === "inviter-left") return refused(turn, "join:inviter-left");
    if (await opensHousehold(desk, code)) return { replies: [], session, goOn: `#link-household.code.${code}` };
    return refused(turn, "join:invalid");
  },
};

function welcome(
  { session, roles }: Turn,
  { name, role, unit, unitName }: { name: string; role: string; unit: string; unitName: string },
): Outcome {
  const known = roles.get(role)!.name;
  const values = { name, role: known[session.language], unit: unitName };
  return {
    replies: [
      {
        key: name === "" ? "join:welcome-nameless" : "join:welcome",
        values,
        choices: [
          { key: "join:what-now", payload: "#menu" },
          { key: "join:roles", payload: "#role" },
        ],
      },
    ],
    session: { ...session, form: null, role: termKey({ role, unit, until: null }) },
  };
}

function refused({ session }: Turn, key: "join:invalid" | "join:inviter-left"): Outcome {
  return {
    replies: [{ key, choices: [{ key: "menu:officer", payload: "#talk-to-officer" }] }],
    session,
  };
}
