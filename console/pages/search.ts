// Households by a name typed any way or by their code: as one types, and without a script by the button.
import { html } from "hono/html";
import { type HouseholdFound, searchHouseholds } from "../../registry/households/search.ts";
import { unitName } from "../../registry/reports/places.ts";
import type { Html, Page, Visit } from "../page.ts";
import { table } from "../table.ts";
import { className } from "../words.ts";

export const search: Page = {
  path: "/search",
  operation: "household.list",
  menu: "console-search:menu",
  async show(visit) {
    const { t, query, desk } = visit;
    const typed = (query.name ?? "").trim();
    const found = html`${typed === "" ? html`<p>${t("console-search:how")}</p>` : await list(visit, await searchHouseholds(desk, typed))}`;
    if (visit.partly) return { fragment: found };
    const body = html`<form method="get" action="/console/search" role="search" class="filters">
<div class="mb-2"><label class="form-label" for="name">${t("console-search:label")}</label>
<input class="form-control" type="search" id="name" name="name" value="${typed}" autocomplete="off" hx-get="/console/search"
 hx-trigger="input changed delay:250ms, search" hx-target="#found" hx-sync="this:replace"></div>
<button class="btn btn-primary" type="submit">${t("console-search:find")}</button></form>
<div id="found" aria-live="polite">${found}</div>`;
    return { title: t("console-search:title"), body };
  },
};

async function list(visit: Visit, found: readonly HouseholdFound[]): Promise<Html> {
  const { t, desk } = visit;
  const rows = [];
  for (const { id, code, villageCode, head, member, birthYear, status } of found)
    rows.push([
      html`<a href="/console/households/${id}">${head}</a>`,
      member ?? "–",
      birthYear ?? "–",
      await unitName(desk, villageCode),
      code,
      className(visit, status),
    ]);
  const names = ["head", "member", "born", "village", "code", "class"].map((name) => t(`console-search:${name}`));
  const caption = t("console-search:caption", { count: found.length });
  return table({ caption, head: names, empty: t("console-search:none") }, rows);
}
