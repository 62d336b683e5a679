// Signed-in browsers. The cookie's secret is told to the browser alone; here lies its keyed hash. A session ends by its age, by
// standing idle, by signing out, by being revoked, and when the person's last role ends.
import type { Day } from "../../foundation/day.ts";
import type { Language } from "../../foundation/language.ts";
import type { Library } from "../../knowledge/library.ts";
import { type Actor, type Term, termKey } from "../actor.ts";
import { appendAudit } from "../audit.ts";
import { actorMark, type Desk } from "../desk.ts";
import { dayOf } from "../households/sealed-rows.ts";
import { runningOn } from "../role-terms.ts";
import type { Queries, Store } from "../store.ts";
import { newSecret } from "./links.ts";

/** Who sits before a signed-in browser. */
export interface SignedIn {
  sessionId: string;
  actor: Actor;
  name: string;
  language: Language;
}

/** What finding and opening sessions needs of the installation. */
export interface Doorkeeper {
  tx: Queries;
  store: Store;
  library: Pick<Library, "service">;
  now: Date;
  today: Day;
}

const DEVICE = 80;
const MINUTE = 60_000;

/** Opens a session and returns the cookie's secret; null when the person holds no role today. */
export async function openSession(door: Doorkeeper, personId: string, device: string): Promise<string | null> {
  const { tx, library, now } = door;
  if ((await termsOf(door, personId)).length === 0) return null;
  const secret = newSecret();
  const expiresAt = new Date(now.getTime() + library.service.console.sessionHours * 60 * MINUTE);
  const own = { tokenHash: sessionHash(door, secret), personId, device: device.slice(0, DEVICE) };
  const { id } = await tx.consoleSession.create({ data: { ...own, createdAt: now, lastSeenAt: now, expiresAt } });
  const subject = `session:${id}`;
  await appendAudit(tx, [{ actor: `person:${personId}`, action: "signed_in", subject, detail: {} }], now);
  return secret;
}

/** Who a cookie's secret belongs to, in the chosen role or else the first one held; null when it opens nothing (any more). */
export async function findSession(door: Doorkeeper, secret: string): Promise<SignedIn | null> {
  const { tx, store, library, now } = door;
  const idle = new Date(now.getTime() - library.service.console.idleMinutes * MINUTE);
  const live = { revokedAt: null, expiresAt: { gt: now }, lastSeenAt: { gt: idle } };
  const found = await tx.consoleSession.findFirst({ where: { ...live, tokenHash: sessionHash(door, secret) } });
  if (found === null) return null;
  const { id: sessionId, personId, role } = found;
  const terms = await termsOf(door, personId);
  if (terms.length === 0) {
    await tx.consoleSession.update({ where: { id: sessionId }, data: { revokedAt: now } });
    const entry = { actor: `person:${personId}`, action: "signed_out", subject: `session:${sessionId}` };
    await appendAudit(tx, [{ ...entry, detail: { reason: "no-role" } }], now);
    return null;
  }
  if (now.getTime() - found.lastSeenAt.getTime() > MINUTE)
    await tx.consoleSession.update({ where: { id: sessionId }, data: { lastSeenAt: now } });
  const person = await tx.person.findUniqueOrThrow({ where: { id: personId }, include: { accounts: { take: 1 } } });
  const term = terms.find((one) => termKey(one) === role) ?? terms[0]!;
  const actor = { accountId: person.accounts[0]?.id ?? "", personId, term, terms, households: [] };
  const language = found.language === "en" ? "en" : "vi";
  return { sessionId, actor, name: store.seal.open(person.nameSealed), language };
}

/** Another role or language for this browser; a role that is not held changes nothing. */
export async function changeSession(
  { tx, actor }: Desk,
  sessionId: string,
  { role, language }: { role?: string | undefined; language?: string | undefined },
): Promise<void> {
  const held = actor.terms.some((term) => termKey(term) === role);
  const known = language === "vi" || language === "en";
  const data = { ...(held ? { role: role! } : {}), ...(known ? { language } : {}) };
  await tx.consoleSession.updateMany({ where: { id: sessionId, personId: actor.personId! }, data });
}

/** One of the actor's own signed-in browsers. */
export interface OwnSession {
  id: string;
  device: string;
  createdAt: Date;
  lastSeenAt: Date;
}

/** The actor's sessions that still open something, the latest used first. */
export function ownSessions({ tx, actor, library, now }: Desk): Promise<OwnSession[]> {
  const idle = new Date(now.getTime() - library.service.console.idleMinutes * MINUTE);
  const live = { revokedAt: null, expiresAt: { gt: now }, lastSeenAt: { gt: idle } };
  return tx.consoleSession.findMany({
    where: { ...live, personId: actor.personId! },
    select: { id: true, device: true, createdAt: true, lastSeenAt: true },
    orderBy: { lastSeenAt: "desc" },
  });
}

/** Ends one of the actor's own sessions; false when there is none of this id. */
export async function endSession(desk: Desk, id: string, action: "signed_out" | "session_revoked"): Promise<boolean> {
  const { tx, actor, now } = desk;
  const ended = await tx.$executeRaw`
    UPDATE console_session SET revoked_at = ${now}
    WHERE id::text = ${id} AND person_id = ${actor.personId}::uuid AND revoked_at IS NULL`;
  if (ended === 0) return false;
  await appendAudit(tx, [{ actor: actorMark(desk), action, subject: `session:${id}`, detail: {} }], now);
  return true;
}

/** Ends all sessions of a person and takes back the link that was not used. */
export async function endSessions(tx: Queries, personId: string, now: Date): Promise<void> {
  await tx.signInLink.deleteMany({ where: { personId, usedAt: null } });
  await tx.consoleSession.updateMany({ where: { personId, revokedAt: null }, data: { revokedAt: now } });
}

async function termsOf({ tx, today }: Doorkeeper, personId: string): Promise<Term[]> {
  const held = await tx.roleTerm.findMany({
    where: { personId, ...runningOn(today) },
    orderBy: [{ from: "asc" }, { id: "asc" }],
  });
  return held.map(({ role, unitCode, to }) => ({ role, unit: unitCode, until: dayOf(to) }));
}

function sessionHash({ store }: Pick<Doorkeeper, "store">, secret: string): string {
  return store.seal.hash(`console session ${secret}`);
}
