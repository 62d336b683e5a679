// The law as this installation knows it on a day: standard, policies with clause and confidence, who checked them; and what differs
// from another day.
import { html } from "hono/html";
import { type Day, isDay } from "../../foundation/day.ts";
import { lawDifference } from "../../knowledge/eligibility/difference.ts";
import type { Policy, Version } from "../../knowledge/schema/policy.ts";
import { standardOn } from "../../knowledge/standard.ts";
import { may } from "../../registry/desk.ts";
import { entryOf, type LawReading, lawReviews, reviewLaw } from "../../registry/law-reviews.ts";
import { choiceField, sendButton, textField } from "../fields.ts";
import type { Html, Page, Shown, Visit } from "../page.ts";
import { facts, table } from "../table.ts";
import { dayIn, momentIn, say } from "../words.ts";

interface InForce {
  policy: Policy;
  version: Version;
}

/** `/law?on=2026-11-21&other=2027-01-01&field=credit` */
export const law: Page = {
  path: "/law",
  operation: null,
  menu: "console-law:menu",
  async show(visit) {
    const { t, query, desk } = visit;
    const on = dayOr(query.on, desk.today);
    const other = dayOr(query.other, null);
    const shown = inForce(visit, on, query.field ?? "");
    const reviews = await lawReviews(
      desk,
      shown.map(({ policy, version }) => ({ policyId: policy.id, version })),
    );
    const body = html`${choosing(visit, on)}${standard(visit, on)}${other === null ? "" : differing(visit, on, other)}
${list(visit, { on, shown, reviews })}`;
    return { title: t("console-law:title", { day: dayIn(on) }), body };
  },
  forms: { reviewed },
};

async function reviewed({ desk, form }: Visit): Promise<Shown> {
  const policy = desk.library.knowledge.policies.get(form.policy ?? "");
  const version = policy?.versions.find(({ from }) => from === form.from);
  if (policy === undefined || version === undefined) return { refused: "console-law:unknown" };
  const noted = await reviewLaw(desk, { policyId: policy.id, version, note: null });
  return noted
    ? { goTo: `/law?on=${version.from}&field=${policy.domain}`, said: "console-law:noted" }
    : { refused: "console-law:unknown" };
}

function dayOr<T>(text: string | undefined, otherwise: T): Day | T {
  return text !== undefined && isDay(text) ? text : otherwise;
}

function inForce({ desk }: Visit, on: Day, field: string): InForce[] {
  return [...desk.library.knowledge.policies.values()].flatMap((policy) => {
    if (field !== "" && policy.domain !== field) return [];
    const version = policy.versions.find(({ from, to }) => from <= on && (to === null || on <= to));
    return version === undefined ? [] : [{ policy, version }];
  });
}

function choosing(visit: Visit, on: Day): Html {
  const { t, query, desk } = visit;
  const fields = desk.library.knowledge.domains.map(({ id, name }) => [id, say(visit, name)] as const);
  return html`<form method="get" action="/console/law" class="filters">
${textField({ name: "on", label: t("console-law:on"), value: on }, "date")}
${textField({ name: "other", label: t("console-law:other"), value: query.other ?? "" }, "date")}
${choiceField({ name: "field", label: t("console-law:field"), value: query.field ?? "" }, [["", t("console-law:every-field")], ...fields])}
${sendButton(t("console-law:show"))}</form>`;
}

function standard(visit: Visit, on: Day): Html {
  const { t, desk } = visit;
  const found = standardOn(desk.library.knowledge.standards, on);
  if (found === null) return html`<p>${t("console-law:no-standard")}</p>`;
  return html`<section aria-labelledby="standard"><h2 id="standard">${t("console-law:standard")}</h2>${facts([
    [t("console-law:name"), say(visit, found.name)],
    [t("console-law:basis"), found.legal_basis.join("; ")],
    [t("console-law:from"), dayIn(found.from)],
    [t("console-law:to"), found.to === null ? null : dayIn(found.to)],
    [t("console-law:confidence"), t(`console-law:confidences.${found.confidence}`)],
  ])}</section>`;
}

function differing(visit: Visit, on: Day, other: Day): Html {
  const { t, desk } = visit;
  const [from, to] = on < other ? [on, other] : [other, on];
  const head = ["policy", "change", "clause"].map((name) => t(`console-law:${name}`));
  const rows = lawDifference(desk.library.knowledge, from, to).map(({ policy, before, after }) => [
    say(visit, policy.name),
    t(`console-law:changes.${before === null ? "began" : after === null ? "ended" : "changed"}`),
    say(visit, (after ?? before)!.clause),
  ]);
  const caption = t("console-law:difference", { from: dayIn(from), to: dayIn(to) });
  return html`<section>${table({ caption, head, empty: t("console-law:no-difference", { from: dayIn(from), to: dayIn(to) }) }, rows)}</section>`;
}

function list(
  visit: Visit,
  { on, shown, reviews }: { on: Day; shown: readonly InForce[]; reviews: ReadonlyMap<string, LawReading> },
): Html {
  const { t, desk } = visit;
  const head = ["policy", "clause", "from", "to", "confidence", "checked"].map((name) => t(`console-law:${name}`));
  const rows = shown.map(({ policy, version }) => {
    const reading = reviews.get(entryOf(policy.id, version));
    const checked = version.checked === null ? "" : `${version.checked.by}, ${dayIn(version.checked.on)}`;
    const read = reading === undefined ? checked : `${reading.by}, ${momentIn(reading.at)}`;
    return [
      say(visit, policy.name),
      say(visit, version.clause),
      dayIn(version.from),
      dayIn(version.to),
      t(`console-law:confidences.${version.confidence}`),
      html`${read} ${may(desk, "law.review") && reading === undefined ? marking(visit, policy, version) : ""}`,
    ];
  });
  return table(
    { caption: t("console-law:caption", { count: shown.length, day: dayIn(on) }), head, empty: t("console-law:none") },
    rows,
  );
}

function marking({ t, formTo }: Visit, policy: Policy, { from }: Version): Html {
  return formTo(
    "/law/reviewed",
    html`<input type="hidden" name="policy" value="${policy.id}"><input type="hidden" name="from" value="${from}">${sendButton(t("console-law:mark"), "plain")}`,
  );
}
