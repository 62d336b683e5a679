// A short story on the road that may end at any of its calls: a citizen asks, a village head reports a birth, an officer approves
// it. Each telling has a commune and people of its own, on one store.
import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { PrismaPGlite } from "pglite-prisma-adapter";
import { day } from "../../foundation/day.ts";
import { openEmbeddedStore } from "../../prisma/embedded.ts";
import { PrismaClient } from "../../prisma/generated/client.ts";
import { type AuditVerdict, verifyAudit } from "../../registry/audit.ts";
import { createSeal } from "../../registry/seal.ts";
import type { Store } from "../../registry/store.ts";
import { commune } from "./commune.ts";
import type { Doom } from "./fate.ts";
import { type Ground, startFragile } from "./fragile-road.ts";
import { quickPlace } from "./memory.ts";
import { startOutsideZalo } from "./outside-zalo.ts";
import { deliver, type Parcel } from "./traffic.ts";

/** What is left of one telling. */
export interface Told {
  /** What the first process asked of the outside, in order. */
  calls: readonly string[];
  struck: string | null;
  /** What each person heard, in order, without what came twice in a row; numbers and codes are written #. */
  heard: string[][];
  /** Messages that came more than once. */
  doubled: number;
  /** Messages that the store says may have come twice. */
  maybeTwice: number;
  /** What the registry and its audit hold of it, sorted. */
  effects: string[];
  /** Messages in or out that did not end as they should. */
  stuck: number;
}

export interface Stage {
  tell(doom: Doom | null): Promise<Told>;
  audit(): Promise<AuditVerdict>;
  close(): Promise<void>;
}

const VILLAGE = "Thôn An Lạc";
const HEAD = "Đỗ Văn Khoa";
/** Longer than a message of unknown fate waits for its echo. */
const LEAP_MS = 20_000;

