// The tables of a store as its own catalogue tells them, each after those it refers to, and their rows one JSON text each: the same
// rows give the same texts in the same order on every store.
import { AppError } from "../../foundation/errors.ts";
import type { Queries } from "../store.ts";

/** A table, as a backup names it. */
export interface Table {
  name: string;
  columns: string[];
  /** Columns of the primary key, and whether each is text: collations of stores differ, so text is ordered by its bytes. */
  key: { column: string; text: boolean }[];
  /** Column → the last number given out and whether it was used. */
  sequences: Record<string, [last: string, used: boolean]>;
}

/** The migrations keep their own table, which is the store's and not a backup's. */
const NOT_DATA = "_prisma_migrations";
const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** Times are written in one zone, whatever zone the store lives in. Lasts until the transaction ends. */
export async function inOneZone(tx: Queries): Promise<void> {
  await tx.$executeRaw`SELECT set_config('TimeZone', 'UTC', true)`;
}

/** All tables that hold data, in an order in which they can be filled. */
export async function tablesOf(tx: Queries): Promise<Table[]> {
  const found = await tx.$queryRaw<{ name: string; needs: string[]; columns: string[]; key: Table["key"] }[]>`
    SELECT c.relname::text AS name,
      ARRAY(SELECT DISTINCT o.relname::text FROM pg_constraint JOIN pg_class o ON o.oid = confrelid
        WHERE conrelid = c.oid AND contype = 'f' AND confrelid <> c.oid) AS needs,
      ARRAY(SELECT attname::text FROM pg_attribute WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped
        AND attgenerated = '' ORDER BY attnum) AS columns,
      (SELECT json_agg(json_build_object('column', a.attname, 'text', a.atttypid = 'text'::regtype) ORDER BY k.at)
        FROM pg_index i CROSS JOIN unnest(i.indkey) WITH ORDINALITY AS k(number, at)
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.number WHERE i.indrelid = c.oid AND i.indisprimary) AS key
    FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
      AND c.relname <> ${NOT_DATA}
    ORDER BY c.relname`;
  const tables: Table[] = [];
  for (const { name, columns, key } of inOrder(found))
    tables.push({ name, columns, key, sequences: await sequencesOf(tx, name) });
  return tables;
}

/** Each table after those it refers to. */
function inOrder<T extends { name: string; needs: string[] }>(tables: readonly T[]): T[] {
  const done = new Set<string>();
  const ordered: T[] = [];
  while (ordered.length < tables.length) {
    const ready = tables.filter(({ name, needs }) => !done.has(name) && needs.every((one) => done.has(one)));
    if (ready.length === 0) throw new AppError("backup:circle", "tables refer to each other in a circle");
    for (const table of ready) {
      done.add(table.name);
      ordered.push(table);
    }
  }
  return ordered;
}

async function sequencesOf(tx: Queries, table: string): Promise<Table["sequences"]> {
  const owned = await tx.$queryRaw<{ column: string; sequence: string }[]>`
    SELECT a.attname::text AS column, d.objid::regclass::text AS sequence FROM pg_depend d
    JOIN pg_class s ON s.oid = d.objid AND s.relkind = 'S'
    JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
    WHERE d.refobjid = ${quoted(table)}::regclass AND d.deptype IN ('a', 'i') ORDER BY a.attnum`;
  const sequences: Table["sequences"] = {};
  for (const { column, sequence } of owned) {
    const [state] = await tx.$queryRawUnsafe<[{ last: string; used: boolean }]>(
      `SELECT last_value::text AS last, is_called AS used FROM ${sequence}`,
    );
    sequences[column] = [state.last, state.used];
  }
  return sequences;
}

/** Lets the numbers of a table go on where a backup left them. */
export async function continueSequences(tx: Queries, { name, sequences }: Table): Promise<void> {
  for (const [column, [last, used]] of Object.entries(sequences))
    await tx.$executeRaw`SELECT setval(pg_get_serial_sequence(${quoted(name)}, ${column}), ${last}::bigint, ${used})`;
}

/** True when a table holds no row at all. */
export async function isEmpty(tx: Queries, { name }: Table): Promise<boolean> {
  const [row] = await tx.$queryRawUnsafe<[{ any: boolean }]>(`SELECT EXISTS (SELECT 1 FROM ${quoted(name)}) AS any`);
  return !row.any;
}

/** What is held in memory at a time, in letters. */
const PORTION = 2_000_000;
const MOST_ROWS = 1000;

/** The rows of a table as JSON texts, in the order of its key, some at a time through a cursor. */
export async function* rowsOf(tx: Queries, { name, columns, key }: Table): AsyncGenerator<string[]> {
  const order = key.map(({ column, text }) => `t.${quoted(column)}${text ? ' COLLATE "C"' : ""}`).join(", ");
  const listed = columns.map(quoted).join(", ");
  await tx.$executeRawUnsafe(
    `DECLARE backup_rows NO SCROLL CURSOR FOR SELECT row_to_json(r)::text AS row FROM (SELECT ${listed} FROM ${quoted(name)} t ORDER BY ${order}) r`,
  );
  for (let take = 20; ; ) {
    const found = await tx.$queryRawUnsafe<{ row: string }[]>(`FETCH ${take} FROM backup_rows`);
    if (found.length > 0) yield found.map(({ row }) => row);
    if (found.length < take) break;
    const letters = found.reduce((sum, { row }) => sum + row.length, 0);
    take = Math.min(MOST_ROWS, Math.max(1, Math.floor((PORTION * take) / letters)));
  }
  await tx.$executeRawUnsafe("CLOSE backup_rows");
}

/** Puts rows of a backup into their table. */
export async function insertRows(tx: Queries, { name, columns }: Table, rows: readonly string[]): Promise<void> {
  const listed = columns.map(quoted).join(", ");
  await tx.$executeRawUnsafe(
    `INSERT INTO ${quoted(name)} (${listed}) SELECT ${listed} FROM json_populate_recordset(NULL::${quoted(name)}, $1::json)`,
    `[${rows.join(",")}]`,
  );
}

/** The migrations that made the store what it is. */
export async function migrationsOf(tx: Queries): Promise<string[]> {
  const found = await tx.$queryRaw<{ name: string }[]>`
    SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY 1`;
  return found.map(({ name }) => name);
}
