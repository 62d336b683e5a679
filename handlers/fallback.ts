// Not understood is said as it is, with the nearest guesses to tap, and always a way to a person.
import type { Choice, Handler } from "./handler.ts";

/** Where each guess leads. */
const LEADS: Record<string, Choice> = {
  "ask-policy": { key: "fallback:ask-policy", payload: "#entitlements" },
  "check-eligibility": { key: "menu:self-check", payload: "#check-eligibility" },
  "ask-criteria": { key: "menu:criteria", payload: "#ask-criteria" },
  "ask-procedure": { key: "fallback:ask-procedure", payload: "#entitlements.papers" },
  "household-status": { key: "fallback:household-status", payload: "#refer-to-commune.household-status" },
  "report-change": { key: "fallback:report-change", payload: "#refer-to-commune.report-change" },
  complaint: { key: "fallback:complaint", payload: "#refer-to-commune.complaint" },
  help: { key: "fallback:menu", payload: "#menu" },
};

const MOST_GUESSES = 3;

/** When nothing else answers. */
export const fallback: Handler = {
  name: "fallback",
  intents: ["out-of-scope"],
  handle({ session, message, understood }) {
    const officer: Choice = { key: "menu:officer", payload: "#talk-to-officer" };
    if (message.text.startsWith("#")) {
      return {
        replies: [{ key: "fallback:old-button", choices: [{ key: "fallback:menu", payload: "#menu" }, officer] }],
        session,
      };
    }
    const guesses =
      understood.decision === "ask" ? understood.guesses.flatMap(({ intent }) => LEADS[intent] ?? []) : [];
    const unsure = guesses.length > 0;
    const choices = unsure ? guesses.slice(0, MOST_GUESSES) : [LEADS["ask-policy"]!, LEADS["check-eligibility"]!];
    return {
      replies: [{ key: unsure ? "fallback:did-you-mean" : "fallback:not-understood", choices: [...choices, officer] }],
      session,
    };
  },
};
