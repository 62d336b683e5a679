// The officers' side of a request: the waiting ones of the own commune, taking one (the bot falls silent for that person),
// writing through the chat, closing it (the bot speaks again).
import { appendAudit } from "../audit.ts";
import { canBeNumber } from "../case-number.ts";
import { actorMark, type Desk, reachOf } from "../desk.ts";
import { openRequest, type Request } from "./request.ts";

/** Requests that are not closed: those that wait, and those the actor took. */
export async function requestsWaiting(desk: Desk): Promise<Request[]> {
  const rows = await desk.tx.officerRequest.findMany({
    where: { ...within(desk), OR: [{ state: "open" }, { state: "taken", takenBy: desk.actor.personId }] },
    orderBy: [{ dueOn: "asc" }, { number: "asc" }],
  });
  return rows.map((row) => openRequest(desk, row));
}

export type Taken = { ok: true; request: Request } | { refused: "unknown" | "closed" | "taken-by-other" };

/** Takes a request; one's own may be taken again. The bot pauses for the person. */
export async function takeRequest(desk: Desk, number: number): Promise<Taken> {
  const { tx, actor, now } = desk;
  const found = await requestOf(desk, number);
  if (!("ok" in found)) return found;
  const { request } = found;
  if (request.state === "open") {
    const data = { state: "taken", takenBy: actor.personId };
    const { count } = await tx.officerRequest.updateMany({ where: { id: request.id, state: "open" }, data });
    if (count === 0) return { refused: "taken-by-other" }; // two at once: the other was first
  }
  await pause(desk, request.accountId);
  if (request.state === "taken") return found;
  const entry = {
    actor: actorMark(desk),
    action: "request_taken",
    subject: `request:${request.id}`,
    detail: { number },
  };
  await appendAudit(tx, [entry], now);
  return { ok: true, request: { ...request, state: "taken", takenBy: actor.personId } };
}

/** Ends a request. The bot speaks again at once. */
export async function closeRequest(desk: Desk, number: number): Promise<Taken> {
  const { tx, now } = desk;
  const found = await requestOf(desk, number);
  if (!("ok" in found)) return found;
  const { id, accountId, state, takenBy } = found.request;
  const data = { state: "closed", closedAt: now };
  const { count } = await tx.officerRequest.updateMany({ where: { id, state, takenBy }, data });
  if (count === 0) return { refused: "closed" }; // taken or closed by another this very moment
  await tx.account.update({ where: { id: accountId }, data: { pausedUntil: null } });
  const entry = { actor: actorMark(desk), action: "request_closed", subject: `request:${id}`, detail: { number } };
  await appendAudit(tx, [entry], now);
  return found;
}

/** The request as this officer may act on it: not somebody else's. */
async function requestOf(desk: Desk, number: number): Promise<Taken> {
  const where = { ...within(desk), number };
  const row = canBeNumber(number) ? await desk.tx.officerRequest.findFirst({ where }) : null;
  if (row === null) return { refused: "unknown" };
  if (row.state === "closed") return { refused: "closed" };
  if (row.state === "taken" && row.takenBy !== desk.actor.personId) return { refused: "taken-by-other" };
  return { ok: true, request: openRequest(desk, row) };
}

async function pause({ tx, library, now }: Desk, accountId: string): Promise<void> {
  const pausedUntil = new Date(now.getTime() + library.service.pauseMinutes * 60_000);
  await tx.account.update({ where: { id: accountId }, data: { pausedUntil } });
}

function within(desk: Desk): { communeCode: { in: string[] } } {
  return { communeCode: { in: reachOf(desk, "request.take").communes } };
}
