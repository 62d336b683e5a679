// Where everybody arrives: what waits for the role one acts in.
import { html } from "hono/html";
import type { Page } from "../page.ts";

/** The first page. */
export const today: Page = {
  path: "/",
  operation: null,
  menu: "console-today:menu",
  async show({ t, name }) {
    return { title: t("console-today:title"), body: html`<p>${t("console-today:welcome", { name })}</p>` };
  },
};
