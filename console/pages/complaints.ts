// The complaints of the commune that wait for an answer, the one that is due first at the top.
import { html } from "hono/html";
import { openComplaints } from "../../registry/complaints/answer.ts";
import { alarm } from "../alarm.ts";
import type { Page } from "../page.ts";
import { table } from "../table.ts";
import { dayIn, momentIn } from "../words.ts";

export const complaints: Page = {
  path: "/complaints",
  operation: "complaint.answer",
  menu: "console-complaints:menu",
  async show({ desk, t, query }) {
    const open = await openComplaints(desk);
    const rows = open.map(({ number, filedAt, dueOn, reportNumber }) => [
      html`<a href="/console/complaints/${number}">${t("console-complaints:number", { number })}</a>`,
      momentIn(filedAt),
      reportNumber === null ? "–" : html`<a href="/console/reports/${reportNumber}">${reportNumber}</a>`,
      dueOn !== null && dueOn < desk.today
        ? html`${dayIn(dueOn)} ${alarm(t("console-complaints:overdue"))}`
        : dayIn(dueOn),
    ]);
    const head = ["which", "filed", "report", "due"].map((name) => t(`console-complaints:${name}`));
    const body = html`${table({ caption: t("console-complaints:caption"), head, empty: t("console-complaints:none") }, rows)}
<form method="get" action="/console/complaints" class="filters"><label class="form-label" for="number">${t("console-complaints:by-number")}</label>
<input class="form-control" id="number" name="number" inputmode="numeric" required>
<button class="btn" type="submit">${t("console-complaints:open")}</button></form>`;
    const { number = "" } = query;
    return /^\d{1,9}$/.test(number)
      ? { goTo: `/complaints/${number}` }
      : { title: t("console-complaints:title"), body };
  },
};
