// An officer writes to many households: what it would be, and, when it is meant so, a draft that a second person decides on.
import { appendAudit } from "../audit.ts";
import { actorMark, type Desk, may } from "../desk.ts";
import { type Audience, policiesToTell, type Recipient, recipientsOf } from "./audience.ts";

/** What is to be told to whom. */
export interface Wording {
  unitCode: string;
  audience: Audience;
  text: string;
}

/** What sending it now would mean. `billed`: messages outside the free time, with their price in đồng. */
export interface Preview {
  messages: number;
  optedOut: number;
  billed: number;
  dong: number;
}

interface Refused {
  refused: "unknown-unit" | "empty" | "too-long" | "unknown-policy" | "nobody" | "same-again";
}
export type Drafted = { ok: true; number: number; preview: Preview } | Refused;

/** The same as `draftAnnouncement` without keeping anything. */
export async function previewAnnouncement(
  desk: Desk,
  wording: Wording,
): Promise<{ ok: true; preview: Preview } | Refused> {
  const looked = await look(desk, wording);
  return "refused" in looked ? looked : { ok: true, preview: looked.preview };
}

/** Keeps a draft and whom it is for today. */
export async function draftAnnouncement(desk: Desk, wording: Wording): Promise<Drafted> {
  const looked = await look(desk, wording);
  if ("refused" in looked) return looked;
  const { tx, actor, now } = desk;
  const { unitCode, audience } = wording;
  const { id, number } = await tx.announcement.create({
    data: {
      unitCode,
      audience,
      text: wording.text.trim(),
      sameHash: looked.sameHash,
      state: "draft",
      createdBy: actor.personId!,
      createdAt: now,
      recipients: {
        create: looked.recipients.map(({ accountId, householdId, optedOut }) => ({
          accountId,
          householdId,
          state: optedOut ? "opted_out" : "waiting",
        })),
      },
    },
  });
  const detail = { number, unit: unitCode, recipients: looked.preview.messages };
  const entry = { actor: actorMark(desk), action: "announcement_drafted", subject: `announcement:${id}`, detail };
  await appendAudit(tx, [entry], now);
  return { ok: true, number, preview: looked.preview };
}

interface Looked {
  recipients: Recipient[];
  sameHash: string;
  preview: Preview;
}

async function look(desk: Desk, { unitCode, audience, text }: Wording): Promise<Looked | Refused> {
  const { tx, store, library, actor, now } = desk;
  const { announcements, billing } = library.service;
  const words = text.trim();
  if (!may(desk, "notice.draft") || actor.personId === null) return { refused: "unknown-unit" };
  if (words === "") return { refused: "empty" };
  if ([...words].length > announcements.longest) return { refused: "too-long" };
  if (audience.policy !== null && !policiesToTell(library, desk.today).some(({ id }) => id === audience.policy))
    return { refused: "unknown-policy" };
  const recipients = await recipientsOf(desk, unitCode, audience);
  if (recipients === null) return { refused: "unknown-unit" };
  const reached = recipients.filter(({ optedOut }) => !optedOut);
  if (reached.length === 0) return { refused: "nobody" };
  const sameHash = store.seal.hash(JSON.stringify([unitCode, audience, words]));
  const since = new Date(now.getTime() - announcements.sameHours * 3_600_000);
  const before = await tx.announcement.findFirst({
    where: { sameHash, state: { not: "refused" }, createdAt: { gt: since } },
  });
  if (before !== null) return { refused: "same-again" };
  return { recipients, sameHash, preview: previewOf(recipients, reached, { ...billing, now }) };
}

function previewOf(
  recipients: readonly Recipient[],
  reached: readonly Recipient[],
  { freeHours, dongEach, now }: { freeHours: number; dongEach: number; now: Date },
): Preview {
  const freeSince = now.getTime() - freeHours * 3_600_000;
  const billed = reached.filter(({ lastInteractionAt }) => (lastInteractionAt?.getTime() ?? 0) < freeSince).length;
  return {
    messages: reached.length,
    optedOut: recipients.length - reached.length,
    billed,
    dong: billed * dongEach,
  };
}
