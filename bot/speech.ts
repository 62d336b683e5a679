// A service that turns speech into text, if the operator runs one: a POST of the audio, answered {"text": "…"}. Voices are personal
// data: the service is the operator's own, in the same network.
import { z } from "zod";

export interface Speech {
  /** What was said; null when it could not be made out. Throws when the service does not answer. */
  hear(audio: Buffer, mediaType: string): Promise<string | null>;
}

const HEAR_MS = 60_000;
const answer = z.object({ text: z.string() });

/** The service at this address. */
export function speechAt(url: string): Speech {
  return {
    async hear(audio, mediaType) {
      const response = await fetch(url, {
        method: "POST",
        headers: { "content-type": mediaType },
        body: new Uint8Array(audio),
        signal: AbortSignal.timeout(HEAR_MS),
      });
      if (!response.ok) throw new Error(`the speech service answered ${response.status}`);
      const { text } = answer.parse(await response.json());
      return text.trim() === "" ? null : text.trim();
    },
  };
}
