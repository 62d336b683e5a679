// One household: who lives there, its classes with their decisions, what it is entitled to, what happened, what is under way, who looked.
import { html } from "hono/html";
import { may } from "../../registry/desk.ts";
import { readRecord } from "../../registry/households/record.ts";
import { standingOf } from "../../registry/reports/consequences.ts";
import { unitTitle } from "../../registry/units/find.ts";
import { openPart, talksPart, viewsPart } from "../household/around.ts";
import { historyPart, statusesPart } from "../household/history.ts";
import { rightsPart } from "../household/rights.ts";
import { membersPart, whoPart } from "../household/who.ts";
import type { Page } from "../page.ts";

export const household: Page = {
  path: "/households/:id",
  operation: "household.read",
  async show(visit) {
    const { desk, params, t } = visit;
    const record = await readRecord(desk, params.id ?? "");
    if (record === null) return { refused: "console-household:unknown" };
    const { household: found, sensitive } = record;
    const head = found.members.find(({ relation }) => relation === "head")?.name ?? found.code;
    const standing = sensitive ? await standingOf(desk, found.id, desk.today) : null;
    const body = html`${whoPart(visit, record, await unitTitle(desk.tx, found.villageCode))}
${membersPart(visit, record)}
${standing === null ? "" : rightsPart(visit, standing)}
${may(desk, "household.code") ? html`<p><a class="btn" href="/console/households/${found.id}/slip">${t("console-slip:open")}</a></p>` : ""}
${openPart(visit, record)}
${talksPart(visit, record)}
${statusesPart(visit, record)}
${historyPart(visit, record)}
${viewsPart(visit, record)}`;
    return { title: t("console-household:title", { head }), body };
  },
};
