// How many calls of Zalo are left to all processes of an installation together: one row, by the store's own clock, so that machines
// need not agree on the time (when that clock was put back, one begins again at nothing). What answers announce is told with the next
// taking: no statement of its own.
import type { Clock } from "../foundation/clock.ts";
import type { Store } from "./store.ts";

const MINUTE = 60_000;

/** The shared allowance of this account (bot/zalo/rate.ts says what it promises); the first process ever finds it full. */
export async function sharedAllowance({ client }: Store, oaId: string, perMinute: number, clock: Clock) {
  await client.$executeRaw`
    INSERT INTO zalo_allowance AS a (oa_id, per_minute, "left", at) VALUES (${oaId}, ${perMinute}, ${perMinute}, now())
    ON CONFLICT (oa_id) DO UPDATE SET per_minute = excluded.per_minute, "left" = least(a."left", excluded.per_minute)`;
  let announced: number | null = null;
  let remainder: { count: number; seenAt: number } | null = null;

  /** What is left by the word of the last answer, with what was earned since; null: no word since the last taking. */
  const leftBy = (now: number) =>
    remainder && remainder.count + (Math.max(0, now - remainder.seenAt) * (announced ?? perMinute)) / MINUTE;

  return {
    async take(most: number): Promise<{ taken: number; waitMs: number }> {
      const atMost = leftBy(clock.now().getTime());
      remainder = null;
      const [row] = await client.$queryRaw<{ taken: number; left: number; per_minute: number }[]>`
        WITH old AS MATERIALIZED (
          SELECT a.*, CASE WHEN a.at < clock_timestamp() + interval '1 minute' THEN greatest(a.at, clock_timestamp())
            ELSE clock_timestamp() END AS instant, coalesce(${announced}::float8, a.per_minute) AS rate
          FROM zalo_allowance a WHERE a.oa_id = ${oaId} FOR UPDATE),
        now_left AS (
          SELECT instant, rate, least(rate, ${atMost}::float8, greatest(0,
            "left" + extract(epoch FROM instant - at)::float8 * per_minute / 60 + rate - per_minute)) AS has FROM old)
        UPDATE zalo_allowance a SET at = n.instant, per_minute = n.rate, "left" = n.has - least(${most}, floor(n.has))
        FROM now_left n WHERE a.oa_id = ${oaId}
        RETURNING least(${most}, floor(n.has))::float8 AS taken, a."left", a.per_minute`;
      const { taken, left, per_minute } = row!;
      return { taken, waitMs: left < 1 ? Math.ceil(((1 - left) * MINUTE) / per_minute) : 0 };
    },
    observe({ limit, remain }: { limit: number | null; remain: number | null }): void {
      if (limit !== null && limit > 0) announced = limit;
      if (remain === null) return;
      const now = clock.now().getTime();
      remainder = { count: Math.min(remain, leftBy(now) ?? remain), seenAt: now };
    },
  };
}
