// One-time links to the officers' pages. A link is given to a person with a role, told once, and opens one browser; only the keyed
// hash of its token is kept. Of one person only the newest link works.
import { randomBytes } from "node:crypto";
import { appendAudit } from "../audit.ts";
import { actorMark, type Desk } from "../desk.ts";
import type { By } from "../households/household.ts";
import type { Queries, Store } from "../store.ts";

/** A link's token, and until when it works. */
export interface SignInToken {
  token: string;
  expiresAt: Date;
}

const BYTES = 24;

/** A new secret for a link or a cookie, in letters that need no escaping anywhere. */
export function newSecret(): string {
  return randomBytes(BYTES).toString("base64url");
}

/** A link for the actor, who asked for it in the chat; null without a role. */
export function linkForActor(desk: Desk): Promise<SignInToken | null> {
  const { tx, store, actor, library, now } = desk;
  const { personId, terms } = actor;
  if (personId === null || terms.length === 0) return Promise.resolve(null);
  const minutes = library.service.console.linkMinutes;
  return makeLink(tx, store, { personId, minutes }, { actor: actorMark(desk), now });
}

/** A link for a person. Earlier ones that were not used stop working. */
export async function makeLink(
  tx: Queries,
  { seal }: Pick<Store, "seal">,
  { personId, minutes }: { personId: string; minutes: number },
  { actor, now }: By,
): Promise<SignInToken> {
  const token = newSecret();
  const expiresAt = new Date(now.getTime() + minutes * 60_000);
  await tx.signInLink.deleteMany({ where: { personId, usedAt: null } });
  await tx.signInLink.create({ data: { tokenHash: linkHash({ seal }, token), personId, createdAt: now, expiresAt } });
  await appendAudit(tx, [{ actor, action: "sign_in_link_made", subject: `person:${personId}`, detail: {} }], now);
  return { token, expiresAt };
}

/** Uses a link up and tells whose it was; null when it was never made, is used or too old: all look the same. */
export async function useLink(
  tx: Queries,
  store: Pick<Store, "seal">,
  token: string,
  now: Date,
): Promise<string | null> {
  const tokenHash = linkHash(store, token);
  const unused = { tokenHash, usedAt: null, expiresAt: { gt: now } };
  const [used] = await tx.signInLink.updateManyAndReturn({ where: unused, data: { usedAt: now } });
  return used?.personId ?? null;
}

function linkHash({ seal }: Pick<Store, "seal">, token: string): string {
  return seal.hash(`sign-in link ${token}`);
}
