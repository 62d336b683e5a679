// Pictures, voices, stickers, places: never silence. What cannot be read by a machine is answered with what to do instead.

import { keepVoice } from "../registry/voices.ts";
import { takeEvidence } from "./attach-evidence.ts";
import type { Choice, Handler, Outcome, PersonMessage, Turn } from "./handler.ts";
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
    const voice = message.kind === "audio" ? message.attachments?.find(({ url }) => url !== undefined) : undefined;
    if (voice !== undefined && turn.consent !== null) return keep(turn, voice.url!);
    const reply = { key: TEXTS[message.kind] ?? "media:other", choices: menuChoices(turn.desk) };
    return asEvidence ?? { replies: [reply], session };
  },
};

/** A voice of somebody who agreed is kept for a short while: a speech service may hear it, or an officer. */
async function keep(turn: Turn, url: string): Promise<Outcome> {
  await keepVoice(turn.desk, url);
  const choices: Choice[] = [
    { key: "menu:officer", payload: "#talk-to-officer" },
    { key: "fallback:menu", payload: "#menu" },
  ];
  const values = { days: turn.service.retentionDays.voice };
  return { replies: [{ key: "media:voice-kept", values, choices }], session: turn.session };
}
