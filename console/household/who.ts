// The household as it is today and the people who live in it.
import { html } from "hono/html";
import { formatDay } from "../../foundation/day.ts";
import { factLines } from "../../handlers/kept-in-words.ts";
import type { PlainFacts } from "../../registry/households/household.ts";
import type { FullRecord } from "../../registry/households/record.ts";
import type { Html, Visit } from "../page.ts";
import { facts, table } from "../table.ts";
import { changeName, className, dayIn, indicatorName } from "../words.ts";

/** What it is, since when, by which decision. */
export function whoPart(visit: Visit, record: FullRecord, village: string): Html {
  const { t } = visit;
  const { household, opened, closed, linked } = record;
  const { code, address, status, deprivations } = household;
  const name = (key: string) => t(`console-household:${key}`);
  const ended = closed === null ? null : [dayIn(closed.on), reasonOf(visit, closed.reason)].flat().join(" · ");
  return html`${closed === null ? "" : html`<div class="alert alert-warning" role="note">${t("console-household:is-closed")}</div>`}
${facts([
  [name("code"), code],
  [name("village"), village],
  [name("address"), address],
  [name("class"), className(visit, status?.status)],
  [name("since"), status === null ? null : dayIn(status.from)],
  [name("decision"), status?.decisionNumber ?? null],
  [name("points"), status === null || status.b1 === null ? null : `B1 ${status.b1} · B2 ${status.b2 ?? "–"}`],
  [name("lacking"), deprivations.length === 0 ? null : deprivations.map((id) => indicatorName(visit, id)).join(", ")],
  [name("told"), told(visit, household.facts)],
  [name("linked"), t("console-household:accounts", { count: linked })],
  [name("opened"), opened === null ? null : [dayIn(opened.on), reasonOf(visit, opened.reason)].flat().join(" · ")],
  [name("closed"), ended],
])}
${record.sensitive ? "" : html`<p>${t("console-household:left-out")}</p>`}`;
}

function reasonOf(visit: Visit, reason: string | null): string[] {
  return reason === null ? [] : [changeName(visit, reason)];
}

/** Who lives in it; what is sensitive only where the record has it. */
export function membersPart(visit: Visit, { household: { members }, sensitive }: FullRecord): Html {
  const { t, desk } = visit;
  const { ethnicities } = desk.library.spreadsheet.values.lists;
  const columns = ["name", "kin", "born", "gender", "ethnicity", ...(sensitive ? ["identity", "phone", "told"] : [])];
  const rows = members.map((member) => [
    member.nickname === null ? member.name : `${member.name} (${member.nickname})`,
    t(`console-household:relation.${member.relation}`),
    member.birth === null ? "–" : formatDay(member.birth),
    member.sex === null ? "–" : t(`console-household:sex.${member.sex}`),
    ethnicities.find(({ id }) => id === member.ethnicity)?.label ?? member.ethnicity ?? "–",
    ...(sensitive ? [member.identity ?? "–", member.phone ?? "–", told(visit, member.facts) ?? "–"] : []),
  ]);
  const caption = t("console-household:members", { count: members.length });
  return html`<h2>${t("console-household:people")}</h2>${table({ caption, head: columns.map((one) => t(`console-household:${one}`)) }, rows)}`;
}

/** Facts of the law in words; null when there are none. */
function told({ desk, language }: Visit, kept: PlainFacts): Html | null {
  const lines = factLines(desk.library.knowledge, { household: kept, members: [] }, language);
  if (lines.length === 0) return null;
  return html`<ul class="list-unstyled mb-0">${lines.map(
    ({ values }) => html`<li>${values?.name ?? ""}: ${values?.value ?? ""}</li>`,
  )}</ul>`;
}
