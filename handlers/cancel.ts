// "Hủy": whatever question was open is closed, and what it had gathered is forgotten.
import type { Handler } from "./handler.ts";
import { menuChoices } from "./menu.ts";

/** The word that ends any form. */
export const cancel: Handler = {
  name: "cancel",
  intents: [],
  handle: ({ session, desk }) => ({
    replies: [{ key: session.form === null ? "cancel:nothing" : "cancel:done", choices: menuChoices(desk) }],
    session: { ...session, form: null },
  }),
};
