// What may be tried only so often: codes, and asking to be linked. Only the kind and the time of a try are kept.
import type { Desk } from "../desk.ts";

/** Notes one more try of this account; false, and nothing noted, when it, or all accounts together, have had all their tries. */
export async function mayTry({ tx, actor, library, now }: Desk, kind: "code" | "link"): Promise<boolean> {
  const { most, mostOverall, minutes } = library.joining.attempts;
  const since = new Date(now.getTime() - minutes * 60_000);
  const { accountId } = actor;
  const tries = await tx.attempt.count({ where: { accountId, kind, at: { gt: since } } });
  if (tries >= most || (await tx.attempt.count({ where: { kind, at: { gt: since } } })) >= mostOverall) return false;
  await tx.attempt.create({ data: { accountId, kind, at: now } });
  return true;
}

/** Forgets the tries of this account: the last one was right. */
export async function forgetTries({ tx, actor: { accountId } }: Desk, kind: "code" | "link"): Promise<void> {
  await tx.attempt.deleteMany({ where: { accountId, kind } });
}
