// Messages that were not understood, without anything that tells who wrote them: what those who teach the bot learn from.
import { type Desk, may } from "./desk.ts";

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

/** A message nobody can be found by, as it is shown to those who teach the bot. */
export interface MisunderstoodMessage {
  id: string;
  on: Date;
  text: string;
  language: string;
  guess: string | null;
  confidence: number | null;
}

/** The latest messages that were not understood; none without the right to read them. */
export async function misunderstood(desk: Desk): Promise<MisunderstoodMessage[]> {
  if (!may(desk, "quality.read")) return [];
  const rows = await desk.tx.misunderstood.findMany({
    where: { state: "new" },
    orderBy: [{ on: "desc" }, { id: "desc" }],
    take: MOST_SHOWN,
  });
  return rows.map(({ id, on, text, language, guess, confidence }) => ({
    id: String(id),
    on,
    text,
    language,
    guess,
    confidence,
  }));
}

const MOST_SHOWN = 200;

/** Proposes what somebody said as an example of an intent, and takes it off the list; false when it is not there or not allowed. */
export async function proposeUtterance(desk: Desk, { id, intent }: { id: string; intent: string }): Promise<boolean> {
  const { tx, actor, now } = desk;
  if (!may(desk, "quality.read") || actor.personId === null || !/^\d{1,18}$/.test(id)) return false;
  // Asked again in the writing: of two at once, one is told that it is gone.
  const [row] = await tx.misunderstood.updateManyAndReturn({
    where: { id: BigInt(id), state: "new" },
    data: { state: "taught" },
  });
  if (row === undefined) return false;
  await tx.proposedUtterance.create({ data: { text: row.text, intent, proposedBy: actor.personId, at: now } });
  return true;
}
