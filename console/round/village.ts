// The page of a village in a round as it stands, with why the last form was refused.
import { html } from "hono/html";
import type { Line } from "../../handlers/handler.ts";
import { warn } from "../alarm.ts";
import type { Shown, Visit } from "../page.ts";
import { actsPart } from "./acts.ts";
import { seenVillage } from "./seen.ts";
import { householdsPart, standingPart, stepsPart } from "./told.ts";

/** @param refused why what was sent was not recorded; null: nothing was sent */
export async function villagePage(visit: Visit, refused: Line | null): Promise<Shown> {
  const { t } = visit;
  const seen = await seenVillage(visit);
  if (seen === null) return { refused: "console-round:unknown" };
  const body = html`${refused === null ? "" : warn(t(refused.key, refused.values))}
${await standingPart(visit, seen)}
${await actsPart(visit, seen)}
${householdsPart(visit, seen)}
${stepsPart(visit, seen)}
<p><a href="/console/rounds">${t("console-round:list")}</a></p>`;
  return { title: t("console-round:title", { village: seen.village.villageName }), body };
}
