// A statement with a name is read and planned once a connection instead of each time: planning the statements of a round takes
// PostgreSQL longer than carrying them out. Only what comes again gets a name, and not without end: each connection keeps them all.

const MOST_NAMES = 500;
const MOST_SEEN = 5000;

/** Names for the statements of one pool: "" (no name) for one that is new or too many. */
export function nameStatements(): (query: { sql: string }) => string {
  const names = new Map<string, string>();
  const seen = new Set<string>();
  return ({ sql }) => {
    const name = names.get(sql);
    if (name !== undefined) return name;
    if (names.size >= MOST_NAMES) return "";
    if (seen.delete(sql)) {
      names.set(sql, `an_sinh_${names.size}`);
      return names.get(sql)!;
    }
    if (seen.size < MOST_SEEN) seen.add(sql);
    return "";
  };
}
