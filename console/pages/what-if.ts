// What if: today's households under the law of another day. Runs beside the visit and shows how far it is; no household is changed.
import { html } from "hono/html";
import { type Day, isDay } from "../../foundation/day.ts";
import { formatDong } from "../../foundation/money.ts";
import { policyName } from "../../registry/dashboard/names.ts";
import { may } from "../../registry/desk.ts";
import { explainMove } from "../../registry/what-if/explain.ts";
import type { Move, Reason, WhatIf } from "../../registry/what-if/show.ts";
import { startTrial, type TrialState, trialOf } from "../../registry/what-if/trials.ts";
import { sendButton, textField } from "../fields.ts";
import type { Html, Page, Shown, Visit } from "../page.ts";
import { table } from "../table.ts";
import { say } from "../words.ts";

export const whatIfPage: Page = {
  path: "/what-if",
  operation: "summary.read",
  menu: "console-what-if:menu",
  async show(visit) {
    const { query, t } = visit;
    const trial = query.trial === undefined ? null : await trialOf(visit.desk, query.trial);
    if (query.trial !== undefined && trial === null) return { refused: "console-what-if:gone" };
    const fragment = trial === null ? html`` : shownTrial(visit, query.trial!, trial);
    if (visit.partly) return { fragment };
    return { title: t("console-what-if:title"), body: html`${asking(visit)}${fragment}` };
  },
  forms: {
    async start({ desk, form }) {
      if (!isDay(form.on ?? "")) return { refused: "console-what-if:no-day", status: 409 };
      const trial = await startTrial(desk, { place: form.place ?? "", on: form.on as Day });
      return { goTo: `/what-if?trial=${trial}` };
    },
    explain: explained,
  },
};

function asking(visit: Visit): Html {
  const { desk, t, formTo } = visit;
  const next = desk.library.knowledge.standards.find(({ from }) => from > desk.today)?.from ?? desk.today;
  const on = textField({ name: "on", label: t("console-what-if:on"), value: next, required: true }, "date");
  const place = textField({ name: "place", label: t("console-what-if:place") });
  const start = formTo("start", html`${on}${place}${sendButton(t("console-what-if:start"))}`);
  return html`<p>${t("console-what-if:what")}</p><div class="card card-body">${start}</div>`;
}

function shownTrial(visit: Visit, id: string, trial: TrialState): Html {
  const { t } = visit;
  if (trial.fault !== null) return html`<p class="alert alert-danger" role="alert">${t("console-what-if:failed")}</p>`;
  if (trial.result !== null) return html`<div id="trial">${result(visit, trial.result)}</div>`;
  const here = `/console/what-if?trial=${id}`;
  const { done, total } = trial;
  return html`<div id="trial" hx-get="${here}" hx-trigger="load delay:1s" hx-swap="outerHTML" role="status">
<label for="progress">${t("console-what-if:progress", { done, total })}</label>
<progress id="progress" max="${Math.max(1, total)}" value="${done}"></progress>
<p><a href="${here}">${t("console-what-if:look-again")}</a></p></div>`;
}

function result(visit: Visit, found: WhatIf): Html {
  const { t, desk } = visit;
  const { scope, today, on, households, standards } = found;
  const values = { unit: scope.name, today, on, households };
  const moving = ({ was, becomes }: Move) => was !== becomes;
  return html`<h2>${t("console-what-if:result", values)}</h2>
<p>${standards[0] === standards[1] ? t("console-what-if:same-standard") : t("console-what-if:other-standard")}</p>
${scope.hidesSmall ? html`<p class="alert alert-info">${t("console-dashboard:hidden")}</p>` : ""}
${table(
  { caption: t("console-what-if:total"), head: heads(t, "was", "becomes", "count") },
  found.total.map((move) => [
    t(`console-what-if:standing.${move.was}`),
    t(`console-what-if:standing.${move.becomes}`),
    count(visit, move.count),
  ]),
)}
${table(
  { caption: t("console-what-if:places"), head: heads(t, "place", "moves"), empty: t("console-what-if:nothing") },
  found.places.map(({ name, moves }) => [name, movesIn(visit, moves.filter(moving))]),
)}
${table(
  {
    caption: t("console-what-if:reasons"),
    head: heads(t, "move", "income", "deprivations", "count"),
    empty: t("console-what-if:nothing"),
  },
  found.reasons.map((reason) => [
    moveName(t, reason),
    income(visit, reason),
    reason.deprivations,
    count(visit, reason.count),
  ]),
)}
${table(
  {
    caption: t("console-what-if:policies"),
    head: heads(t, "policy", "held", "holds", "gained", "lost", "open", "money"),
    empty: t("console-what-if:nothing"),
  },
  found.policies.map((one) => [
    policyName(desk.library, one.policy, visit.language),
    ...[one.held, one.holds, one.gained, one.lost, one.open].map((shown) => count(visit, shown)),
    money(visit, one),
  ]),
)}
<p>${t("console-what-if:money")}</p>
${may(desk, "household.read") ? explaining(visit, on) : ""}`;
}

