// A person asks for an officer. One open request at a time: what is written afterwards is added to it.
import type { Day } from "../../foundation/day.ts";
import { addWorkingDays } from "../../knowledge/working-days.ts";
import { appendAudit } from "../audit.ts";
import { actorMark, type Desk } from "../desk.ts";
import { accountsOfPerson, accountsThatMay } from "../recipients.ts";
import { openRequest, openTranscript, type SharedTalk, sealTranscript } from "./request.ts";

/** The request now open; `officers` are the accounts to tell. `again`: it was open before. */
export interface Asked {
  number: number;
  dueOn: Day;
  officers: string[];
  again: boolean;
}

/** Asks the officers of a commune to write. `shared` only by the person's consent; `dueOn` where the law gives another term. */
export async function askForOfficer(
  desk: Desk,
  { communeCode, shared, dueOn: given }: { communeCode: string; shared: SharedTalk | null; dueOn?: Day },
): Promise<Asked> {
  const { tx, library, actor, now, today } = desk;
  const open = await openOf(desk);
  if (open !== null) {
    const { words, shared: before } = open.transcript;
    const transcriptSealed = sealTranscript(desk, { words, shared: shared ?? before });
    await tx.officerRequest.update({ where: { id: open.id }, data: { transcriptSealed } });
    return { number: open.number, dueOn: open.dueOn ?? today, officers: [], again: true };
  }
  const dueOn = given ?? addWorkingDays(today, library.complaints.requestDays, library.holidays);
  const { id, number } = await tx.officerRequest.create({
    data: {
      accountId: actor.accountId,
      communeCode,
      state: "open",
      transcriptSealed: sealTranscript(desk, { words: [], shared }),
      dueOn: new Date(dueOn),
      createdAt: now,
    },
  });
  const detail = { number, commune: communeCode, shared: shared !== null };
  await appendAudit(tx, [{ actor: actorMark(desk), action: "officer_asked", subject: `request:${id}`, detail }], now);
  return { number, dueOn, officers: await officersOf(desk, communeCode), again: false };
}

/** Whom the person's words were passed to. */
export interface Passed {
  number: number;
  officers: string[];
}

/** Adds the person's words to the open or taken request; null when there is none. Tells the one who took it, else all officers. */
export async function addWords(desk: Desk, text: string): Promise<Passed | null> {
  const { tx } = desk;
  const request = await openOf(desk);
  if (request === null) return null;
  const { words, shared } = request.transcript;
  const transcriptSealed = sealTranscript(desk, { words: [...words, text], shared });
  await tx.officerRequest.update({ where: { id: request.id }, data: { transcriptSealed } });
  const { number, takenBy, communeCode } = request;
  const officers = takenBy === null ? await officersOf(desk, communeCode) : await accountsOfPerson(tx, takenBy);
  return { number, officers };
}

/** The request of the acting account that is not closed, or null. */
async function openOf(desk: Desk) {
  const row = await desk.tx.officerRequest.findFirst({
    where: { accountId: desk.actor.accountId, state: { in: ["open", "taken"] } },
    orderBy: { number: "desc" },
  });
  return row === null ? null : openRequest(desk, row);
}

function officersOf({ tx, library, today }: Desk, communeCode: string | null): Promise<string[]> {
  return accountsThatMay(tx, library, { operation: "request.take", place: { villageCode: null, communeCode }, today });
}

/** Takes back what was shared, with consent withdrawn: the words written for the officer stay until the request's time is over. */
export async function unshare({ tx, store, actor: { accountId } }: Desk): Promise<void> {
  const rows = await tx.officerRequest.findMany({ where: { accountId, transcriptSealed: { not: null } } });
  for (const { id, transcriptSealed } of rows) {
    const { words } = openTranscript({ store }, transcriptSealed);
    const without = sealTranscript({ store }, { words, shared: null });
    await tx.officerRequest.update({ where: { id }, data: { transcriptSealed: without } });
  }
}
