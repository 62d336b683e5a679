// People who asked for an officer: who waits, and those this officer has taken.
import { html } from "hono/html";
import { requestsWaiting } from "../../registry/requests/take.ts";
import { alarm } from "../alarm.ts";
import type { Page } from "../page.ts";
import { table } from "../table.ts";
import { dayIn, momentIn } from "../words.ts";

export const requests: Page = {
  path: "/requests",
  operation: "request.take",
  menu: "console-requests:menu",
  async show({ desk, t }) {
    const rows = (await requestsWaiting(desk)).map(({ number, state, askedAt, dueOn }) => [
      html`<a href="/console/requests/${number}">${t("console-requests:number", { number })}</a>`,
      t(`console-requests:state.${state}`),
      momentIn(askedAt),
      dueOn !== null && dueOn < desk.today
        ? html`${dayIn(dueOn)} ${alarm(t("console-requests:overdue"))}`
        : dayIn(dueOn),
    ]);
    const head = ["which", "how", "asked", "due"].map((name) => t(`console-requests:${name}`));
    const body = table({ caption: t("console-requests:caption"), head, empty: t("console-requests:none") }, rows);
    return { title: t("console-requests:title"), body };
  },
};
