// A paper for a household without a telephone at hand: what it is recognised as, its rights with their clauses, and a code that
// links whichever Zalo account sends it. Printed on A5.
import { html } from "hono/html";
import { vietnamDayOf } from "../../foundation/clock.ts";
import { type FullRecord, readRecord } from "../../registry/households/record.ts";
import { householdCodeFrom } from "../../registry/links/household-codes.ts";
import { standingOf } from "../../registry/reports/consequences.ts";
import { unitTitle } from "../../registry/units/find.ts";
import { codePicture } from "../code-picture.ts";
import { sendButton } from "../fields.ts";
import { rightsPart } from "../household/rights.ts";
import type { Page, Shown, Visit } from "../page.ts";
import { facts } from "../table.ts";
import { className, dayIn } from "../words.ts";

/** `/households/<id>/slip`: a code is made only when the paper is asked for, because it ends the one before. */
export const slip: Page = {
  path: "/households/:id/slip",
  operation: "household.code",
  async show(visit) {
    const record = await readRecord(visit.desk, visit.params.id ?? "");
    if (record === null) return { refused: "console-household:unknown" };
    const { t, formTo, params } = visit;
    const making = formTo(`/households/${params.id}/slip/make`, sendButton(t("console-slip:make")));
    const title = t("console-slip:title", { head: headOf(record) });
    return { title, body: html`<p>${t("console-slip:why")}</p>${making}` };
  },
  forms: { make },
};

async function make(visit: Visit): Promise<Shown> {
  const { desk, params, t } = visit;
  const record = await readRecord(desk, params.id ?? "");
  const made = record === null ? null : await householdCodeFrom(desk, record.household.id);
  if (record === null || made === null || "refused" in made) return { refused: "console-household:unknown" };
  const { household } = record;
  const standing = await standingOf(desk, household.id, desk.today);
  const { status } = household;
  const body = html`<article class="slip">${facts([
    [t("console-household:village"), await unitTitle(desk.tx, household.villageCode)],
    [t("console-household:class"), className(visit, status?.status)],
    [t("console-household:decision"), status?.decisionNumber ?? null],
    [t("console-slip:printed"), dayIn(desk.today)],
  ])}
${standing === null ? "" : rightsPart(visit, standing)}
<section aria-labelledby="link"><h2 id="link">${t("console-slip:link")}</h2>
<p>${t("console-slip:how", { until: dayIn(vietnamDayOf(made.expiresAt)) })}</p>
<p class="slip-code">${made.code}</p>
<img src="${await codePicture(made.code)}" alt="${t("console-slip:picture")}" width="160" height="160"></section></article>`;
  return { title: t("console-slip:paper", { head: headOf(record) }), body };
}

function headOf({ household: { members, code } }: FullRecord): string {
  return members.find(({ relation }) => relation === "head")?.name ?? code;
}
