// People of a file who are kept in another household already: perhaps they moved, perhaps a number is wrong. Somebody should look.
import { identityHash } from "../households/name-tokens.ts";
import { column, type Queries, type Store } from "../store.ts";
import type { IncomingHousehold } from "./incoming.ts";
import type { Problem } from "./problem.ts";

/** A warning, and the household of the file that it is about. */
export interface KeptElsewhere {
  household: IncomingHousehold;
  problem: Problem;
}

/** A warning for each member whose identity number somebody in another open household has. Refused households are left out. */
export async function keptElsewhere(
  tx: Queries,
  { seal }: Store,
  households: readonly IncomingHousehold[],
): Promise<KeptElsewhere[]> {
  const asked = households.flatMap((household) =>
    household.members.flatMap(({ at, cells: { identity } }) =>
      household.refused || identity === undefined ? [] : [{ at, household, hash: identityHash(seal, identity) }],
    ),
  );
  if (asked.length === 0) return [];
  // Joined, not compared with a list: a plan made while the table is small would go through the whole list for each row of a large one.
  const kept = await tx.$queryRaw<{ hash: string; code: string }[]>`
    SELECT m.identity_hash AS hash, h.code FROM unnest(${column(asked.map(({ hash }) => hash))}) AS asked(hash)
    JOIN member m ON m.identity_hash = asked.hash JOIN household h ON h.id = m.household_id
    WHERE m.left_on IS NULL AND h.closed_on IS NULL
    ORDER BY h.code`;
  const byHash = Map.groupBy(kept, ({ hash }) => hash);
  return asked.flatMap(({ at, household, hash }) =>
    (byHash.get(hash) ?? [])
      .filter(({ code }) => code !== household.cells.code)
      .map(({ code }): KeptElsewhere => {
        return { household, problem: { level: "warning", reason: "identity-elsewhere", places: { code }, at } };
      }),
  );
}
