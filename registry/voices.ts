// Voice messages: kept sealed for a day, so that they can be heard, and forgotten. Those of people who agreed to a conversation only.
import type { Desk } from "./desk.ts";
import type { Store } from "./store.ts";

/** Keeps where a voice message lies, until it is fetched. */
export async function keepVoice({ tx, store, actor, now }: Desk, url: string): Promise<void> {
  const { accountId } = actor;
  await tx.voiceMessage.create({
    data: { accountId, state: "wanted", urlSealed: store.seal.seal(url), readyAt: now, createdAt: now },
  });
}

/** One to fetch and, where there is a speech service, to hear. */
export interface WantedVoice {
  id: string;
  accountId: string;
  url: string;
  attempts: number;
}

/** Takes some that are ripe, so that no other process fetches them meanwhile. */
export async function takeVoices(
  { client, seal }: Store,
  { now, until, most }: { now: Date; until: Date; most: number },
): Promise<WantedVoice[]> {
  const found = await client.$queryRaw<{ id: string; accountId: string; sealed: string; attempts: number }[]>`
    UPDATE voice_message SET ready_at = ${until}, attempts = attempts + 1
    WHERE id IN (SELECT id FROM voice_message WHERE state = 'wanted' AND ready_at <= ${now}
      ORDER BY ready_at LIMIT ${most} FOR UPDATE SKIP LOCKED)
    RETURNING id, account_id AS "accountId", url_sealed AS sealed, attempts`;
  return found.map(({ sealed, ...one }) => ({ ...one, url: seal.open(sealed) }));
}

/** What became of one: heard as text, kept for an officer, lost, or to be tried again. */
export type VoiceSettled =
  | { state: "heard" | "lost" }
  | { state: "kept"; audio: Buffer }
  | { state: "wanted"; readyAt: Date };

/** Writes what became of it; its address is forgotten as soon as it is of no more use. */
export async function settleVoice({ client, seal }: Store, id: string, settled: VoiceSettled): Promise<void> {
  const { state } = settled;
  const data =
    state === "wanted"
      ? settled
      : { state, urlSealed: null, audioSealed: state === "kept" ? seal.seal(settled.audio.toString("base64")) : null };
  await client.voiceMessage.updateMany({ where: { id, state: "wanted" }, data });
}
