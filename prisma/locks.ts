// An engine that only speaks like PostgreSQL may take advisory locks without keeping them. Then two processes would work
// for one person and the audit chain could fork: better not to start.
import type { Pool } from "pg";
import { AppError } from "../foundation/errors.ts";

/** A key that nothing else locks. */
const PROBE = 7;

/** Two transactions want one lock: throws AppError `store:no-locks` unless the second is refused it. Needs two connections of the pool. */
export async function demandLocks(pool: Pool): Promise<void> {
  const [first, second] = [await pool.connect(), await pool.connect()];
  try {
    await first.query("BEGIN");
    await first.query("SELECT pg_advisory_xact_lock_shared($1::bigint)", [PROBE]);
    const { rows } = await second.query<{ taken: boolean }>("SELECT pg_try_advisory_xact_lock($1::bigint) AS taken", [
      PROBE,
    ]);
    if (rows[0]?.taken !== false)
      throw new AppError(
        "store:no-locks",
        "the database at DATABASE_URL has no working advisory locks (docs/scaling.md)",
      );
  } finally {
    await first.query("ROLLBACK").catch(() => undefined);
    for (const one of [first, second]) one.release();
  }
}
