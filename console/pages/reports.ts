// The reports of changes in households, as an officer goes through them: what waits first, urgent and early ones at the top.
import { html } from "hono/html";
import { listReports, REPORTS_A_PAGE, type ReportFilter } from "../../registry/reports/list-reports.ts";
import type { Report, ReportState } from "../../registry/reports/report.ts";
import { villagesWithin } from "../../registry/units/villages-within.ts";
import { alarm } from "../alarm.ts";
import { choiceField, sendButton, tickField } from "../fields.ts";
import type { Html, Page, Visit } from "../page.ts";
import { table } from "../table.ts";
import { changeName, dayIn, say } from "../words.ts";

const WAITING: readonly ReportState[] = ["open", "claimed", "forwarded"];

const STATES: ReadonlyMap<string, readonly ReportState[]> = new Map([
  ["waiting", WAITING],
  ["elsewhere", ["unconfirmed", "returned"]],
  ["done", ["approved", "refused", "undone"]],
]);

type Village = { code: string; name: string };

/** Village heads see those of their village; officers and leaders decide from here. */
export const reports: Page = {
  path: "/reports",
  operation: "report.read",
  menu: "console-reports:menu",
  async show(visit) {
    const { desk, t } = visit;
    const villages = await villagesWithin(desk, "report.read");
    const filter = filterOf(visit);
    const { reports: found, total } = await listReports(desk, filter);
    const body = html`${filters(visit, villages)}
<p role="status">${t("console-reports:count", { count: total })}</p>
${list(visit, found, villages)}${pager(visit, filter.page, total)}`;
    return { title: t("console-reports:title"), body };
  },
};

function filterOf({ query, desk }: Visit): ReportFilter {
  const { types, groups } = desk.library.changes;
  const group = Object.hasOwn(groups, query.group ?? "") ? query.group : null;
  return {
    states: STATES.get(query.state ?? "") ?? WAITING,
    village: query.village || null,
    changeTypes: group == null ? null : [...types.values()].filter((one) => one.group === group).map(({ id }) => id),
    urgent: query.urgent === "1",
    overdue: query.overdue === "1",
    page: pageIn(query),
  };
}

function pageIn({ page }: Visit["query"]): number {
  return /^[1-9]\d{0,4}$/.test(page ?? "") ? Number(page) : 1;
}

function filters(visit: Visit, villages: readonly Village[]): Html {
  const { t, query, desk } = visit;
  const field = (name: string) => ({ name, label: t(`console-reports:${name}`), value: query[name] ?? "" });
  const states = [...STATES.keys()].map((id) => [id, t(`console-reports:states.${id}`)] as const);
  const any = ["", t("console-reports:any")] as const;
  const groups = Object.entries(desk.library.changes.groups).map(([id, { name }]) => [id, say(visit, name)] as const);
  const places = villages.length < 2 ? "" : choiceField(field("village"), [any, ...villages.map(pairOf)]);
  return html`<form method="get" action="/console/reports" class="filters">
${choiceField(field("state"), states)}${places}${choiceField(field("group"), [any, ...groups])}
${tickField(field("urgent"))}${tickField(field("overdue"))}${sendButton(t("console-reports:filter"))}</form>`;
}

const pairOf = ({ code, name }: Village) => [code, name] as const;

function list(visit: Visit, found: readonly Report[], villages: readonly Village[]): Html {
  const { t } = visit;
  const head = ["number", "what", "village", "state", "due"].map((name) => t(`console-reports:${name}`));
  const names = new Map(villages.map(pairOf));
  const rows = found.map((report) => [
    html`<a href="/console/reports/${report.number}">${t("console-reports:open", { number: report.number })}</a>`,
    html`${[changeName(visit, report.changeType), report.content.head ?? []].flat().join(" · ")} ${marks(visit, report)}`,
    names.get(report.villageCode ?? "") ?? report.villageCode ?? "–",
    t(`console-report:state.${report.state}`),
    dayIn(report.dueOn),
  ]);
  return table({ caption: t("console-reports:caption"), head, empty: t("console-reports:none") }, rows);
}

/** What makes a report pressing, in words and not by colour alone. */
function marks({ t, desk }: Visit, { urgent, dueOn, state }: Report): Html {
  const late = WAITING.includes(state) && dueOn !== null && dueOn < desk.today;
  return html`${urgent ? html`${alarm(t("console-reports:urgent"))} ` : ""}${
    late ? alarm(t("console-reports:overdue")) : ""
  }`;
}

function pager({ t, query }: Visit, page: number, total: number): Html {
  const link = (to: number, key: string) => {
    const search = new URLSearchParams({ ...query, page: String(to) });
    return html`<a class="btn" href="/console/reports?${search.toString()}">${t(key)}</a> `;
  };
  return html`<p>${page > 1 ? link(page - 1, "console-reports:before") : ""}${
    page * REPORTS_A_PAGE < total ? link(page + 1, "console-reports:after") : ""
  }</p>`;
}
