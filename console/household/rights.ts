// What the household is entitled to today, each with its clause, and the code that names this computation.
import { html } from "hono/html";
import { createReceipt } from "../../knowledge/receipt.ts";
import type { Standing } from "../../registry/reports/consequences.ts";
import type { Html, Visit } from "../page.ts";
import { table } from "../table.ts";
import { clauseIn, dayIn, say } from "../words.ts";

/** By the facts that the registry has; what it does not know takes nothing away and gives nothing. */
export function rightsPart(visit: Visit, { household, decision, held }: Standing): Html {
  const { t } = visit;
  const { code, day } = createReceipt(decision, held);
  const names = new Map(household.members.map(({ id, name }) => [id, name]));
  const rows = [...Map.groupBy(held, ({ policy }) => policy.id).values()].map((same) => [
    say(visit, same[0]!.policy.name),
    same.map(({ who }) => names.get(who) ?? t("console-household:whole")).join(", "),
    clauseIn(visit, same[0]!.version),
    dayIn(same[0]!.version.from),
  ]);
  const head = ["right", "whose", "clause", "in-force"].map((key) => t(`console-household:${key}`));
  const caption = t("console-household:rights-caption", { day, code });
  return html`<h2>${t("console-household:rights")}</h2>
${table({ caption, head, empty: t("console-household:no-rights") }, rows)}`;
}
