// The machine for its operator: what needs somebody, queues, token, quota, disk, backup, what was given up and can be sent again.
import { html } from "hono/html";
import { requeueFrom, type SystemState, systemState } from "../../registry/console/system.ts";
import { sendButton } from "../fields.ts";
import type { Html, Page, Visit } from "../page.ts";
import { facts, table } from "../table.ts";
import { momentIn } from "../words.ts";

/** How the machine stands now. */
export const system: Page = {
  path: "/system",
  operation: "system.operate",
  menu: "console-system:menu",
  async show(visit) {
    const { desk, t } = visit;
    const state = await systemState(desk);
    if (state === null) return { refused: "console:refused.unknown" };
    return {
      title: t("console-system:title"),
      body: html`${alerts(visit, state)}${standing(visit, state)}${dead(visit, state)}`,
    };
  },
  forms: {
    async requeue({ desk, form }) {
      const done = await requeueFrom(desk, form.id ?? "");
      return done ? { goTo: "/system", said: "console-system:requeued" } : { refused: "console-system:unknown" };
    },
  },
};

/** What an operator is needed for, in the words of the alert. */
function alerts({ t }: Visit, { alerts: holding }: SystemState): Html {
  if (holding.length === 0) return html`<p>${t("console-system:no-alert")}</p>`;
  const lines = holding.map(({ name, values }) => html`<p>${t(`tell-operators:${name}`, values)}</p>`);
  return html`<div class="alert alert-warning">${lines}</div>`;
}

function standing({ t }: Visit, { machine }: SystemState): Html {
  const { inbox, outbox, tokens, token, quota, disk, lastEvent, backedUp } = machine;
  const since = (at: Date | null | undefined) => (at ? momentIn(at) : null);
  const gigabytes = (bytes: number) => Math.round(bytes / 1e9);
  return facts([
    [t("console-system:inbox"), inbox.waiting],
    [t("console-system:inbox-oldest"), since(inbox.oldestWaiting)],
    [t("console-system:last-event"), since(lastEvent)],
    [t("console-system:outbox"), outbox.waiting],
    [t("console-system:outbox-oldest"), since(outbox.oldestWaiting)],
    [t("console-system:held"), outbox.held],
    [t("console-system:twice"), outbox.maybeTwice],
    [
      t("console-system:token"),
      tokens.map(({ updatedAt }) => momentIn(updatedAt)).join(", ") || t("console-system:no-token"),
    ],
    [t("console-system:token-ends"), since(token?.endsAt)],
    [t("console-system:quota"), quota && t("console-system:of", { left: quota.left, total: quota.total })],
    [
      t("console-system:disk"),
      disk && t("console-system:gigabytes", { free: gigabytes(disk.freeBytes), total: gigabytes(disk.totalBytes) }),
    ],
    [t("console-system:backup"), since(backedUp) ?? t("console-system:no-backup")],
  ]);
}

function dead({ t, formTo }: Visit, { letters }: SystemState): Html {
  const head = ["letter", "kind", "since", "attempts", "fault", "requeue"].map((name) => t(`console-system:${name}`));
  const rows = letters.map(({ id, kind, since, attempts, fault }) => {
    const hidden = html`<input type="hidden" name="id" value="${id}">`;
    const again = formTo("requeue", html`${hidden}${sendButton(t("console-system:requeue"), "plain")}`);
    return [id, kind, momentIn(since), attempts, html`<code>${fault}</code>`, again];
  });
  return table({ caption: t("console-system:dead"), head, empty: t("console-system:none") }, rows);
}
