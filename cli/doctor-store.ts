// What `ansinh doctor` looks at in an open store: is it migrated, do the clocks agree, does the key fit, what was given up.
import type { TokenPair } from "../bot/zalo/token-store.ts";
import type { Config } from "../config.ts";
import { systemClock } from "../foundation/clock.ts";
import { AppError } from "../foundation/errors.ts";
import type { Database } from "../prisma/database.ts";
import { listDeadLetters } from "../registry/dead-letters.ts";
import type { Store } from "../registry/store.ts";
import { storeTime } from "../registry/store-time.ts";
import { createTokenStore } from "../registry/tokens.ts";
import type { Finding } from "./finding.ts";
import { operatorNeed } from "./token.ts";

/** Leases and token renewals tolerate this much between two machines. */
const TOLERATED_SKEW_SECONDS = 10;

/** Looks at everything that needs the store. */
export async function inspectStore(config: Config, store: Store, { kind, migrated }: Database): Promise<Finding[]> {
  const news = migrated.length === 0 ? "up to date" : `brought up to date just now (${migrated.join(", ")})`;
  return [
    { state: "good", what: `the ${kind} store is reachable and ${news}` },
    await inspectClock(store),
    await inspectToken(config, store),
    await inspectDeadLetters(store),
  ];
}

async function inspectClock(store: Store): Promise<Finding> {
  const skew = Math.round(((await storeTime(store)).getTime() - systemClock().now().getTime()) / 1000);
  if (Math.abs(skew) <= TOLERATED_SKEW_SECONDS) return { state: "good", what: "the clocks of machine and store agree" };
  const what = `the store's clock differs by ${skew} s from this machine's`;
  return { state: "bad", what, remedy: "set both by network time (NTP)" };
}

async function inspectToken({ zalo, simulator }: Config, store: Store): Promise<Finding> {
  if (simulator) return { state: "good", what: "the simulator gives its own token at every start" };
  try {
    const need = operatorNeed(await createTokenStore<TokenPair>(store, zalo.oaId, systemClock()).read());
    if (need === null) return { state: "good", what: "the access to Zalo renews itself" };
    return { state: "bad", what: `an operator is ${need}`, remedy: "see ansinh token, and docs/architecture.md" };
  } catch (fault) {
    if (!(fault instanceof AppError) || fault.code !== "seal:broken") throw fault;
    return { state: "bad", what: fault.message, remedy: "set the ENCRYPTION_KEY this store was begun with" };
  }
}

const MOST_COUNTED = 1000;

async function inspectDeadLetters(store: Store): Promise<Finding> {
  const { length } = await listDeadLetters(store, MOST_COUNTED);
  if (length === 0) return { state: "good", what: "nothing was given up" };
  const what = `${length}${length === MOST_COUNTED ? " or more" : ""} events or messages were given up`;
  return { state: "note", what, remedy: "see ansinh dead-letters list" };
}
