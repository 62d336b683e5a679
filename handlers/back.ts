// "Quay lại": one question back, in whatever form is open.
import type { Handler } from "./handler.ts";
import { menuChoices } from "./menu.ts";

/** Each form knows its own way back. */
export const back: Handler = {
  name: "back",
  intents: [],
  handle: ({ session, desk }) =>
    session.form === null
      ? { replies: [{ key: "back:start", choices: menuChoices(desk) }], session }
      : { replies: [], session, goOn: `#${session.form.handler}.back` },
};
