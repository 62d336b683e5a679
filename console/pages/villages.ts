// The places below one's own, as tiles: the share of poor and near-poor households stands on each, darker is more.
import { html } from "hono/html";
import { writtenShare } from "../../knowledge/charts.ts";
import { burdenOf, chartSvg } from "../../registry/dashboard/charts.ts";
import { readDashboard } from "../../registry/dashboard/read.ts";
import { figureOf } from "../figure.ts";
import type { Page } from "../page.ts";

export const villages: Page = {
  path: "/villages",
  operation: "summary.read",
  menu: "console-villages:menu",
  async show({ desk, query, language, t }) {
    const read = await readDashboard(desk, query.unit ?? "");
    if (read === null) return { refused: "console-dashboard:none" };
    const words = desk.library.charts[language];
    const count = (shown: number | null) => shown ?? words.few;
    const rows = read.places.map((place) => {
      const burden = burdenOf(place, read);
      const share = burden === null ? words.few : read.holdsAll ? writtenShare(burden, words) : String(burden);
      const link = html`<a href="/console/dashboard?unit=${place.code}">${place.name}</a>`;
      return [link, place.households, count(place.poor), count(place.nearPoor), share];
    });
    const caption = read.holdsAll ? words.villages : words["villages-counts"];
    const head = ["place", "households", "poor", "near_poor", "share"].map((head) =>
      t(`console-villages:head.${head}`),
    );
    const svg = await chartSvg(read, "places", desk.library, language);
    const says = t("console-villages:says", { count: read.places.length });
    const body = html`<p>${t("console-villages:on", { on: read.on })}</p>
${figureOf(svg, { says, words: t("console-villages:as-table"), figures: { caption, head, rows } })}`;
    return { title: t("console-villages:title", { unit: read.scope.name }), body };
  },
};
