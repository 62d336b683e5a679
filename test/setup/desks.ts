// The desks of a commune's people: somebody does something in a transaction of their own, in the role they were given.
import { join } from "node:path";
import { day } from "../../foundation/day.ts";
import { loadLibrary } from "../../knowledge/library.ts";
import type { Desk } from "../../registry/desk.ts";
import type { Store } from "../../registry/store.ts";
import { walled } from "../../registry/wall.ts";
import type { Commune } from "./commune.ts";

const library = loadLibrary(join(import.meta.dirname, "../../knowledge"));

/** Does `work` as the person of this account; somebody without a role is a citizen linked to the households given. */
export type As = <T>(account: string, work: (desk: Desk) => Promise<T>, households?: string[]) => Promise<T>;

/** @param today the day on which everything happens, at nine in the morning */
export function desksOf(store: Store, { people }: Commune, today: string): As {
  const now = new Date(`${today}T09:00:00+07:00`);
  return async (account, work, households = []) => {
    const personId = people.get(account) ?? null;
    const found = personId === null ? null : await store.client.roleTerm.findFirst({ where: { personId } });
    const term = found === null ? null : { role: found.role, unit: found.unitCode, until: null };
    const actor = { accountId: account, personId, term, terms: term === null ? [] : [term], households };
    return store.client.$transaction(
      (tx) => work({ tx: walled(() => tx, actor), store, library, actor, now, today: day(today) }),
      {
        timeout: 30_000,
      },
    );
  };
}
