// The browsers in which one is signed in: whoever left one open somewhere ends it here.
import { html } from "hono/html";
import { endSession, ownSessions } from "../../registry/console/sessions.ts";
import { deviceName } from "../device-name.ts";
import { sendButton } from "../fields.ts";
import type { Page } from "../page.ts";
import { table } from "../table.ts";
import { momentIn } from "../words.ts";

/** One's own sessions, each with a button to end it. */
export const sessions: Page = {
  path: "/sessions",
  operation: null,
  menu: "console-sessions:menu",
  async show({ desk, t, sessionId, formTo }) {
    const head = ["device", "since", "seen", "end"].map((name) => t(`console-sessions:${name}`));
    const rows = (await ownSessions(desk)).map(({ id, device, createdAt, lastSeenAt }) => [
      id === sessionId ? t("console-sessions:this", { device: deviceName(device) }) : deviceName(device),
      momentIn(createdAt),
      momentIn(lastSeenAt),
      formTo(
        "end",
        html`<input type="hidden" name="id" value="${id}">${sendButton(t("console-sessions:end"), "plain")}`,
      ),
    ]);
    return { title: t("console-sessions:title"), body: table({ caption: t("console-sessions:caption"), head }, rows) };
  },
  forms: {
    async end({ desk, form }) {
      const ended = await endSession(desk, form.id ?? "", "session_revoked");
      return ended ? { goTo: "/sessions", said: "console-sessions:ended" } : { refused: "console-sessions:unknown" };
    },
  },
};
