// What the bot did not understand, without anything that tells who wrote it; each can be proposed as an example for its training.
import { html } from "hono/html";
import { vietnamDayOf } from "../../foundation/clock.ts";
import { misunderstood, proposeUtterance } from "../../registry/quality.ts";
import { choiceField, sendButton } from "../fields.ts";
import type { Html, Page, Visit } from "../page.ts";
import { table } from "../table.ts";
import { dayIn } from "../words.ts";

/** Intents an example may be proposed for. */
const INTENTS = [
  "ask-policy",
  "ask-procedure",
  "ask-criteria",
  "check-eligibility",
  "household-status",
  "report-change",
  "complaint",
  "talk-to-officer",
  "request-summary",
  "greeting",
  "thanks",
  "help",
  "out-of-scope",
] as const;

/** For those who teach the bot. */
export const quality: Page = {
  path: "/quality",
  operation: "quality.read",
  menu: "console-quality:menu",
  async show(visit) {
    const { t, desk } = visit;
    const head = ["text", "on", "guess", "propose"].map((name) => t(`console-quality:${name}`));
    const rows = (await misunderstood(desk)).map(({ id, text, on, guess, confidence }) => [
      text,
      dayIn(vietnamDayOf(on)),
      guess === null ? "–" : `${intentName(visit, guess)} (${Math.round((confidence ?? 0) * 100)}%)`,
      proposing(visit, id, guess),
    ]);
    const caption = t("console-quality:caption");
    const body = html`<p>${t("console-quality:why")}</p>${table({ caption, head, empty: t("console-quality:none") }, rows)}`;
    return { title: t("console-quality:title"), body };
  },
  forms: {
    async propose({ desk, form }) {
      const intent = INTENTS.find((one) => one === form.intent);
      const done = intent !== undefined && (await proposeUtterance(desk, { id: form.id ?? "", intent }));
      return done ? { goTo: "/quality", said: "console-quality:proposed" } : { refused: "console-quality:unknown" };
    },
  },
};

const intentName = ({ t }: Visit, id: string) => t(`console-quality:intents.${id}`);

function proposing(visit: Visit, id: string, guess: string | null): Html {
  const { t, formTo } = visit;
  const options = INTENTS.map((one) => [one, intentName(visit, one)] as const);
  const field = choiceField(
    { name: "intent", id: `intent-${id}`, label: t("console-quality:intent"), value: guess ?? "" },
    options,
  );
  return formTo(
    "/quality/propose",
    html`<input type="hidden" name="id" value="${id}">${field}${sendButton(t("console-quality:propose"), "plain")}`,
  );
}
