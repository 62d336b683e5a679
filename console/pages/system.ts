// The machine for its operator: queues, what was given up and can be sent again, the age of Zalo's token.
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
    return { title: t("console-system:title"), body: html`${queues(visit, state)}${dead(visit, state)}` };
  },
  forms: {
    async requeue({ desk, form }) {
      const done = await requeueFrom(desk, form.id ?? "");
      return done ? { goTo: "/system", said: "console-system:requeued" } : { refused: "console-system:unknown" };
    },
  },
};

function queues({ t }: Visit, { inbox, outbox, tokens }: SystemState): Html {
  const since = (at: Date | null) => (at === null ? null : momentIn(at));
  return facts([
    [t("console-system:inbox"), inbox.waiting],
    [t("console-system:inbox-oldest"), since(inbox.oldestWaiting)],
    [t("console-system:outbox"), outbox.waiting],
    [t("console-system:outbox-oldest"), since(outbox.oldestWaiting)],
    [t("console-system:held"), outbox.held],
    [t("console-system:twice"), outbox.maybeTwice],
    [
      t("console-system:token"),
      tokens.map(({ updatedAt }) => momentIn(updatedAt)).join(", ") || t("console-system:no-token"),
    ],
  ]);
}

function dead({ t, formTo }: Visit, { deadLetters }: SystemState): Html {
  const head = ["letter", "kind", "since", "attempts", "fault", "requeue"].map((name) => t(`console-system:${name}`));
  const rows = deadLetters.map(({ id, kind, since, attempts, fault }) => {
    const hidden = html`<input type="hidden" name="id" value="${id}">`;
    const again = formTo("requeue", html`${hidden}${sendButton(t("console-system:requeue"), "plain")}`);
    return [id, kind, momentIn(since), attempts, html`<code>${fault}</code>`, again];
  });
  return table({ caption: t("console-system:dead"), head, empty: t("console-system:none") }, rows);
}
