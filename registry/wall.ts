// The second wall: in a desk's transaction the database itself shows and takes only what lies within the desk's unit, is the
// account's own, or belongs to its households (policies in prisma/migrations, docs/decisions/016-second-wall.md). It stands
// behind the rooms' own bounds, so that one forgotten bound opens nothing.
import type { Actor } from "./actor.ts";
import type { Desk } from "./desk.ts";
import type { Queries } from "./store.ts";

/** Behind which walls each transaction is at the moment; "" or nothing: behind none. */
const standing = new WeakMap<Queries, string>();
/** The transaction behind what a desk is given, once it was opened. */
const behind = new WeakMap<Queries, { open: () => Queries; opened: Queries | null }>();

/** A transaction as this actor may use it: before the first query, and whenever another desk or none had it meanwhile, the wall is put up. */
export function walled(open: () => Queries, { accountId, personId, term, households }: Actor): Queries {
  const bounds = [term?.unit ?? "-", accountId, personId ?? "", `{${households.join(",")}}`];
  const mark = bounds.join("\n");
  const door = { open, opened: null as Queries | null };
  const enter = async (): Promise<Queries> => {
    const tx = open();
    door.opened = tx;
    if (standing.get(tx) === mark) return tx;
    await tx.$executeRaw`SELECT enter_desk(${bounds[0]}, ${bounds[1]}, ${bounds[2]}, ${bounds[3]})`;
    standing.set(tx, mark);
    return tx;
  };
  const given = entered([], enter) as unknown as Queries;
  behind.set(given, door);
  return given;
}

/** Takes the wall down, for what goes on after the desk: the road's own work. Costs nothing where none was put up. */
export async function leaveDesk(given: Queries): Promise<void> {
  const tx = behind.has(given) ? behind.get(given)!.opened : given;
  if (tx === null || (standing.get(tx) ?? "") === "") return;
  await tx.$executeRaw`SELECT leave_desk()`;
  standing.set(tx, "");
}

/** What must look beyond the own unit, as a whole: each place that does says why. */
export async function beyondWall<T>(desk: Pick<Desk, "tx">, work: (tx: Queries) => Promise<T>): Promise<T> {
  await leaveDesk(desk.tx);
  return work(behind.get(desk.tx)?.open() ?? desk.tx);
}

type Method = (...given: unknown[]) => unknown;

/** Stands for the object at this path of the transaction (itself, or one of its models): whatever is called, the wall is there first. */
function entered(path: readonly string[], enter: () => Promise<Queries>): object {
  const call = async (...given: unknown[]): Promise<unknown> => {
    let owner: unknown = await enter();
    for (const name of path.slice(0, -1)) owner = (owner as Record<string, unknown>)[name];
    return (owner as Record<string, Method>)[path.at(-1)!]!(...given);
  };
  const known = new Map<string, object>();
  return new Proxy(call, {
    get(_, name) {
      if (typeof name === "symbol" || name === "then") return undefined; // what awaits a transaction does not call it
      const next = known.get(name) ?? entered([...path, name], enter);
      known.set(name, next);
      return next;
    },
  });
}
