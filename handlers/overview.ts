// "Tôi 78 tuổi, hộ nghèo, được gì": no field is named, but what was told already gives rights. They are told together, each with its
// clause, before a field is chosen.
import { type Decision, decide, type Result, results } from "../knowledge/eligibility/decide.ts";
import { explain } from "../knowledge/eligibility/explain.ts";
import { tellResults } from "./answer-rights.ts";
import { chooseField } from "./field-asked.ts";
import type { Outcome, Turn } from "./handler.ts";
import { held, SELF, situationIn } from "./inquiry.ts";
import type { Reading } from "./inquiry-reply.ts";

/** The rights that hold in any field by what the session knows, and the fields to ask on in; the fields alone when none holds yet. */
export function tellOverview(turn: Turn, { session, inquiry }: Pick<Reading, "session" | "inquiry">): Outcome {
  const fields = chooseField(turn, session);
  const subject = inquiry.subject ?? (session.members.some(({ key }) => key === SELF) ? SELF : null);
  const decision = decide(turn.knowledge, situationIn(turn, session, subject), turn.today);
  const rights = held(decision)
    .filter(({ standing }) => standing === "right")
    .sort((a, b) => ownGrounds(decision, b) - ownGrounds(decision, a));
  if (rights.length === 0) return fields;
  const told = tellResults({ ...turn, session }, decision, rights, "short");
  const more = results(decision, "unknown").length > 0 ? [{ key: "entitlements:not-all" }] : [];
  return { ...fields, replies: [{ lines: [{ text: told.text }, ...more] }, ...fields.replies], effects: [told.effect] };
}

/** How much beside the class of the household a right hangs on: what somebody gets for who they are is told first. */
function ownGrounds(decision: Decision, result: Result): number {
  return explain(decision, result).because.filter(({ fact }) => fact !== "hh_class").length;
}
