// What the commands about people, units and codes stand on: the open store with the country's units in it, one transaction, and the
// figures of the knowledge they need. The whole law is not loaded for a single code.
import { systemClock } from "../foundation/clock.ts";
import type { Day } from "../foundation/day.ts";
import { type Joining, loadJoining } from "../knowledge/joining.ts";
import { loadNationalUnits, loadUnitKinds, type UnitKinds } from "../knowledge/national-units.ts";
import { loadRoles, type Role } from "../knowledge/roles.ts";
import type { By } from "../registry/households/household.ts";
import type { Queries, Store } from "../registry/store.ts";
import { findUnit } from "../registry/units/find.ts";
import { keepNationalUnits } from "../registry/units/keep-national.ts";
import type { Io } from "./command.ts";
import { KNOWLEDGE } from "./knowledge-folder.ts";
import { withStore } from "./open-store.ts";

/** What such a command works with. */
export interface RegistryWork {
  tx: Queries;
  store: Store;
  roles: ReadonlyMap<string, Role>;
  joining: Joining;
  unitKinds: UnitKinds;
  by: By;
  today: Day;
}

/** Runs `work` in one transaction on the open store. */
export function withRegistry<T>(io: Io, work: (tools: RegistryWork) => Promise<T>): Promise<T> {
  const config = io.config();
  const clock = systemClock(config.today);
  const known = { roles: loadRoles(KNOWLEDGE), joining: loadJoining(KNOWLEDGE), unitKinds: loadUnitKinds(KNOWLEDGE) };
  const by = { actor: "operator", now: clock.now() };
  return withStore(config, async (store) => {
    await keepNationalUnits(store, loadNationalUnits(KNOWLEDGE), by.now);
    return store.client.$transaction((tx) => work({ tx, store, ...known, by, today: clock.today() }));
  });
}

/** The code of the one unit that a code or a name means; null, with one sentence that says why, when there is none or several. */
export async function unitMeant({ tx, unitKinds }: RegistryWork, io: Io, words: string): Promise<string | null> {
  const found = await findUnit(tx, unitKinds, words);
  const [only, ...others] = found;
  if (only !== undefined && others.length === 0) return only.code;
  const named = found.map(({ code, name }) => `${code} ${name}`).join(", ");
  if (only === undefined) io.refuse("no-unit", { value: words });
  else io.refuse("several-units", { value: words, units: named });
  return null;
}
