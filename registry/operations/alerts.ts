// What operators were alerted to: one row for each condition, taken by whichever process comes first, so that it is told once.
import type { Operations } from "../../knowledge/operations.ts";
import type { Queries } from "../store.ts";

const PREFIX = "alert ";

/** True for the one who is to tell that a condition holds: at its beginning, and again after a while. */
export async function takeAlert(tx: Queries, name: string, rules: Operations, now: Date): Promise<boolean> {
  const [rested, again] = [new Date(now.getTime() - rules.restMs), new Date(now.getTime() - rules.againAfterMs)];
  const taken = await tx.$executeRaw`
    INSERT INTO machine_note AS n (name, at, value) VALUES (${PREFIX + name}, ${now}, '{"holds": true}')
    ON CONFLICT (name) DO UPDATE SET at = excluded.at, value = excluded.value
    WHERE n.at <= CASE WHEN n.value ->> 'holds' = 'true' THEN ${again}::timestamptz ELSE ${rested}::timestamptz END`;
  return taken === 1;
}

/** True for the one who is to tell that a condition, which was told, has ended. */
export async function endAlert(tx: Queries, name: string, rules: Operations, now: Date): Promise<boolean> {
  const rested = new Date(now.getTime() - rules.restMs);
  const ended = await tx.$executeRaw`
    UPDATE machine_note SET at = ${now}, value = '{"holds": false}'
    WHERE name = ${PREFIX + name} AND value ->> 'holds' = 'true' AND at <= ${rested}`;
  return ended === 1;
}
