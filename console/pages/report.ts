// One report: what was told, what it would change, what was sent to prove it, and what may be done with it.
import { html } from "hono/html";
import { openEvidence } from "../../registry/evidence/read-evidence.ts";
import { numberIn } from "../number.ts";
import type { Page } from "../page.ts";
import { actsPart } from "../report/acts.ts";
import { changesPart } from "../report/changes.ts";
import { FORMS } from "../report/decide.ts";
import { seenReport } from "../report/seen.ts";
import { evidencePart, stepsPart, toldPart } from "../report/told.ts";

export const report: Page = {
  path: "/reports/:number",
  operation: "report.read",
  forms: FORMS,
  async show(visit) {
    const seen = await seenReport(visit, numberIn(visit.params.number));
    if (seen === null) return { refused: "console-report:unknown" };
    const { report: found, consequences } = seen;
    const body = html`${await toldPart(visit, seen)}
${evidencePart(visit, seen)}
${consequences === null ? "" : changesPart(visit, found, consequences)}
${await actsPart(visit, seen)}
${await stepsPart(visit, seen.steps)}
<p><a href="/console/reports">${visit.t("console-report:list")}</a></p>`;
    return { title: visit.t("console-report:title", { number: found.number }), body };
  },
};

/** One piece of what was sent, for who may read the report. */
export const evidence: Page = {
  path: "/reports/:number/evidence/:id",
  operation: "report.read",
  async show({ desk, shelf, params }) {
    const piece = { number: numberIn(params.number), id: params.id ?? "" };
    const found = await openEvidence(desk, shelf, piece);
    if (found === null) return { refused: "console-report:unknown" };
    const { bytes, mediaType } = found;
    return { file: bytes, name: `${piece.number}-${piece.id.slice(0, 8)}.${mediaType.split("/")[1]}`, type: mediaType };
  },
};
