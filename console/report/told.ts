// What was reported: by whom, where, when, with which proof, what was done with it since, and what says the contrary.
import { html } from "hono/html";
import { toldFields } from "../../handlers/report-echo.ts";
import { personName } from "../../registry/people/names.ts";
import { unitName } from "../../registry/reports/places.ts";
import type { Report } from "../../registry/reports/report.ts";
import type { Step } from "../../registry/reports/steps.ts";
import type { Html, Visit } from "../page.ts";
import { facts } from "../table.ts";
import { telling } from "../telling.ts";
import { changeName, dayIn, momentIn, roleName } from "../words.ts";
import type { SeenReport } from "./seen.ts";

/** The facts of the report. */
export async function toldPart(visit: Visit, { report, contrary, open }: SeenReport): Promise<Html> {
  const { t, desk } = visit;
  const type = desk.library.changes.types.get(report.changeType)!;
  const told = open ? toldFields(telling(visit), report.content.fields) : [t("console-report:hidden")];
  const head = report.content.head ?? t("console-report:whole-village");
  const { householdId } = report;
  const household = householdId === null ? head : html`<a href="/console/households/${householdId}">${head}</a>`;
  const name = (key: string) => t(`console-report:${key}`);
  return html`${contrary === null ? "" : contraryPart(visit, contrary)}
${facts([
  [name("what"), `${changeName(visit, type.id)}${report.urgent ? ` (${t("console-reports:urgent")})` : ""}`],
  [name("household"), household],
  [name("village"), await unitName(desk, report.villageCode)],
  [name("happened"), report.eventDate === null ? null : dayIn(report.eventDate)],
  [
    name("told"),
    told.length === 0 ? null : html`<ul class="list-unstyled mb-0">${told.map((one) => html`<li>${one}</li>`)}</ul>`,
  ],
  [name("reporter"), await reporterOf(visit, report)],
  [name("state-now"), t(`console-report:state.${report.state}`)],
  [name("due"), report.dueOn === null ? null : dayIn(report.dueOn)],
  [name("claimed-by"), report.claimedBy === null ? null : await personName(desk, report.claimedBy)],
  [name("listed"), householdId === null && report.content.head !== null ? name("unlisted") : null],
])}`;
}

function contraryPart(visit: Visit, { number, changeType, content }: Report): Html {
  const what = [changeName(visit, changeType), content.head ?? []].flat().join(" · ");
  return html`<div class="alert alert-warning" role="note"><a href="/console/reports/${number}">${visit.t(
    "console-report:contrary",
    { number, what },
  )}</a></div>`;
}

/** Officials by role and name; who a citizen is, nobody is told here. */
async function reporterOf(visit: Visit, { reporterRole, reporterId }: Report): Promise<string> {
  if (reporterId === null || !visit.desk.library.roles.has(reporterRole)) return visit.t("console-report:citizen");
  return `${roleName(visit, reporterRole)}: ${await personName(visit.desk, reporterId)}`;
}

/** Pictures where they stand, other files to open, places as figures. */
export function evidencePart({ t }: Visit, { report: { number }, pieces, open }: SeenReport): Html {
  const shown = pieces.map(({ id, kind, state, mediaType, place }, at) => {
    const values = { at: at + 1, number };
    if (place !== null)
      return t("console-report:evidence.place", { ...values, where: `${place.latitude}, ${place.longitude}` });
    if (state !== "kept") return t(`console-report:evidence.${state}`, values);
    const src = `/console/reports/${number}/evidence/${id}`;
    return mediaType?.startsWith("image/")
      ? html`<a href="${src}"><img src="${src}" alt="${t("console-report:evidence.image", values)}" loading="lazy" width="320"></a>`
      : html`<a href="${src}">${t(`console-report:evidence.${kind === "video" ? "video" : "file"}`, values)}</a>`;
  });
  return html`<h2>${t("console-report:evidence.title")}</h2>
${shown.length === 0 ? html`<p>${t(open ? "console-report:evidence.none" : "console-report:hidden")}</p>` : html`<ul class="evidence">${shown.map((one) => html`<li>${one}</li>`)}</ul>`}`;
}

/** What was done with it, in order, with the words given. */
export async function stepsPart({ t, desk }: Visit, steps: readonly Step[]): Promise<Html> {
  const lines = [];
  for (const { at, action, personId, note } of steps) {
    const who = personId === null ? t("console-report:somebody") : await personName(desk, personId);
    lines.push(
      html`<li><time datetime="${at.toISOString()}">${momentIn(at)}</time> · ${who}: ${t(
        `console-report:step.${action}`,
      )}${note === null ? "" : html` <q>${note}</q>`}</li>`,
    );
  }
  return html`<h2>${t("console-report:steps")}</h2><ol class="timeline-list">${lines}</ol>`;
}
