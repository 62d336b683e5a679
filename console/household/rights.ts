// What the household is entitled to today, each with its clause, and the code that names this computation.
import { html } from "hono/html";
import { createReceipt } from "../../knowledge/receipt.ts";
import type { Standing } from "../../registry/reports/consequences.ts";
import type { Html, Visit } from "../page.ts";
import { table } from "../table.ts";
import { dayIn, say } from "../words.ts";

/** By the facts that the registry has; what it does not know takes nothing away and gives nothing. */
export function rightsPart(visit: Visit, { household, decision, held }: Standing): Html {
  const { t } = visit;
  const { code, day } = createReceipt(decision, held);
  const names = new Map(household.members.map(({ id, name }) => [id, name]));
  const rows = held.map(({ who, policy, version }) => [
    say(visit, policy.name),
    names.get(who) ?? t("console-household:whole"),
    say(visit, version.clause),
    dayIn(version.from),
  ]);
  const head = ["right", "whose", "clause", "in-force"].map((key) => t(`console-household:${key}`));
  const caption = t("console-household:rights-caption", { day, code });
  return html`<h2>${t("console-household:rights")}</h2>
${table({ caption, head, empty: t("console-household:no-rights") }, rows)}`;
}
