// Announcements as the people of the place see them: the words, who wrote and who decided, and what became of each message.
import type { Operation } from "../../knowledge/roles.ts";
import type { Announcement } from "../../prisma/generated/client.ts";
import { canBeNumber } from "../case-number.ts";
import { type Desk, reachOf } from "../desk.ts";
import { type Audience, audienceSchema } from "./audience.ts";

/** The name under which an announcement's messages lie in the outbox. */
export const topicOf = (number: number) => `announcement ${number}`;

/** One announcement. */
export interface AnnouncementRead {
  number: number;
  unitCode: string;
  audience: Audience;
  text: string;
  state: "draft" | "approved" | "refused" | "sent";
  createdBy: string;
  createdAt: Date;
  decidedAt: Date | null;
}

/** How many of its messages are where: not yet stored, sent, waiting to be sent, held until the person writes, not to be delivered, refused by the person. */
export type Results = Record<"waiting" | "sent" | "sending" | "held" | "dead" | "optedOut", number>;

/** One recipient: the household, and where the message is. */
export interface Reached {
  householdId: string;
  householdCode: string;
  became: keyof Results;
}

/** Announcements of the own place, the newest first. */
export async function announcementsIn(desk: Desk): Promise<AnnouncementRead[]> {
  const rows = await desk.tx.announcement.findMany({
    where: { unitCode: { in: await readable(desk) } },
    orderBy: { number: "desc" },
    take: MOST,
  });
  return rows.map(read);
}

const MOST = 100;

/** One of them with its results; null when there is none of this number in the own place. */
export async function readAnnouncement(
  desk: Desk,
  number: number,
): Promise<{ announcement: AnnouncementRead; results: Results; reached: Reached[] } | null> {
  const { tx } = desk;
  const where = { number, unitCode: { in: await readable(desk) } };
  const row = canBeNumber(number) ? await tx.announcement.findFirst({ where }) : null;
  if (row === null) return null;
  const reached = await tx.$queryRaw<Reached[]>`
    SELECT h.id::text AS "householdId", h.code AS "householdCode", CASE
      WHEN r.state = 'waiting' THEN 'waiting' WHEN r.state = 'opted_out' THEN 'optedOut' WHEN o.state IN ('waiting', 'sending') THEN 'sending'
      WHEN o.state = 'held' THEN 'held' WHEN o.state = 'dead' THEN 'dead' ELSE 'sent' END AS became
    FROM announcement_recipient r JOIN household h ON h.id = r.household_id LEFT JOIN outbound_message o
      ON o.account_id = r.account_id AND o.topic = ${topicOf(number)} AND r.state = 'stored'
    WHERE r.announcement_id = ${row.id}::uuid ORDER BY h.code, r.account_id`;
  const results: Results = { waiting: 0, sent: 0, sending: 0, held: 0, dead: 0, optedOut: 0 };
  for (const { became } of reached) results[became] += 1;
  return { announcement: read(row), results, reached };
}

/** Codes of the units where the actor may do this with announcements: the own ones and the villages below. */
export async function placesOf(desk: Desk, operation: Operation): Promise<string[]> {
  const { villages, communes } = reachOf(desk, operation);
  const below = await desk.tx.unit.findMany({ where: { parentCode: { in: communes } }, select: { code: true } });
  return [...villages, ...communes, ...below.map(({ code }) => code)];
}

async function readable(desk: Desk): Promise<string[]> {
  return [...(await placesOf(desk, "notice.draft")), ...(await placesOf(desk, "notice.approve"))];
}

function read({ number, unitCode, audience, text, state, createdBy, createdAt, decidedAt }: Announcement) {
  return {
    number,
    unitCode,
    audience: audienceSchema.parse(audience),
    text,
    state: state as AnnouncementRead["state"],
    createdBy,
    createdAt,
    decidedAt,
  };
}