function explaining({ t, formTo }: Visit, on: Day): Html {
  const code = textField({ name: "code", label: t("console-what-if:code"), required: true });
  const fields = html`${code}<input type="hidden" name="on" value="${on}">${sendButton(t("console-what-if:explain"), "plain")}`;
  return html`<div class="card card-body">${formTo("explain", fields)}</div>`;
}

async function explained(visit: Visit): Promise<Shown> {
  const { desk, form, t, language } = visit;
  const { code = "", on = "" } = form;
  if (!isDay(on)) return { refused: "console-what-if:no-day", status: 409 };
  const found = await explainMove(desk, { code: code.trim(), on });
  if (found === null) return { refused: "console-what-if:no-household" };
  const bounds = ({ lowest, highest }: { lowest: number; highest: number }) =>
    Number.isFinite(highest) ? `${lowest}-${highest}` : `${lowest}-`;
  const why =
    found.other === null
      ? html``
      : html`<p>${t("console-what-if:because", { income: income(visit, { income: bounds(found.other.income) }), deprivations: bounds(found.other.deprivations), clause: say(visit, found.other.clause) })}</p>`;
  const receipts = (list: typeof found.gained) =>
    list.map(({ policy, receipt }) => [policyName(desk.library, policy, language), receipt]);
  const body = html`<p>${moveName(t, found)}</p>${why}
${table({ caption: t("console-what-if:head.gained"), head: heads(t, "policy", "receipt"), empty: t("console-what-if:none-gained") }, receipts(found.gained))}
${table({ caption: t("console-what-if:head.lost"), head: heads(t, "policy", "receipt"), empty: t("console-what-if:none-lost") }, receipts(found.lost))}
<p><a href="/console/what-if">${t("console-what-if:title")}</a></p>`;
  return { title: t("console-what-if:of-household", { code: found.code, on }), body };
}

type T = Visit["t"];

function heads(t: T, ...names: string[]): string[] {
  return names.map((name) => t(`console-what-if:head.${name}`));
}

function moveName(t: T, { was, becomes }: Pick<Move, "was" | "becomes">): string {
  return `${t(`console-what-if:standing.${was}`)} → ${t(`console-what-if:standing.${becomes}`)}`;
}

function movesIn(visit: Visit, moves: readonly Move[]): string {
  const shown = moves
    .filter(({ count }) => count !== 0)
    .map((move) => `${moveName(visit.t, move)}: ${count(visit, move.count)}`);
  return shown.length === 0 ? visit.t("console-what-if:nothing") : shown.join("; ");
}

/** "1500001-2250000" in words: from so much to so much, or from so much upwards. */
function income({ t, language }: Visit, reason: Pick<Reason, "income">): string {
  const [lowest = "", highest = ""] = reason.income.split("-");
  if (lowest === "") return t("console-what-if:unknown");
  const values = {
    lowest: formatDong(Number(lowest), language),
    highest: highest === "" ? "" : formatDong(Number(highest), language),
  };
  return t(highest === "" ? "console-what-if:income-from" : "console-what-if:income-between", values);
}

/** A sum of both days; not known where an amount of that day is not. */
function money({ t, language }: Visit, { held, holds, monthBefore, monthAfter }: WhatIf["policies"][number]): string {
  if (monthBefore === null || monthAfter === null) return t("console-dashboard:few");
  if (monthBefore === 0 && monthAfter === 0) return "–";
  const written = (sum: number, count: number | null) =>
    sum === 0 && count !== 0 ? t("console-what-if:unknown") : formatDong(sum, language);
  return `${written(monthBefore, held)} → ${written(monthAfter, holds)}`;
}

function count({ t }: Visit, shown: number | null): string {
  return shown === null ? t("console-dashboard:few") : String(shown);
}
