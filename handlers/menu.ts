// What An Sinh can do, as choices; always reachable by the word "menu".
import type { Choice, Handler } from "./handler.ts";

/** "menu", "giúp tôi", "An Sinh làm được gì". */
export const menu: Handler = {
  name: "menu",
  intents: ["help"],
  handle: ({ session }) => ({
    replies: [{ key: "menu:title", choices: menuChoices() }],
    session: { ...session, form: null },
  }),
};

/** The five things most people come for. */
export function menuChoices(): Choice[] {
  return [
    { key: "menu:entitlements", payload: "#entitlements" },
    { key: "menu:self-check", payload: "#check-eligibility" },
    { key: "menu:criteria", payload: "#ask-criteria" },
    { key: "menu:officer", payload: "#talk-to-officer" },
    { key: "menu:language", payload: "#language" },
  ];
}
