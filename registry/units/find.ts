// Units by the words people use: any level, without tone marks, with or without the word for its kind, by an old or spoken name.
import { fold } from "../../foundation/vietnamese.ts";
import type { UnitKinds } from "../../knowledge/national-units.ts";
import type { Queries } from "../store.ts";

/** A unit of today. `old`: the words were another name of it, such as the one of before a merger. */
export interface UnitFound {
  code: string;
  level: "province" | "commune" | "village";
  name: string;
  parentCode: string | null;
  old: boolean;
}

type Level = UnitFound["level"];

/** Units of today that the words may mean, at most 20: the caller asks which when there are several. `within` is a code above or equal. */
export async function findUnit(
  tx: Queries,
  kinds: UnitKinds,
  words: string,
  { within = null, level = null }: { within?: string | null; level?: Level | null } = {},
): Promise<UnitFound[]> {
  const { names, bare, kindLevel } = spellings(kinds, words);
  if (bare === "" && names.length === 0) return [];
  const wanted = level ?? kindLevel;
  // What bears the name is found first and by itself: joined freely, thousands of units are compared with thousands.
  return tx.$queryRaw<UnitFound[]>`
    WITH named AS MATERIALIZED (
      SELECT code, true AS own FROM unit WHERE name_folded = ANY(${names}::text[]) AND valid_to IS NULL
      UNION ALL SELECT unit_code, false FROM unit_alias WHERE alias_folded = ANY(${names}::text[])
      UNION ALL SELECT code, true FROM unit WHERE code = ${words.trim()}
    )
    SELECT u.code, u.level, u.name, u.parent_code AS "parentCode", NOT bool_or(n.own) AS old
    FROM named n JOIN unit u ON u.code = n.code
    WHERE u.valid_to IS NULL AND (${wanted}::text IS NULL OR u.level = ${wanted})
      AND (${within}::text IS NULL OR ${within} IN (u.code, u.parent_code,
        (SELECT p.parent_code FROM unit p WHERE p.code = u.parent_code AND p.valid_to IS NULL)))
    GROUP BY u.code, u.level, u.name, u.parent_code ORDER BY old, u.code LIMIT 20`;
}

/** The folded spellings under which a unit may be kept: with the kind said, with any kind where none was said, and without. */
function spellings(kinds: UnitKinds, words: string): { names: string[]; bare: string; kindLevel: Level | null } {
  const said = fold(words)
    .replace(/[.,;:]/g, " ")
    .replace(/\s+/g, " ")
    .trim();
  const all = (Object.entries(kinds) as [Level, string[]][])
    .flatMap(([level, list]) => list.map((kind) => ({ level, kind: fold(kind) })))
    .sort((a, b) => b.kind.length - a.kind.length);
  const spoken = all.find(({ kind }) => said.startsWith(`${kind} `));
  const bare = (spoken === undefined ? said : said.slice(spoken.kind.length + 1)).replace(/^so (?=\d)/, "");
  const forms = /^\d/.test(bare) ? [bare, `so ${bare}`] : [bare];
  const opened = spoken === undefined ? all.map(({ kind }) => kind) : [spoken.kind];
  const names = [...forms, ...opened.flatMap((kind) => forms.map((form) => `${kind} ${form}`))];
  return { names, bare, kindLevel: spoken?.level ?? null };
}

/** The name of a unit of today with the unit above it ("Thôn An Lạc, Xã Tứ Kỳ"), or the code where nothing is known. */
export async function unitTitle(tx: Queries, code: string): Promise<string> {
  const unit = await tx.unit.findFirst({ where: { code, validTo: null } });
  if (unit === null) return code;
  const above =
    unit.level === "village" && unit.parentCode !== null
      ? await tx.unit.findFirst({ where: { code: unit.parentCode, validTo: null } })
      : null;
  return above === null ? unit.name : `${unit.name}, ${above.name}`;
}
