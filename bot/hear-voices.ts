// Fetches voice messages outside every transaction. With a speech service what was said goes the road of any text, and the person is
// shown what was heard; without one the recording is kept sealed for the officer, for a day.
import { fileTypeFromBuffer } from "file-type";
import type { Clock } from "../foundation/clock.ts";
import { describeFault } from "../foundation/errors.ts";
import type { Logger } from "../foundation/log.ts";
import type { Inbox } from "../registry/inbox.ts";
import type { Store } from "../registry/store.ts";
import { settleVoice, takeVoices, type VoiceSettled, type WantedVoice } from "../registry/voices.ts";
import type { Speech } from "./speech.ts";
import { foundOf, type Runner, startRunner } from "./worker.ts";
import { downloadFromZalo } from "./zalo/download.ts";
import type { MessageEvent } from "./zalo/event-types.ts";

const IDLE_MS = 2000;
const REST_MS = 100;
const MOST_AT_ONCE = 4;
const MOST_BYTES = 5 * 1024 * 1024;
const MOST_ATTEMPTS = 5;
const LEASE_MS = 120_000;
const SECOND_MS = 1000;

/** What hearing works with. */
export interface Hearing {
  store: Store;
  inbox: Inbox;
  speech: Speech | null;
  clock: Clock;
  log: Logger;
  simulator: string | null;
}

/** Keeps hearing until stopped. */
export function startHearing(hearing: Hearing): Runner {
  const round = async () => {
    const now = hearing.clock.now();
    const until = new Date(now.getTime() + LEASE_MS);
    const wanted = await takeVoices(hearing.store, { now, until, most: MOST_AT_ONCE });
    await Promise.all(wanted.map(async (one) => settleVoice(hearing.store, one.id, await hear(hearing, one))));
    return foundOf(wanted.length, MOST_AT_ONCE);
  };
  return startRunner(round, { idleMs: IDLE_MS, restMs: REST_MS }, hearing.log);
}

async function hear(hearing: Hearing, voice: WantedVoice): Promise<VoiceSettled> {
  const { speech, clock, log, simulator, inbox } = hearing;
  try {
    const audio = await downloadFromZalo(voice.url, { most: MOST_BYTES, simulator });
    const mediaType = audio === null ? undefined : (await fileTypeFromBuffer(audio))?.mime;
    if (audio === null || mediaType === undefined || !/^(audio|video)\//.test(mediaType)) return { state: "lost" };
    const text = speech === null ? null : await speech.hear(audio, mediaType);
    if (text === null) return { state: "kept", audio };
    const now = clock.now();
    const { id, accountId } = voice;
    const row = {
      dedupKey: `voice_heard|${id}`,
      eventName: "voice_heard",
      accountId,
      occurredAt: now,
      receivedAt: now,
    };
    await inbox.accept({ ...row, event: asMessage(voice, text) });
    return { state: "heard" };
  } catch (fault) {
    log.warn({ voice: voice.id, attempts: voice.attempts, fault: describeFault(fault) }, "a voice was not heard");
    if (voice.attempts >= MOST_ATTEMPTS) return { state: "lost" };
    return { state: "wanted", readyAt: new Date(clock.now().getTime() + SECOND_MS * 2 ** voice.attempts) };
  }
}

/** What was heard, as the message that the person might have typed. */
function asMessage({ id, accountId }: WantedVoice, text: string): MessageEvent & { heard: true } {
  const nothing = { appId: null, oaId: null, timestamp: null, msgId: null, quoteMsgId: null, attachments: [] };
  const key = `voice_heard|${id}`;
  return {
    ...nothing,
    kind: "message",
    content: "text",
    eventName: "voice_heard",
    personId: accountId,
    dedupKey: key,
    text,
    heard: true,
  };
}
