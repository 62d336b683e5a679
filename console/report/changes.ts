// What approving would change: people of the household, class, what is to be scored again, rights that come and go with their clause.
import { html } from "hono/html";
import { formatDay } from "../../foundation/day.ts";
import type { Result } from "../../knowledge/eligibility/decide.ts";
import type { Member } from "../../registry/households/household.ts";
import { type Consequences, rightsAtStake } from "../../registry/reports/consequences.ts";
import type { Report } from "../../registry/reports/report.ts";
import type { Html, Visit } from "../page.ts";
import { table } from "../table.ts";
import { className, clauseIn, indicatorName, say } from "../words.ts";

/** Everything that would be otherwise, or that nothing would. */
export function changesPart(visit: Visit, report: Report, consequences: Consequences): Html {
  const { t, desk } = visit;
  const { before, after, applied } = consequences;
  const [then, now] = [before?.household, after?.household];
  const { indicators, effect } = desk.library.changes.types.get(report.changeType)!;
  const lines = [
    then !== undefined && now === undefined && applied.done ? t("console-report:closes") : [],
    then === undefined && now !== undefined ? t("console-report:opens") : [],
    now !== undefined && then !== undefined && then.status?.status !== now.status?.status
      ? t("console-report:class", {
          before: className(visit, then.status?.status),
          after: className(visit, now.status?.status),
        })
      : [],
    effect.includes("recalc") && indicators.length > 0
      ? t("console-report:indicators", { names: indicators.map((id) => indicatorName(visit, id)).join(", ") })
      : [],
  ].flat();
  const people = peoplePart(visit, then?.members ?? [], now?.members ?? null);
  const rights = rightsPart(visit, consequences);
  const nothing = applied.done && lines.length === 0 && people === null && rights === null;
  return html`<h2>${t("console-report:changes")}</h2>
${nothing ? html`<p>${t("console-report:nothing")}</p>` : ""}
${lines.map((line) => html`<p>${line}</p>`)}${people}${rights}`;
}

type Shown = Pick<Member, "name" | "relation" | "birth" | "sex" | "ethnicity" | "identity">;
const SHOWN = ["name", "relation", "birth", "sex", "ethnicity", "identity"] as const;

/** Who comes, goes or is put right; null when nobody. `now` is null when the household is no more or cannot be told yet. */
function peoplePart(visit: Visit, then: readonly Member[], now: readonly Member[] | null): Html | null {
  if (now === null) return null;
  const { t } = visit;
  const same = (one: Member, other: Member) => SHOWN.every((field) => one[field] === other[field]);
  const gone = then.filter(({ id }) => now.every((one) => one.id !== id));
  const come = now.filter(({ id }) => then.every((one) => one.id !== id));
  const changed = now.flatMap((one) => {
    const was = then.find(({ id }) => id === one.id);
    return was === undefined || same(was, one) ? [] : [{ was, one }];
  });
  if (gone.length + come.length + changed.length === 0) return null;
  const [left, came, mended] = ["leaves", "comes", "mended"].map((key) => t(`console-report:${key}`)) as [
    string,
    string,
    string,
  ];
  const head = ["person", "change", "before", "after"].map((key) => t(`console-report:${key}`));
  return table({ caption: t("console-report:people", { before: then.length, after: now.length }), head }, [
    ...gone.map((one) => [one.name, left, described(visit, one), "–"]),
    ...come.map((one) => [one.name, came, "–", described(visit, one)]),
    ...changed.map(({ was, one }) => [one.name, mended, described(visit, was, one), described(visit, one, was)]),
  ]);
}

/** A member in words; beside another, only what differs. An identity number never whole. */
function described({ t, desk }: Visit, member: Shown, other?: Shown): string {
  const { ethnicities } = desk.library.spreadsheet.values.lists;
  const values: Record<(typeof SHOWN)[number], string | null> = {
    name: member.name,
    relation: t(`console-household:relation.${member.relation}`),
    birth: member.birth === null ? null : formatDay(member.birth),
    sex: member.sex === null ? null : t(`console-household:sex.${member.sex}`),
    ethnicity: ethnicities.find(({ id }) => id === member.ethnicity)?.label ?? member.ethnicity,
    identity: other === undefined ? null : (member.identity?.replace(/\d(?=\d{4})/g, "•") ?? null),
  };
  const fields = SHOWN.filter((field) => (other === undefined ? field !== "name" : member[field] !== other[field]));
  return fields.flatMap((field) => values[field] ?? []).join(", ") || "–";
}

function rightsPart(visit: Visit, consequences: Consequences): Html | null {
  const { gained, lost } = rightsAtStake(consequences);
  const { before, after } = consequences;
  if (gained.length + lost.length === 0) return null;
  const { t } = visit;
  const names = new Map(
    [...(before?.household.members ?? []), ...(after?.household.members ?? [])].map(({ id, name }) => [id, name]),
  );
  const row = (key: string) => (one: Result) => [
    say(visit, one.policy.name),
    t(`console-report:${key}`),
    names.get(one.who) ?? t("console-household:whole"),
    clauseIn(visit, one.version),
  ];
  const head = ["right", "change", "whose", "clause"].map((key) => t(`console-report:${key}`));
  return table({ caption: t("console-report:rights"), head }, [...lost.map(row("lost")), ...gained.map(row("gained"))]);
}
