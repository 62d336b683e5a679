// The forms in the frame of every page: another role, another language, out. They belong to no page of the menu.
import { changeSession, endSession } from "../registry/console/sessions.ts";
import type { Page } from "./page.ts";

/** `POST /console/role`, `/console/language`, `/console/sign-out`. */
export const switches: Page = {
  path: "/",
  operation: null,
  show: async () => ({ goTo: "/" }),
  forms: {
    async role({ desk, sessionId, form }) {
      await changeSession(desk, sessionId, { role: form.role });
      return { goTo: "/" };
    },
    async language({ desk, sessionId, form }) {
      await changeSession(desk, sessionId, { language: form.language });
      return { goTo: "/" };
    },
    async "sign-out"({ desk, sessionId }) {
      await endSession(desk, sessionId, "signed_out");
      return { goTo: "/" };
    },
  },
};
