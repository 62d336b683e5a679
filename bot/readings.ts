// What no query of the store tells, looked at now and then and noted in it for metrics, pages, `ansinh doctor` and alerts: how full this
// machine's disk is, when the token ends, how many messages Zalo leaves the account.
import { mkdir, statfs } from "node:fs/promises";
import { hostname } from "node:os";
import type { Clock } from "../foundation/clock.ts";
import { describeFault } from "../foundation/errors.ts";
import type { Logger } from "../foundation/log.ts";
import type { Operations } from "../knowledge/operations.ts";
import { noteMachine, noteMachineOnce } from "../registry/machine-notes.ts";
import { NOTES } from "../registry/operations/state.ts";
import type { Store } from "../registry/store.ts";
import type { ZaloClient } from "./zalo/client.ts";
import type { TokenStore } from "./zalo/token-store.ts";

export interface ReadingsOptions {
  store: Store;
  zalo: Pick<ZaloClient, "packageQuota">;
  tokens: Pick<TokenStore, "read">;
  dataDir: string;
  operations: Operations;
  clock: Clock;
  log: Logger;
}

/** Looks now and at every interval of knowledge/process/operations.yaml until stopped; asks Zalo from the second look on. */
export function startReadings(options: ReadingsOptions): { stop(): Promise<void> } {
  const { operations, log } = options;
  const reading = async (ask: boolean) => {
    try {
      await lookAround(options);
      if (ask) await askQuota(options);
    } catch (fault) {
      log.warn({ fault: describeFault(fault) }, "the machine could not be looked at; tried again");
    }
  };
  let running = reading(false);
  const timer = setInterval(() => {
    running = running.then(() => reading(true));
  }, operations.lookMs);
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}

/** Notes disk and token, and at the first time of all since when this installation is known. */
export async function lookAround({ store, tokens, dataDir, clock }: ReadingsOptions): Promise<void> {
  const { client } = store;
  const now = clock.now();
  await noteMachineOnce(client, NOTES.since, {}, now);
  await mkdir(dataDir, { recursive: true });
  const { bavail, blocks, bsize } = await statfs(dataDir);
  const disk = { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
  await noteMachine(client, NOTES.disk + hostname(), disk, now);
  const pair = await tokens.read();
  if (pair === null) return;
  const { renewAt, expiresAt: endsAt, needsOperator } = pair;
  await noteMachine(client, NOTES.token, { renewAt, endsAt, operatorNeeded: needsOperator !== null }, now);
}

/** Asks Zalo what is left of the account's package, unless a process did within the hour. What Zalo refuses to tell is not known. */
export async function askQuota({ store, zalo, operations, clock, log }: ReadingsOptions): Promise<void> {
  const { client } = store;
  const now = clock.now();
  const known = await client.machineNote.findUnique({ where: { name: NOTES.quota } });
  if (known !== null && now.getTime() - known.at.getTime() < operations.askQuotaMs) return;
  const answer = await zalo.packageQuota({ quota_owner: "OA", product_type: "cs", quota_type: "sub_quota" });
  if ("unreachable" in answer) return;
  if (!answer.ok) {
    log.info({ status: answer.refused.code }, "Zalo does not tell the account's quota");
    return noteMachine(client, NOTES.quota, { refused: answer.refused.code }, now);
  }
  const sum = (counts: (number | null)[]) => counts.reduce<number>((all, count) => all + (count ?? 0), 0);
  const quota = {
    left: sum(answer.data.map(({ remain }) => remain)),
    total: sum(answer.data.map(({ total }) => total)),
  };
  await noteMachine(client, NOTES.quota, quota, now);
}
