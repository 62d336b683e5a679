// The audit chain for those who check it: the latest entries, and the proof that none was changed.
import { html } from "hono/html";
import { auditEntries, checkAudit } from "../../registry/console/audit-entries.ts";
import { sendButton } from "../fields.ts";
import type { Html, Page, Visit } from "../page.ts";
import { table } from "../table.ts";
import { momentIn } from "../words.ts";

/** Fifty entries at a time; the check reads the whole chain. */
export const audit: Page = {
  path: "/audit",
  operation: "audit.read",
  menu: "console-audit:menu",
  async show(visit) {
    const { desk, query, t, formTo } = visit;
    const entries = await auditEntries(desk, query.before ?? null);
    const head = ["number", "at", "actor", "action", "subject", "detail"].map((name) => t(`console-audit:${name}`));
    const rows = entries.map(({ id, at, actor, action, subject, detail }) => {
      const about = subject === null ? t("console-audit:elsewhere") : short(subject);
      return [
        id,
        momentIn(at),
        short(actor),
        didIn(visit, action),
        about,
        detail === null ? "–" : html`<code>${detail}</code>`,
      ];
    });
    const last = entries.at(-1)?.id;
    const older =
      last === undefined || last === "1"
        ? ""
        : html`<p><a href="/console/audit?before=${last}">${t("console-audit:older")}</a></p>`;
    const check = formTo("verify", html`<p>${t("console-audit:what")}</p>${sendButton(t("console-audit:verify"))}`);
    const list = table({ caption: t("console-audit:caption"), head, empty: t("console-audit:none") }, rows);
    return { title: t("console-audit:title"), body: html`${check}${list}${older}` };
  },
  forms: {
    async verify({ desk, t }) {
      const verdict = await checkAudit(desk);
      if (verdict === null) return { refused: "console:refused.unknown" };
      const { intact } = verdict;
      const words = intact
        ? t("console-audit:intact", { entries: verdict.entries, head: verdict.head })
        : t("console-audit:broken", { number: String(verdict.brokenAt) });
      const kind = intact ? "success" : "danger";
      const body = html`<div class="alert alert-${kind}" role="status">${words}</div><p><a href="/console/audit">${t("console-audit:back")}</a></p>`;
      return { title: t("console-audit:title"), body };
    },
  },
};

const UUID = /([0-9a-f]{8})-[0-9a-f]{4}-[0-9a-f-]{22}/;

/** An id by its first eight digits, whole where one points at it: enough to tell entries apart. */
function short(mark: string): Html {
  return html`<span title="${mark}">${mark.replace(UUID, "$1…")}</span>`;
}

/** What was done in words; the word of the chain where one points at it, or where there are no others. */
function didIn({ t, has }: Visit, action: string): Html | string {
  const key = `console-audit:did.${action}`;
  return has(key) ? html`<span title="${action}">${t(key)}</span>` : action;
}
