// The reports that are handed in: as workbooks to download, lists with names after a leader's yes, and when what is due.
import { html } from "hono/html";
import { vietnamDayOf } from "../../foundation/clock.ts";
import type { Notice } from "../../handlers/handler.ts";
import { reportPeriod } from "../../knowledge/official-reports.ts";
import { may, reachOf } from "../../registry/desk.ts";
import { deadlinesOf } from "../../registry/official-reports/deadlines.ts";
import { drawReport } from "../../registry/official-reports/draw.ts";
import { makeReport } from "../../registry/official-reports/make.ts";
import { askRelease, decideRelease, type Release, releasesIn } from "../../registry/official-reports/releases.ts";
import { unitNames } from "../../registry/units/names.ts";
import { unitsWithin } from "../../registry/units/villages-within.ts";
import { choiceField, sendButton, textField } from "../fields.ts";
import type { Html, Page, Shown, Visit } from "../page.ts";
import { table } from "../table.ts";
import { dayIn } from "../words.ts";

const NAME = "console-official-reports";
const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** What may be made here, what was asked for, what is due. */
export const officialReports: Page = {
  path: "/official-reports",
  operation: "summary.read",
  menu: `${NAME}:menu`,
  show: (visit) => page(visit, null),
  forms: {
    make: async (visit) => download(visit, { ...visit.form, release: null }),
    get: async (visit) => download(visit, await releaseIn(visit)),
    ask,
    approve: (visit) => decide(visit, true),
    refuse: (visit) => decide(visit, false),
  },
};

async function page(visit: Visit, wrong: string | null): Promise<Shown> {
  const { t } = visit;
  const alert =
    wrong === null ? "" : html`<div class="alert alert-danger" role="alert">${t(`${NAME}:refused.${wrong}`)}</div>`;
  const body = html`${alert}${await making(visit)}${await lists(visit)}${await due(visit)}`;
  return { title: t(`${NAME}:title`), body };
}

function layoutsFor({ desk, language }: Visit, named: boolean): (readonly [string, string])[] {
  const all = [...desk.library.officialReports.layouts.values()];
  const open = all.filter(({ release, needs }) => release === named && may(desk, needs));
  return open.map(({ id, title }) => [id, `${id}. ${title[language]}`] as const);
}

async function making(visit: Visit): Promise<Html> {
  const { t, form, formTo } = visit;
  const field = (name: string) => ({ name, label: t(`${NAME}:${name}`), value: form[name] ?? "", required: true });
  const stages = (["official", "preliminary"] as const).map((id) => [id, t(`${NAME}:stages.${id}`)] as const);
  const body = html`${choiceField(field("report"), layoutsFor(visit, false))}${choiceField(field("unit"), [...(await unitsWithin(visit.desk, "summary.read"))])}
${choiceField(field("period"), periods(visit))}${choiceField(field("stage"), stages)}
${sendButton(t(`${NAME}:download`))}`;
  return section(visit, "make", formTo("/official-reports/make", body));
}

/** What has begun of this year, and the year before; as the registry reads a period, and as people name it. */
function periods({ t, desk }: Visit): (readonly [string, string])[] {
  const year = desk.today.slice(0, 4);
  const months = Array.from({ length: 12 }, (_, at) => String(at + 1).padStart(2, "0"));
  const named = [
    [year, t(`${NAME}:periods.year`, { year })] as const,
    ...["1", "2"].map((n) => [`${year}-H${n}`, t(`${NAME}:periods.half-${n}`, { year })] as const),
    ...["1", "2", "3", "4"].map((n) => [`${year}-Q${n}`, t(`${NAME}:periods.quarter`, { n, year })] as const),
    ...months.map((n) => [`${year}-${n}`, t(`${NAME}:periods.month`, { n: Number(n), year })] as const),
  ];
  const before = String(Number(year) - 1);
  const begun = named.filter(([period]) => (reportPeriod(period)?.first ?? "9") <= desk.today);
  return [...begun, [before, t(`${NAME}:periods.year`, { year: before })]];
}

function section({ t }: Visit, name: string, body: Html): Html {
  return html`<section aria-labelledby="${name}-title"><h2 id="${name}-title">${t(`${NAME}:${name}`)}</h2>${body}</section>`;
}

async function download(visit: Visit, wanted: Readonly<Record<string, string | null>>): Promise<Shown> {
  const { desk, language } = visit;
  const { report, unit, period, release } = wanted;
  const asked = {
    report: report ?? "",
    unit: unit ?? "",
    period: (period ?? "").trim(),
    release: release ? Number(release) : null,
  };
  const stage = wanted.stage === "preliminary" ? "preliminary" : "official";
  const made = await makeReport(desk, { ...asked, stage, language });
  if ("refused" in made) return page(visit, made.refused);
  const file = await drawReport(made.made, desk.library.officialReports.frame);
  return { file, name: `${asked.report}-${asked.unit}-${asked.period}.xlsx`, type: XLSX };
}

