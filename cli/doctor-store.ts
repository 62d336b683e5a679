// What `ansinh doctor` looks at in an open store: is it migrated, do the clocks agree, does the key fit, how does the machine stand.
import type { TokenPair } from "../bot/zalo/token-store.ts";
import type { Config } from "../config.ts";
import { systemClock } from "../foundation/clock.ts";
import { AppError } from "../foundation/errors.ts";
import { conditionsOf, loadOperations } from "../knowledge/operations.ts";
import { loadHolidays } from "../knowledge/working-days.ts";
import type { Database } from "../prisma/database.ts";
import { type FullState, machineState } from "../registry/operations/state.ts";
import type { Store } from "../registry/store.ts";
import { storeTime } from "../registry/store-time.ts";
import { createTokenStore } from "../registry/tokens.ts";
import { backupFinding, eventsFinding, queueFindings, quotaFinding, tokenFinding } from "./doctor-machine.ts";
import { clockFinding, type Finding } from "./finding.ts";
import { KNOWLEDGE } from "./knowledge-folder.ts";

/** Looks at everything that needs the store. */
export async function inspectStore(config: Config, store: Store, { kind, migrated }: Database): Promise<Finding[]> {
  const news = migrated.length === 0 ? "up to date" : `brought up to date just now (${migrated.join(", ")})`;
  const now = systemClock().now();
  const [state, operations] = [await machineState(store.client, now), loadOperations(KNOWLEDGE)];
  const conditions = conditionsOf(state, operations, loadHolidays(KNOWLEDGE), now);
  const { quota } = operations.alerts;
  const examined = { state, conditions, now };
  const skew = ((await storeTime(store)).getTime() - systemClock().now().getTime()) / 1000;
  return [
    { state: "good", what: `the ${kind} store is reachable and ${news}` },
    clockFinding("the store", skew),
    await inspectToken(config, store, state, now),
    ...(config.simulator ? [] : [eventsFinding(examined), quotaFinding(examined, quota.left_percent)]),
    ...queueFindings(examined),
    backupFinding(examined, state.backedUp),
  ];
}

async function inspectToken(
  { zalo, simulator }: Config,
  store: Store,
  { tokens }: FullState,
  now: Date,
): Promise<Finding> {
  if (simulator) return { state: "good", what: "the simulator gives its own token at every start" };
  try {
    const pair = await createTokenStore<TokenPair>(store, zalo.oaId, systemClock()).read();
    return tokenFinding(pair, tokens.find(({ oaId }) => oaId === zalo.oaId)?.updatedAt ?? null, now);
  } catch (fault) {
    if (!(fault instanceof AppError) || fault.code !== "seal:broken") throw fault;
    return { state: "bad", what: fault.message, remedy: "set the ENCRYPTION_KEY this store was begun with" };
  }
}
