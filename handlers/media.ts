// Pictures, voices, stickers, places: never silence. What cannot be read by a machine is answered with what to do instead.
import { takeEvidence } from "./attach-evidence.ts";
import type { Handler, PersonMessage } from "./handler.ts";
import { menuChoices } from "./menu.ts";

/** Which sentence answers which kind. */
const TEXTS: Partial<Record<PersonMessage["kind"], string>> = {
  sticker: "media:sticker",
  gif: "media:sticker",
  audio: "media:voice",
  image: "media:picture",
  video: "media:picture",
  file: "media:file",
  location: "media:location",
};

/** Everything that is not words. */
export const media: Handler = {
  name: "media",
  intents: [],
  async handle(turn) {
    const { session, message } = turn;
    const asEvidence = await takeEvidence(turn);
    const reply = { key: TEXTS[message.kind] ?? "media:other", choices: menuChoices() };
    return asEvidence ?? { replies: [reply], session };
  },
};
