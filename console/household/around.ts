// What is under way about a household, and who looked at it.
import { html } from "hono/html";
import type { FullRecord } from "../../registry/households/record.ts";
import { WAITING } from "../../registry/reports/report.ts";
import type { Html, Visit } from "../page.ts";
import { table } from "../table.ts";
import { changeName, dayIn, momentIn, roleName, say } from "../words.ts";

/** Reports and forms of review that are not decided. */
export function openPart(visit: Visit, { reports, cases }: FullRecord): Html {
  const { t, desk } = visit;
  const tracks = desk.library.review.workflow.tracks;
  const lines = [
    ...reports
      .filter(({ state }) => WAITING.includes(state))
      .map(({ number, changeType, state, dueOn }) => {
        const values = {
          number,
          what: changeName(visit, changeType),
          state: t(`console-report:state.${state}`),
          due: dayIn(dueOn),
        };
        return html`<a href="/console/reports/${number}">${t("console-household:open-report", values)}</a>`;
      }),
    ...cases.map(({ track, state, opensOn }) => {
      const found = tracks.find(({ id }) => id === track);
      const values = { track: found === undefined ? track : say(visit, found.name), from: dayIn(opensOn) };
      return html`${t("console-household:open-case", { ...values, state: t(`console-household:case.${state}`) })}`;
    }),
  ];
  return html`<h2>${t("console-household:open")}</h2>
${lines.length === 0 ? html`<p>${t("console-household:nothing-open")}</p>` : html`<ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>`}`;
}

/** What people of the household wrote to officers and let be seen. */
export function talksPart({ t }: Visit, { talks }: FullRecord): Html {
  if (talks.length === 0) return html``;
  return html`<h2>${t("console-household:talks")}</h2>
${talks.map(
  ({ number, at, words }) => html`<p>${t("console-household:talk", { number, at: momentIn(at) })}</p>
${words.map((one) => html`<blockquote>${one}</blockquote>`)}`,
)}`;
}

/** Who looked, for those who may know. */
export function viewsPart(visit: Visit, { views }: FullRecord): Html {
  if (views === null) return html``;
  const { t } = visit;
  const rows = views.map(({ at, name, role, purpose }) => [
    momentIn(at),
    name || "–",
    roleName(visit, role),
    t(`console-household:purpose.${purpose}`),
  ]);
  const head = ["when", "who", "role", "what-for"].map((key) => t(`console-household:${key}`));
  return html`<h2>${t("console-household:views")}</h2>${table({ caption: t("console-household:views-caption"), head }, rows)}`;
}
