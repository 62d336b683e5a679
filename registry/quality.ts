// Messages that were not understood, without anything that tells who wrote them: what those who teach the bot learn from.
import type { Desk } from "./desk.ts";

/** Keeps a message that was not understood; `text` must already be without names, numbers and places. Nothing leads back to the person. */
export async function noteMisunderstood(
  { tx, today }: Pick<Desk, "tx" | "today">,
  {
    text,
    language,
    guess,
    confidence,
  }: { text: string; language: string; guess: string | null; confidence: number | null },
): Promise<void> {
  await tx.misunderstood.create({ data: { on: new Date(today), text, language, guess, confidence } });
}
