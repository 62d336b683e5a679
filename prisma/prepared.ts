// Statements of the embedded store that come again are read and planned once: for a small statement that takes longer than
// carrying it out. PGlite itself reads each one anew, in six crossings to PostgreSQL and back; here it is one.
import { type PGlite, parse, protocol, type Results, type Transaction } from "@electric-sql/pglite";
import { nameStatements } from "./statement-names.ts";

type Query = PGlite["query"];
type Told = Awaited<ReturnType<PGlite["execProtocolStream"]>>;

/** A statement as it was prepared: the types of its parameters, the message that describes its rows, and how long its plan is good. */
interface Prepared {
  types: number[];
  row: Told;
  goodUntil: number;
}

/** What was planned for a table of few rows does not suit one of many: all plans are made anew when as much again was written, and this. */
const ROWS = 200;
const { serialize } = protocol;

/** A change of a store's queries (prisma/embedded.ts): one that came before is carried out as it was prepared then. */
export function prepared(store: PGlite): (query: Query, tx?: Transaction) => Query {
  const nameOf = nameStatements();
  const known = new Map<string, Prepared>();
  let written = 0;

  /** These messages in one crossing; what the store answers. Throws its DatabaseError. */
  const say = (syncToFs: boolean, ...messages: Uint8Array[]) =>
    store.execProtocolStream(Buffer.concat([...messages, serialize.sync()]), { syncToFs });

  const prepare = async (name: string, text: string): Promise<Prepared> => {
    const statement = { type: "S", name } as const;
    const told = await say(
      false,
      serialize.close(statement),
      serialize.parse({ name, text }),
      serialize.describe(statement),
    );
    const row = told.filter((message) => message.name === "rowDescription");
    return { types: parse.parseDescribeStatementResults(told), row, goodUntil: 2 * written + ROWS };
  };

  return (query, tx) =>
    async <T>(sql: string, values: unknown[] = [], options: object = {}) => {
      const name = nameOf({ sql });
      if (name === "" || tx?.closed === true) return query<T>(sql, values, options);
      const run = () =>
        store._runExclusiveQuery(async () => {
          let statement = known.get(name);
          if (statement === undefined || statement.goodUntil < written) statement = await prepare(name, sql);
          known.delete(name); // one that fails is prepared anew
          const { types, row } = statement;
          const texts = values.map((value, index) => asText(store, value, types[index] ?? 0));
          const bind = serialize.bind({ statement: name, values: texts });
          const told = await say(tx === undefined, bind, serialize.execute({}));
          const result = parse.parseResults([...row, ...told], store.parsers, options)[0] as Results<T>;
          known.set(name, statement);
          written += result.affectedRows ?? 0;
          return result;
        });
      return tx === undefined ? store._runExclusiveTransaction(run) : run();
    };
}

function asText({ serializers }: PGlite, value: unknown, type: number): string | null {
  if (value === null || value === undefined) return null;
  return serializers[type]?.(value) ?? String(value);
}
