// Where everybody arrives: what waits for the role one acts in, what is late, which villages are silent.
import { html } from "hono/html";
import { scopeOf } from "../../registry/summaries/scope.ts";
import { type Waiting, waitingFor } from "../../registry/summaries/waiting.ts";
import { openWork, silentVillages } from "../../registry/summaries/work.ts";
import { alarm } from "../alarm.ts";
import type { Html, Page, Visit } from "../page.ts";
import { facts, table } from "../table.ts";
import { changeName, dayIn, say } from "../words.ts";

/** The first page; everybody signed in sees it, each what the own role may move on. */
export const today: Page = {
  path: "/",
  operation: null,
  menu: "console-today:menu",
  async show(visit) {
    const { desk, t, name } = visit;
    const waiting = await waitingFor(desk);
    const late = waiting.filter(({ dueOn }) => dueOn !== null && dueOn < desk.today).length;
    const summing = await standing(visit);
    const body = html`<p>${t("console-today:welcome", { name })} ${t("console-today:count", { count: waiting.length, late })}</p>
${list(visit, waiting)}${summing}`;
    return { title: t("console-today:title"), body };
  },
};

/** Where a case is worked on. */
const PLACES: Readonly<Record<Waiting["kind"], (one: Waiting) => string>> = {
  report: ({ number }) => `/console/reports/${number}`,
  decision: ({ number }) => `/console/reports/${number}`,
  complaint: ({ number }) => `/console/complaints/${number}`,
  request: ({ number }) => `/console/requests/${number}`,
  step: ({ roundId, villageCode }) => `/console/rounds/${roundId}/${villageCode}`,
};

function list(visit: Visit, waiting: readonly Waiting[]): Html {
  const { t, desk } = visit;
  const head = ["what", "place", "due"].map((name) => t(`console-today:${name}`));
  const rows = waiting.map((one) => {
    const kind = t(`console-today:kinds.${one.kind}`, { number: one.number ?? "" }).trim();
    const words = [kind, whatOf(visit, one)].filter((part) => part !== "").join(": ");
    const late = one.dueOn !== null && one.dueOn < desk.today;
    const marks = [...(one.urgent ? ["urgent"] : []), ...(late ? ["late"] : [])];
    return [
      html`<a href="${PLACES[one.kind](one)}">${words}</a>`,
      one.place,
      html`${dayIn(one.dueOn)}${marks.map((mark) => html` ${alarm(t(`console-today:${mark}`))}`)}`,
    ];
  });
  return table({ caption: t("console-today:waiting"), head, empty: t("console-today:nothing") }, rows);
}

function whatOf(visit: Visit, { kind, what }: Waiting): string {
  if (what === null) return "";
  if (kind !== "step") return changeName(visit, what);
  const step = visit.desk.library.review.workflow.steps.find(({ id }) => id === what);
  return step === undefined ? what : say(visit, step.name);
}

/** How the own unit stands, for roles that may read summaries. */
async function standing({ desk, t }: Visit): Promise<Html> {
  const scope = await scopeOf(desk);
  if (scope === null) return html``;
  const { open, overdue, dueSoon } = await openWork(desk, scope);
  const silent = scope.level === "province" ? [] : await silentVillages(desk, scope);
  return html`<section><h2>${t("console-today:unit", { unit: scope.name })}</h2>
${facts([
  [t("console-today:open"), open],
  [t("console-today:overdue"), overdue],
  [t("console-today:soon"), dueSoon],
  [t("console-today:silent"), silent.length === 0 ? null : silent.join(", ")],
])}</section>`;
}
