// The audit chain as a page shows it: the latest entries, and whether the whole chain holds. Entries carry ids and codes only; the chain
// is one for the installation, so of what lies outside the reader's unit no more is shown than that there is an entry.
import { type AuditVerdict, verifyAudit } from "../audit.ts";
import { covers, type Desk, may, reachOf } from "../desk.ts";
import type { Queries } from "../store.ts";

/** One entry; subject and detail are null when it is about a unit that the reader does not reach. */
export interface EntrySeen {
  id: string;
  at: Date;
  actor: string;
  action: string;
  subject: string | null;
  detail: string | null;
}

const MOST = 50;

/** The latest fifty entries, or the fifty before an id; none without the right to read them. */
export async function auditEntries(desk: Desk, before: string | null): Promise<EntrySeen[]> {
  const reach = reachOf(desk, "audit.read");
  if (!may(desk, "audit.read")) return [];
  const where = before !== null && /^\d{1,18}$/.test(before) ? { id: { lt: BigInt(before) } } : {};
  const rows = await desk.tx.auditEntry.findMany({ where, orderBy: { id: "desc" }, take: MOST });
  const named = rows.map(({ detail }) => Object.values(detail as object).filter((one) => typeof one === "string"));
  const places = await placesOf(desk.tx, named.flat());
  return rows.map(({ id, at, actor, action, subject, detail }, row) => {
    const about = named[row]!.flatMap((code) => places.get(code) ?? []);
    const open = about.every((place) => covers(reach, place));
    const shown = open ? { subject, detail: JSON.stringify(detail) } : { subject: null, detail: null };
    return { id: id.toString(), at, actor, action, ...shown };
  });
}

/** Where the units of these codes lie; what is no unit's code is left out. */
async function placesOf(tx: Queries, codes: string[]) {
  const found = await tx.$queryRaw<
    { code: string; villageCode: string | null; communeCode: string | null; provinceCode: string }[]
  >`
    SELECT u.code, CASE WHEN u.level = 'village' THEN u.code END AS "villageCode",
      CASE u.level WHEN 'village' THEN u.parent_code WHEN 'commune' THEN u.code END AS "communeCode",
      CASE u.level WHEN 'village' THEN p.parent_code WHEN 'commune' THEN u.parent_code ELSE u.code END AS "provinceCode"
    FROM unit u LEFT JOIN unit p ON p.code = u.parent_code AND p.valid_to IS NULL
    WHERE u.valid_to IS NULL AND u.code = ANY(${codes}::text[])`;
  return new Map(found.map(({ code, ...place }) => [code, place]));
}

/** Recomputes the whole chain; null without the right. */
export async function checkAudit(desk: Desk): Promise<AuditVerdict | null> {
  return may(desk, "audit.read") ? verifyAudit(desk.tx) : null;
}
