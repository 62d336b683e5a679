// What somebody sees who is not signed in. In Vietnamese: nothing tells yet which language they read.
import { html } from "hono/html";
import { type House, wordsIn } from "./house.ts";
import { layout } from "./layout.ts";
import type { Html, Values } from "./page.ts";

/** A whole page without menu. */
export interface OutsidePage {
  status: number;
  html: string;
}

/** How to get in. */
export function notSignedIn(house: House): Promise<OutsidePage> {
  return outside(house, 401, "console:outside.title", (t) => html`<p>${t("console:outside.how")}</p>`);
}

/** A page of one sentence, or one button. */
export async function outside(
  house: House,
  status: number,
  title: string,
  body: (t: (key: string, values?: Values) => string) => Html,
): Promise<OutsidePage> {
  const t = wordsIn(house, "vi");
  const frame = { t, language: "vi" as const, title: t(title), body: body(t), inside: null, said: null };
  return { status, html: String(await layout(frame)) };
}
