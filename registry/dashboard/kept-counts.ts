// A province's counts are kept in memory from one look to the next. Nothing changes a household without an entry of the audit chain in
// the same transaction, and entries become visible in the order of their numbers: whose communes later entries tell of are counted again.
import { isDeepStrictEqual } from "node:util";
import type { Library } from "../../knowledge/library.ts";
import type { PrismaClient } from "../../prisma/generated/client.ts";
import type { Desk } from "../desk.ts";
import type { DaysAsked } from "../summaries/alike.ts";
import type { Counted } from "../summaries/scope.ts";
import { type CountsByPlace, countByPlace, withPlaces } from "./by-place.ts";

interface Kept {
  library: Library;
  asked: DaysAsked;
  /** Every entry of the chain up to this one is counted in. */
  entry: bigint;
  counts: CountsByPlace;
}

/** Of each store, by province: what the last look counted. */
const kept = new WeakMap<PrismaClient, Map<string, Kept>>();

/** Of more changed communes than this, counting all of the province in one go is less work. */
const FEW = 10;

/** The counts of a province as `countByPlace` gives them: only communes in which something changed since the last look are counted. */
export async function provinceCounts(
  desk: Pick<Desk, "tx" | "store" | "library">,
  scope: Counted,
  asked: DaysAsked,
): Promise<CountsByPlace> {
  const { store, library } = desk;
  const provinces = kept.get(store.client) ?? new Map<string, Kept>();
  kept.set(store.client, provinces);
  const last = provinces.get(scope.code);
  const known = last?.library === library && isDeepStrictEqual(last.asked, asked) ? last : null;
  // Asked before counting: what is entered meanwhile is counted once more the next time, never missed.
  const { entry, communes } = await changedSince(desk, scope, known?.entry ?? null);
  const counts = known === null || communes.length > FEW ? await countByPlace(desk, scope, asked) : await again(known);
  provinces.set(scope.code, { library, asked, entry, counts });
  return counts;

  async function again({ counts }: Kept): Promise<CountsByPlace> {
    if (communes.length === 0) return counts;
    return withPlaces(counts, new Set(communes), await countByPlace(desk, { ...scope, communes }, asked));
  }
}

interface Changed {
  entry: bigint;
  communes: string[];
}

/** The last entry of the chain, and the communes of the province whose households the entries after an earlier one are about. */
async function changedSince({ tx }: Pick<Desk, "tx">, { code }: Counted, after: bigint | null): Promise<Changed> {
  const [found] = await tx.$queryRaw<[Changed]>`
    SELECT coalesce((SELECT max(id) FROM audit_entry), 0) AS entry, ARRAY(
      SELECT DISTINCT h.commune_code FROM (SELECT DISTINCT e.subject FROM audit_entry e WHERE e.id > ${after}) e
      JOIN household h ON h.id = CASE WHEN starts_with(e.subject, 'household:') THEN split_part(e.subject, ':', 2)::uuid END
      WHERE h.province_code = ${code}) AS communes`;
  return found;
}
