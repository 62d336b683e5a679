// A process that is told to stop (a deployment, a machine that goes down) says so first, answers everybody it let in, and records what
// became of every message under way: nothing is lost, nothing goes out twice.
import { request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, expect, it } from "vitest";
import { readConfig } from "../../config.ts";
import { openDatabase } from "../../prisma/database.ts";
import { type Running, startServer } from "../../server.ts";
import { type OutsideZalo, startOutsideZalo } from "../setup/outside-zalo.ts";
import { createStore, type TestStore } from "../setup/stores.ts";
import type { Parcel } from "../setup/traffic.ts";
import { writeScripts } from "../setup/traffic.ts";

let zalo: OutsideZalo;
let store: TestStore;
afterEach(async () => {
  await zalo.simulator.close();
  await store.remove();
});

async function start(drainSeconds: number): Promise<Running> {
  zalo = await startOutsideZalo();
  store = await createStore("embedded");
  const settings = { PORT: "0", LOG_LEVEL: "silent", SETTLE_MS: "0", DRAIN_SECONDS: String(drainSeconds) };
  return startServer(readConfig({ ...store.environment, ...zalo.environment, ...settings }));
}

/** Posts the first half of an event; `rest` posts the other half and resolves with the status. */
function postHalf(url: string, { body, signature }: Parcel): { rest(): Promise<number> } {
  const headers = { "x-zevent-signature": signature, "content-length": String(body.length) };
  const posting = request(`${url}/webhook/zalo`, { method: "POST", headers });
  posting.write(body.subarray(0, 10));
  const status = new Promise<number>((resolve, reject) => {
    posting.once("response", (answer) => resolve(answer.statusCode!)).once("error", reject);
  });
  return {
    rest() {
      posting.end(body.subarray(10));
      return status;
    },
  };
}

it("says that it is not ready while it still takes requests, then takes none", async () => {
  const { url, stop } = await start(1);
  const ready = () => fetch(`${url}/readyz`);
  expect((await ready()).status).toBe(200);
  const stopped = stop();
  const answer = await ready();
  expect([answer.status, await answer.text(), answer.headers.get("connection")]).toEqual([
    503,
    "stopping: nothing new is taken\n",
    "close",
  ]);
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  await stopped;
  await expect(ready()).rejects.toThrow();
});

it("keeps the event of a request that had begun, and records the message that Zalo was just being given", async () => {
  const { url, stop, store: open } = await start(0);
  const random = () => 0;
  const [script] = await writeScripts(zalo, { people: 1, each: 2, random });
  const [first, second] = script!.parcels;
  const sending = zalo.simulator.faults.inject({ kind: "slow", ms: 700, path: "/oa/message/cs" });
  expect(await postHalf(url, first!).rest()).toBe(200);
  await expect.poll(() => sending.hits, { timeout: 10_000 }).toBe(1);
  const half = postHalf(url, second!);
  await sleep(50);
  const stopped = stop();
  expect(await half.rest()).toBe(200);
  await stopped;
  await expect(open.client.account.count()).rejects.toThrow();

  const database = await openDatabase({ folder: store.environment.DATA_DIR! });
  const messages = await database.client.outboundMessage.findMany({ orderBy: { id: "asc" } });
  expect(messages[0]).toMatchObject({ state: "sent", attempts: 1, maybeTwice: false });
  expect(await database.client.inboundEvent.count()).toBe(2);
  await database.close();
});
