// Classes with their decisions, and everything that happened to the household on one time line, the latest first.
import { html } from "hono/html";
import { vietnamDayOf } from "../../foundation/clock.ts";
import type { Day } from "../../foundation/day.ts";
import type { FullRecord } from "../../registry/households/record.ts";
import type { Html, Visit } from "../page.ts";
import { table } from "../table.ts";
import { changeName, className, clauseIn, dayIn, indicatorName, say } from "../words.ts";

/** Every class known now, with the decision behind it. */
export function statusesPart(visit: Visit, { statuses }: FullRecord): Html {
  const { t, desk } = visit;
  const rows = statuses
    .toReversed()
    .map(({ status, from, to, decisionNumber, decidedOn, b1, b2, causes }) => [
      className(visit, status),
      dayIn(from),
      to === null ? t("console-household:now") : dayIn(to),
      [decisionNumber ?? [], decidedOn === null ? [] : dayIn(decidedOn)].flat().join(", ") || "–",
      b1 === null ? "–" : `${b1} · ${b2 ?? "–"}`,
      causes.map((id) => causeOf(visit, id)).join(", ") || "–",
    ]);
  const head = ["class", "from", "to", "decision", "points", "causes"].map((key) => t(`console-household:${key}`));
  const { name } = desk.library.knowledge.statuses.statuses.other!;
  const empty = t("console-household:no-statuses", { class: say(visit, name) });
  return html`<h2>${t("console-household:statuses")}</h2>${table({ caption: t("console-household:statuses-caption"), head, empty }, rows)}`;
}

function causeOf(visit: Visit, id: string): string {
  const { causes } = visit.desk.library.summaries;
  return say(visit, causes.get(id) ?? causes.get("other")!);
}

interface Event {
  on: Day;
  what: string | Html;
}

/** The time line: classes, people who came and left, what is lacking, reports, answers in the chat. */
export function historyPart(visit: Visit, record: FullRecord): Html {
  const events = [
    ...ofHousehold(visit, record),
    ...ofPeople(visit, record),
    ...ofDeprivations(visit, record),
    ...ofReports(visit, record),
    ...ofAnswers(visit, record),
  ].sort((a, b) => b.on.localeCompare(a.on));
  return html`<h2>${visit.t("console-household:history")}</h2><ol class="timeline-list">${events.map(
    ({ on, what }) => html`<li><time datetime="${on}">${dayIn(on)}</time> · ${what}</li>`,
  )}</ol>`;
}

function ofHousehold(visit: Visit, { statuses, opened, closed }: FullRecord): Event[] {
  const { t } = visit;
  return [
    ...statuses.map(({ from, status, decisionNumber }) => ({
      on: from,
      what: t(`console-household:event.${decisionNumber === null ? "class" : "class-by"}`, {
        class: className(visit, status),
        ...(decisionNumber === null ? {} : { number: decisionNumber }),
      }),
    })),
    ...(opened === null
      ? []
      : [{ on: opened.on, what: t("console-household:event.opened", { why: why(visit, opened.reason) }) }]),
    ...(closed === null
      ? []
      : [{ on: closed.on, what: t("console-household:event.closed", { why: why(visit, closed.reason) }) }]),
  ];
}

function why(visit: Visit, reason: string | null): string {
  return reason === null ? "–" : changeName(visit, reason);
}

function ofPeople(visit: Visit, { household, gone }: FullRecord): Event[] {
  const { t } = visit;
  return [
    ...household.members.flatMap(({ name, joinedOn }) =>
      joinedOn === null ? [] : [{ on: joinedOn, what: t("console-household:event.joined", { name }) }],
    ),
    ...gone.map(({ name, on, reason }) => ({
      on,
      what: t("console-household:event.left", { name, why: why(visit, reason) }),
    })),
  ];
}

function ofDeprivations(visit: Visit, { deprivations }: FullRecord): Event[] {
  const { t } = visit;
  return deprivations.flatMap(({ indicator, from, to }) => {
    const name = indicatorName(visit, indicator);
    return [
      { on: from, what: t("console-household:event.lacks", { name }) },
      ...(to === null ? [] : [{ on: to, what: t("console-household:event.lacks-no-more", { name }) }]),
    ];
  });
}

function ofReports(visit: Visit, { reports }: FullRecord): Event[] {
  const { t } = visit;
  return reports.map(({ number, changeType, state, createdAt, decidedAt }) => ({
    on: vietnamDayOf(decidedAt ?? createdAt),
    what: html`<a href="/console/reports/${number}">${t("console-household:event.report", {
      number,
      what: changeName(visit, changeType),
      state: t(`console-report:state.${state}`),
    })}</a>`,
  }));
}

/** Each answer with its code, and under it what was decided by which clause. */
function ofAnswers(visit: Visit, { answers }: FullRecord): Event[] {
  const { t } = visit;
  return answers.map(({ code, at, day, results }) => ({
    on: vietnamDayOf(at),
    what: html`${t("console-household:event.answer", { code, day })}<ul>${results.map(
      ({ verdict, name, version }) =>
        html`<li>${t(`console-household:verdict.${verdict}`, { right: say(visit, name), clause: clauseIn(visit, version) })}</li>`,
    )}</ul>`,
  }));
}
