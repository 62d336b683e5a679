// Approved announcements on their way: a few messages at a time, only by day and only while little else waits to be sent.
import { vietnamTimeOf } from "../../foundation/clock.ts";
import { refusesNotices } from "../consents.ts";
import type { Desk } from "../desk.ts";

/** One message to be stored now. */
export interface DueMessage {
  number: number;
  accountId: string;
  unitName: string;
  text: string;
}

/** The next messages of approved announcements, marked as stored; whoever said "dừng nhắn" since the draft is left out. */
export async function dueMessages(desk: Desk): Promise<DueMessage[]> {
  const { tx } = desk;
  const room = await roomToSend(desk);
  if (room === 0) return [];
  const due = await tx.$queryRaw<(DueMessage & { optedOut: boolean })[]>`
    WITH taken AS (
      SELECT r.announcement_id, r.account_id FROM announcement_recipient r JOIN announcement n ON n.id = r.announcement_id
      WHERE r.state = 'waiting' AND n.state = 'approved' ORDER BY n.number, r.account_id LIMIT ${room} FOR UPDATE OF r SKIP LOCKED),
    marked AS (
      UPDATE announcement_recipient r SET state = CASE WHEN ${refusesNotices("r.account_id")} THEN 'opted_out' ELSE 'stored' END
      FROM taken t WHERE r.announcement_id = t.announcement_id AND r.account_id = t.account_id
      RETURNING r.announcement_id, r.account_id, r.state = 'opted_out' AS opted_out)
    SELECT n.number, m.account_id AS "accountId", n.text, m.opted_out AS "optedOut",
      (SELECT u.name FROM unit u WHERE u.code = n.unit_code AND u.valid_to IS NULL) AS "unitName"
    FROM marked m JOIN announcement n ON n.id = m.announcement_id ORDER BY n.number, m.account_id`;
  await tx.$executeRaw`
    UPDATE announcement n SET state = 'sent' WHERE state = 'approved'
      AND NOT EXISTS (SELECT 1 FROM announcement_recipient r WHERE r.announcement_id = n.id AND r.state = 'waiting')`;
  return due.filter(({ optedOut }) => !optedOut).map(({ optedOut: _, ...message }) => message);
}

/** How many messages that nobody waits for may be stored now: none at night or while as many wait to be sent. */
export async function roomToSend({ tx, library, now }: Desk): Promise<number> {
  const { quiet, announcements } = library.service;
  const { time } = vietnamTimeOf(now);
  if (time >= quiet.from || time < quiet.until) return 0;
  const [queue] = await tx.$queryRaw<{ waiting: number }[]>`
    SELECT count(*)::int AS waiting FROM (SELECT 1 FROM outbound_message WHERE state = 'waiting' AND ready_at <= ${now} LIMIT ${announcements.atOnce}) w`;
  return announcements.atOnce - queue!.waiting;
}
