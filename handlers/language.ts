// Vietnamese or English; the open question stays open in the new language.
import type { Handler } from "./handler.ts";
import { menuChoices } from "./menu.ts";

/** "English", "tiếng Việt", or the menu's choice, which goes to the other one. */
export const language: Handler = {
  name: "language",
  intents: ["language"],
  handle({ session, message, understood, words, desk }) {
    const commanded = understood.command === "language-en" ? "en" : understood.command === "language-vi" ? "vi" : null;
    const language = commanded ?? words.languageIn(message.text) ?? (session.language === "vi" ? "en" : "vi");
    return { replies: [{ key: "language:now", choices: menuChoices(desk) }], session: { ...session, language } };
  },
};