async function releaseIn({ desk, form }: Visit): Promise<Readonly<Record<string, string | null>>> {
  const release = (await releasesIn(desk)).find(({ number }) => String(number) === form.number);
  if (release === undefined) return { report: "R15", unit: null, period: null, release: null };
  const { report, unitCode, period, number } = release;
  return { report, unit: unitCode, period, release: String(number) };
}

async function lists(visit: Visit): Promise<Html> {
  const { t, form, desk, formTo } = visit;
  const named = layoutsFor(visit, true);
  if (named.length === 0) return html``;
  const { days } = desk.library.officialReports.frame.release;
  const field = (name: string) => ({ name, label: t(`${NAME}:${name}`), value: form[name] ?? "", required: true });
  const asking = html`${choiceField(field("list-report"), named)}${choiceField(field("list-unit"), [...(await unitsWithin(visit.desk, "summary.read"))])}
${choiceField(field("list-period"), periods(visit))}${textField(field("reason"))}
${sendButton(t(`${NAME}:ask`))}`;
  const head = ["number", "list-report", "list-unit", "reason", "state", "action"].map((name) => t(`${NAME}:${name}`));
  const releases = await releasesIn(desk);
  const units = await unitNames(
    desk.tx,
    releases.map(({ unitCode }) => unitCode),
  );
  const rows = releases.map((one) => {
    const until = one.validUntil === null ? "" : dayIn(vietnamDayOf(one.validUntil));
    const about = [one.number, `${one.report} · ${one.period}`, units.get(one.unitCode) ?? one.unitCode, one.reason];
    return [...about, t(`${NAME}:states.${one.state}`, { until }), deciding(visit, one)];
  });
  const asked = table({ caption: t(`${NAME}:caption`), head, empty: t(`${NAME}:none`) }, rows);
  return section(
    visit,
    "lists",
    html`<p>${t(`${NAME}:lists-why`, { days })}</p>${formTo("/official-reports/ask", asking)}${asked}`,
  );
}

/** Two buttons for a leader who did not ask; the file for whoever asked, while it may be had. */
function deciding({ t, desk, formTo }: Visit, { number, state, askedBy, validUntil }: Release): Html {
  const isOwn = askedBy === desk.actor.personId;
  const button = (action: string, kind: "primary" | "danger" = "primary") =>
    formTo(
      `/official-reports/${action}`,
      html`<input type="hidden" name="number" value="${number}">${sendButton(t(`${NAME}:${action}`, { number }), kind)}`,
    );
  if (state === "asked" && !isOwn && may(desk, "export.named"))
    return html`<div class="btn-list">${button("approve")}${button("refuse", "danger")}</div>`;
  return state === "approved" && isOwn && validUntil !== null && validUntil > desk.now ? button("get") : html``;
}

async function ask(visit: Visit): Promise<Shown> {
  const { desk, form } = visit;
  const wanted = { report: form["list-report"] ?? "", unit: form["list-unit"] ?? "", reason: form.reason ?? "" };
  const asked = await askRelease(desk, { ...wanted, period: (form["list-period"] ?? "").trim() });
  if ("refused" in asked) return page(visit, asked.refused);
  const values = { number: asked.number, report: wanted.report, reason: wanted.reason.trim() };
  return { goTo: "/official-reports", said: `${NAME}:asked`, notices: told(asked.leaders, "asked", values) };
}

async function decide(visit: Visit, yes: boolean): Promise<Shown> {
  const { desk, form } = visit;
  const number = Number(form.number);
  const decided = await decideRelease(desk, number, yes);
  if ("refused" in decided) return page(visit, decided.refused);
  const { days } = desk.library.officialReports.frame.release;
  const values = { number, report: decided.release.report, days };
  const notices = told(decided.askers, yes ? "approved" : "refused", values);
  return { goTo: "/official-reports", said: `${NAME}:${yes ? "approved" : "not-approved"}`, notices };
}

function told(accounts: readonly string[], key: string, values: Record<string, string | number>): Notice[] {
  return accounts.map((accountId) => ({ accountId, replies: [{ key: `official-reports:${key}`, values }] }));
}

async function due(visit: Visit): Promise<Html> {
  const { t, desk, language } = visit;
  const { communes, provinces } = reachOf(desk, "summary.read");
  const own = [...communes, ...provinces][0];
  if (own === undefined) return html``;
  const head = ["due", "what", "to", "tables", "source"].map((name) => t(`${NAME}:${name}`));
  const rows = (await deadlinesOf(desk, own)).map(({ deadline, on }) => {
    const { what, to, reports, source, confidence } = deadline;
    const certain = confidence === "confirmed" || confidence === "seed";
    return [
      dayIn(on),
      what[language],
      to[language],
      reports.join(", "),
      certain ? source : t(`${NAME}:unsure`, { source }),
    ];
  });
  const caption = t(`${NAME}:deadlines-caption`);
  return section(visit, "deadlines", table({ caption, head, empty: t(`${NAME}:no-deadlines`) }, rows));
}
