// The figures of a place: rates against the plan's targets, movements, what households lack and why they are poor, whether support
// arrives, how long people wait. Every chart stands beside its table.
import { html } from "hono/html";
import { formatDay } from "../../foundation/day.ts";
import { writtenShare } from "../../knowledge/charts.ts";
import { WAYS } from "../../registry/charts/movements.ts";
import { type ChartName, chartSvg } from "../../registry/dashboard/charts.ts";
import { causeName, indicatorName, policyName } from "../../registry/dashboard/names.ts";
import { type Dashboard, readDashboard } from "../../registry/dashboard/read.ts";
import type { Shown } from "../../registry/summaries/small-counts.ts";
import { type Figures, figureOf } from "../figure.ts";
import type { Html, Page, Visit } from "../page.ts";
import { table } from "../table.ts";

const CLASSES = ["poor", "near_poor"] as const;

export const dashboard: Page = {
  path: "/dashboard",
  operation: "summary.read",
  menu: "console-dashboard:menu",
  async show(visit) {
    const { desk, query, t } = visit;
    const read = await readDashboard(desk, query.unit ?? "");
    if (read === null) return { refused: "console-dashboard:none" };
    const { scope, on } = read;
    const body = html`<p>${t("console-dashboard:on", { on })}</p>
${read.holdsAll ? "" : html`<p class="alert alert-info">${t("console-dashboard:listed-only")}</p>`}
${scope.hidesSmall ? html`<p class="alert alert-info">${t("console-dashboard:hidden")}</p>` : ""}
<div class="row row-cards">${(await charts(visit, read)).map(cell)}</div>
<div class="row row-cards">${tables(visit, read).map((one) => cell(tableCard(one, t)))}</div>`;
    return { title: t("console-dashboard:title", { unit: scope.name }), body };
  },
};

/** Three beside each other on a wide screen, one under the other on a phone. */
function cell(content: Html): Html {
  return html`<div class="col-12 col-md-6 col-xl-4">${content}</div>`;
}

async function charts({ desk: { library }, language, t }: Visit, read: Dashboard): Promise<Html[]> {
  const shown: [ChartName, Figures][] = [
    ["rate", rates(read, t, library.charts[language])],
    ["movements", movements(read, t, library.charts[language])],
    ["deprivations", lacking(read, t, (id) => indicatorName(library, id, language))],
  ];
  return Promise.all(
    shown.map(async ([name, figures]) => {
      if (figures.rows.length === 0) return tableCard(figures, t);
      const svg = await chartSvg(read, name, library, language);
      const says = t("console-dashboard:says", { chart: figures.caption, last: lastRow(figures) });
      return figureOf(svg, { says, words: t("console-dashboard:as-table"), figures });
    }),
  );
}

/** The figures as a table, or that there are none. */
function tableCard(figures: Figures, t: T): Html {
  const empty = `${figures.caption}: ${t("console-dashboard:empty")}`;
  return html`<div class="card card-body">${table({ ...figures, empty }, figures.rows)}</div>`;
}

type Words = Visit["desk"]["library"]["charts"]["vi"];
type T = Visit["t"];

function rates({ days, totals, targets, holdsAll }: Dashboard, t: T, words: Words): Figures {
  const written = (count: number, households: number) =>
    holdsAll ? `${count} (${writtenShare((count / Math.max(1, households)) * 100, words)})` : String(count);
  const rows = days.map((on, at) => {
    const { households, poor, nearPoor } = totals[at]!;
    return [formatDay(on), households, written(poor, households), written(nearPoor, households)];
  });
  const target = CLASSES.map((name) =>
    targets[name] === null ? t("console-dashboard:no-target") : writtenShare(targets[name], words),
  );
  const head = ["day", "households", "poor", "near_poor"].map((name) => t(`console-dashboard:head.${name}`));
  return { caption: words.rate, head, rows: [[t("console-dashboard:target"), "", ...target], ...rows] };
}

function movements({ moved }: Dashboard, t: T, words: Words): Figures {
  const rows = WAYS.map((way) => [words[way], ...CLASSES.map((name) => count(moved[name].ways[way], t))]);
  const edge = (key: "begin" | "end") => [t(`console-dashboard:${key}`), ...CLASSES.map((name) => moved[name][key])];
  const head = ["way", "poor", "near_poor"].map((name) => t(`console-dashboard:head.${name}`));
  return { caption: words.movements, head, rows: [edge("begin"), ...rows, edge("end")] };
}

function lacking({ lacking }: Dashboard, t: T, name: (id: string) => string): Figures {
  const rows = lacking.map((one) => [name(one.id), count(one.count, t)]);
  return { caption: t("console-dashboard:lacking"), head: pair(t, "indicator"), rows };
}

function tables({ desk: { library }, language, t }: Visit, read: Dashboard): Figures[] {
  const causes = read.causes.map((one) => [causeName(library, one.id, language), count(one.count, t)]);
  const takeUp = read.takeUp.map(({ policy, place, asked, received }) => [
    policyName(library, policy, language),
    place,
    count(asked, t),
    count(received, t),
  ]);
  const days = (value: number) =>
    (Math.round(value * 10) / 10).toString().replace(".", library.charts[language].decimal);
  const waiting = read.waiting.map(({ kind, answered, halfDays, mostDays }) => [
    t(`console-dashboard:waiting.${kind}`),
    answered,
    days(halfDays),
    days(mostDays),
  ]);
  const { open, overdue, dueSoon } = read.work;
  const work = Object.entries({ open, overdue, dueSoon, notUnderstood: read.notUnderstood });
  const figures = (key: string, head: string[], rows: Figures["rows"]): Figures => ({
    caption: t(`console-dashboard:table.${key}`, { first: read.period.first, last: read.period.last }),
    head,
    rows,
  });
  const head = (...names: string[]) => names.map((name) => t(`console-dashboard:head.${name}`));
  return [
    figures("causes", pair(t, "cause"), causes),
    figures("take-up", head("policy", "place", "asked", "received"), takeUp),
    figures("waiting", head("kind", "answered", "half", "most"), waiting),
    figures(
      "work",
      head("kind", "number"),
      work.map(([kind, value]) => [t(`console-dashboard:work.${kind}`), value]),
    ),
  ];
}

function pair(t: T, first: string): string[] {
  return [t(`console-dashboard:head.${first}`), t("console-dashboard:head.count")];
}

/** A count, or the words for one that is hidden. */
function count(shown: Shown, t: T): string {
  return shown === null ? t("console-dashboard:few") : String(shown);
}

function lastRow({ rows }: Figures): string {
  return (rows.at(-1) ?? []).join(", ");
}