/** Opens the store and the Zalo that all tellings share. */
export async function openStage(): Promise<Stage> {
  const folder = mkdtempSync(join(quickPlace(), "an-sinh-story-"));
  const pglite = await openEmbeddedStore(join(folder, "store"));
  const factory = new PrismaPGlite(pglite);
  const store: Store = { client: new PrismaClient({ adapter: factory }), seal: createSeal("5a".repeat(32)) };
  const zalo = await startOutsideZalo({ quiet: { received: true, seen: true } });
  let leapt = 0;
  const clock = { now: () => new Date(Date.now() + leapt), today: () => day("2026-11-21") };
  const ground: Ground = { factory, seal: store.seal, zalo, clock, webhook: null };
  const leap = () => {
    leapt += LEAP_MS;
  };
  let tellings = 0;
  return {
    async tell(doom) {
      tellings += 1;
      return tell({ ground, store, leap, code: String(20_000 + tellings) }, doom);
    },
    audit: () => verifyAudit(store.client),
    async close() {
      await zalo.simulator.close();
      await store.client.$disconnect();
      await pglite.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

interface Telling {
  ground: Ground;
  store: Store;
  leap(): void;
  /** Of the commune. */
  code: string;
}

async function tell(telling: Telling, doom: Doom | null): Promise<Told> {
  const { ground, store, code } = telling;
  const { simulator } = ground.zalo;
  const [citizen, head, officer] = ["citizen", "head", "officer"].map((role) => `${role}-${code}`) as Three;
  const people = { [head]: `village-head@${VILLAGE}`, [officer]: "commune-officer" };
  const members = [{ name: "Tạ Thị Khoa", relation: "spouse" as const }];
  const households = [{ head: HEAD, members, linked: [citizen] }];
  await commune(store, { code, villages: [VILLAGE], people, households });

  const road = await startFragile(ground, doom);
  const post = async (parcels: Parcel[]) => {
    for (const parcel of parcels) while (!(await deliver(simulator, parcel))) await sleep(5);
  };
  await road.recovered();
  const birth = `báo cáo nhà ông ${HEAD} mới sinh cháu hôm 20/11`;
  const asked = await written(ground, citizen, ["chuẩn nghèo là gì"]);
  const reported = await written(ground, head, [birth, "#report-change.send"]);
  await Promise.all([post(asked), post(reported)]);
  await quiet(telling, road.recovered);
  const sent = simulator.messagesTo(head).findLast(({ text }) => /số \d+ đã gửi/.test(text))?.text ?? "";
  const number = /số (\d+)/.exec(sent)?.[1];
  await post(await written(ground, officer, [`#review-reports.claim.${number}`, `#review-reports.approve.${number}`]));
  await quiet(telling, road.recovered);
  await road.recovered();
  await road.stop();
  const came = [citizen, head, officer].map((account) =>
    simulator.messagesTo(account).map(({ text }) => text.replace(/(?<=Mã trả lời: ).*/, "#").replace(/\d+/g, "#")),
  );
  return {
    calls: road.fate.calls,
    struck: road.fate.struck,
    heard: came.map((texts) => texts.filter((text, at) => text !== texts[at - 1])),
    doubled: came.flatMap((texts) => texts.filter((text, at) => text === texts[at - 1])).length,
    ...(await left(store, [citizen, head, officer], code)),
  };
}

type Three = [string, string, string];

/** The events of these texts, not delivered yet. */
async function written(ground: Ground, account: string, texts: string[]): Promise<Parcel[]> {
  const { simulator, clock } = ground.zalo;
  simulator.webhookUrl = null; // dropped events still show the bytes that would have been posted
  const parcels: Parcel[] = [];
  for (const text of texts) {
    clock.advance(10);
    parcels.push((await simulator.person(account).text(text)).delivery!);
  }
  simulator.webhookUrl = ground.webhook;
  return parcels;
}

const STUCK = `(SELECT count(*) FROM inbound_event WHERE state = 'waiting')
  + (SELECT count(*) FROM outbound_message WHERE state IN ('waiting', 'sending'))`;
const PATIENCE_MS = 500;

/** Resolves when nothing waits; what waits for an hour of its own is given it. */
async function quiet({ store, leap }: Telling, recovered: () => Promise<void>): Promise<void> {
  let since = performance.now();
  for (;;) {
    await recovered();
    const [row] = await store.client.$queryRawUnsafe<{ waiting: bigint }[]>(`SELECT ${STUCK} AS waiting`);
    if (row?.waiting === 0n) return;
    if (performance.now() - since > PATIENCE_MS) {
      leap();
      since = performance.now();
    }
    await sleep(10);
  }
}

/** What the store holds of this telling. */
async function left({ client, seal }: Store, accounts: string[], code: string) {
  const messages = await client.outboundMessage.findMany({ where: { accountId: { in: accounts } } });
  const events = await client.inboundEvent.findMany({ where: { accountId: { in: accounts } } });
  const households = await client.household.findMany({ where: { communeCode: code }, include: { members: true } });
  const reports = await client.changeReport.findMany({ where: { communeCode: code } });
  const steps = await client.reportStep.findMany({ where: { reportId: { in: reports.map(({ id }) => id) } } });
  const subjects = [...households.map(({ id }) => `household:${id}`), ...reports.map((one) => `report:${one.number}`)];
  const audit = await client.auditEntry.findMany({ where: { subject: { in: subjects } } });
  return {
    maybeTwice: messages.filter(({ maybeTwice }) => maybeTwice).length,
    stuck: [...messages.filter(({ state }) => state !== "sent"), ...events.filter(({ state }) => state !== "done")]
      .length,
    effects: [
      ...households.flatMap(({ members }) => members.map((one) => `member ${seal.open(one.nameSealed)}`)),
      ...reports.map(({ changeType, state }) => `report ${changeType} ${state}`),
      ...steps.map(({ action }) => `step ${action}`),
      ...audit.map(({ action }) => `audit ${action}`),
    ].sort(),
  };
}
