// The composition root: builds everything once, top to bottom, and passes it on as plain arguments.
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import express from "express";
import helmet from "helmet";
import { createCapability } from "./bot/capability.ts";
import { startCollecting } from "./bot/collect-evidence.ts";
import { type ConnectOptions, connectZalo } from "./bot/connect.ts";
import { startDelivery } from "./bot/deliver.ts";
import { watchDoor } from "./bot/door.ts";
import { giveNotice } from "./bot/give-notice.ts";
import { startHearing } from "./bot/hear-voices.ts";
import { echoesOf, type Letter } from "./bot/letter.ts";
import { createMetrics } from "./bot/metrics.ts";
import { pagesRouter } from "./bot/pages.ts";
import { startReadings } from "./bot/readings.ts";
import { refuseFault } from "./bot/refuse-fault.ts";
import type { Road } from "./bot/road.ts";
import { startSchedule } from "./bot/schedule.ts";
import { speechAt } from "./bot/speech.ts";
import { createTexts } from "./bot/texts.ts";
import { openUnderstanding, warmedUp } from "./bot/understanding/understand.ts";
import { type KnownEcho, webhookRouter } from "./bot/webhook.ts";
import { PACES, startWorkers } from "./bot/worker.ts";
import { ownAllowance } from "./bot/zalo/rate.ts";
import type { TokenPair } from "./bot/zalo/token-store.ts";
import type { Config } from "./config.ts";
import type { House } from "./console/house.ts";
import { consoleRouter } from "./console/router.ts";
import { type Clock, systemClock } from "./foundation/clock.ts";
import { describeFault } from "./foundation/errors.ts";
import { createLog, type Logger } from "./foundation/log.ts";
import { HANDLERS } from "./handlers/index.ts";
import { SCHEDULES } from "./handlers/schedules.ts";
import { loadDemonstration } from "./knowledge/demonstration.ts";
import { loadLibrary } from "./knowledge/library.ts";
import { loadNationalUnits } from "./knowledge/national-units.ts";
import { type Database, openDatabase } from "./prisma/database.ts";
import { startBackups } from "./registry/backup/nightly.ts";
import { type Loading, loadDemonstrationCommune } from "./registry/demonstration/load.ts";
import { encryptionKey } from "./registry/encryption-key.ts";
import { folderShelf, s3Shelf } from "./registry/evidence/shelf.ts";
import { createInbox } from "./registry/inbox.ts";
import { expireLeases, noteEcho } from "./registry/outbox.ts";
import { startRetention } from "./registry/retention.ts";
import { createSeal } from "./registry/seal.ts";
import type { Store } from "./registry/store.ts";
import { createTokenStore } from "./registry/tokens.ts";
import { keepNationalUnits } from "./registry/units/keep-national.ts";
import { sharedAllowance } from "./registry/zalo-allowance.ts";
import { demonstrationCast } from "./simulator/cast.ts";
import { createSimulator, type Simulator } from "./simulator/simulator.ts";

/** A running installation. */
export interface Running {
  url: string;
  simulator: Simulator | null;
  store: Store;
  database: Database;
  /** Households of the demonstration loaded in the background of a first start; null when there was nothing to do. */
  demonstration: Promise<number | null>;
  /** Says so at /readyz, then stops taking requests, answers those it took, ends what is under way, closes the store. */
  stop(): Promise<void>;
}

const KNOWLEDGE = join(import.meta.dirname, "knowledge");

/** Starts everything. Throws AppError with one line an operator can act on. */
export async function startServer(config: Config, log = createLog(config.logLevel)): Promise<Running> {
  const clock = systemClock(config.today);
  const metrics = createMetrics();
  const library = loadLibrary(KNOWLEDGE);
  const texts = createTexts(join(KNOWLEDGE, "texts"));
  const understand = warmedUp(openUnderstanding(), library);

  const database = await openStore(config);
  const store: Store = { client: database.client, seal: createSeal(encryptionKey(config)) };
  await prepareStore(store, database.kind, clock.now());

  const app = express().disable("x-powered-by").set("trust proxy", config.trustProxy);
  const server = createServer(app);
  const door = watchDoor(server);
  await listen(server, config);
  const url = `http://${config.host}:${(server.address() as AddressInfo).port}`;
  const simulator = config.simulator ? startSimulated(config, url) : null;

  const tokens = createTokenStore<TokenPair>(store, config.zalo.oaId, clock);
  const at = { url, simulator, kind: database.kind };
  const { zalo, keeper } = await connect(config, at, { store, tokens, clock, log });

  const settling = { quietMs: config.settleMs, longestMs: config.settleMs * 4 };
  const publicUrl = (config.publicUrl ?? url).replace(/\/$/, "");
  const known = { library, texts, understand, handlers: HANDLERS };
  const road: Road = { store, clock, ...known, settling, publicUrl, metrics, log };
  const capability = createCapability(config.zalo.interactive, clock);
  const delivery = startDelivery({ store, zalo, capability, clock, metrics, log });
  const shelf = config.evidenceS3 === null ? folderShelf(join(config.dataDir, "evidence")) : s3Shelf(config.evidenceS3);
  const fetching = { store, clock, log, simulator: simulator?.media.base() ?? null };
  const collecting = startCollecting({ ...fetching, shelf, changes: library.changes });
  const worker = startWorkers(road, PACES[database.kind], ({ attachments }) => {
    for (const one of attachments ? [delivery, collecting, hearing] : [delivery]) one.wake();
  });
  const inbox = createInbox(store, worker.wake);
  const speech = config.speechUrl === null ? null : speechAt(config.speechUrl);
  const hearing = startHearing({ ...fetching, inbox, speech });
  const schedule = startSchedule(road, SCHEDULES, delivery.wake);
  const days = { ...library.service.retentionDays, ...library.privacy.retentionDays };
  const retention = startRetention({ store, shelf, clock, days, log });
  const { operations } = library;
  const nightly = { store, shelf: config.evidenceS3 === null ? shelf : null, rules: operations, clock, log };
  const backups = config.backupDir === null ? null : startBackups({ ...nightly, folder: config.backupDir });
  const readings = startReadings({ store, zalo, tokens, dataDir: config.dataDir, operations, clock, log });

  const echoed = ({ personId: accountId, msgId: zaloId, text }: KnownEcho) =>
    noteEcho(store, { accountId, zaloId, isOf: (body) => echoesOf(body as Letter, text) }, clock.now());
  const tell: House["tell"] = (tx, notices, now) => giveNotice(road, tx, notices, now);
  if (simulator !== null) app.use("/simulator", simulator.router);
  const rememberedDays = library.service.retentionDays.inbound;
  app.use(webhookRouter({ zalo: config.zalo, inbox, echoed, clock, rememberedDays, metrics, log }));
  app.use("/console", consoleRouter({ ...road, shelf, tell, wake: delivery.wake }));
  app.use(helmet());
  const working = () => door.open() && worker.running() && delivery.running();
  app.use(pagesRouter({ config, store, library, clock, working, metrics, keeper, log }));
  app.use(refuseFault(log));

  const shown = { store, library, now: clock.now(), today: clock.today() };
  const demonstration = config.demonstration ? demonstrate(shown, log) : Promise.resolve(null);

  const stop = async () => {
    await door.shut(config.drainSeconds * 1000);
    simulator?.close();
    await demonstration;
    for (const one of [worker, schedule, collecting, hearing, delivery, retention, readings, backups])
      await one?.stop();
    server.closeAllConnections();
    await database.close();
  };
  return { url, simulator, store, database, demonstration, stop };
}

/** Without it everything works: a fault is told, not thrown. */
function demonstrate(loading: Omit<Loading, "plan">, log: Logger): Promise<number | null> {
  return loadDemonstrationCommune({ ...loading, plan: loadDemonstration(KNOWLEDGE) }).catch((fault: unknown) => {
    log.error({ fault: describeFault(fault) }, "the demonstration was not loaded");
    return null;
  });
}

function openStore(config: Config): Promise<Database> {
  const { databaseUrl: url, databaseDirectUrl: directUrl, databaseConnections: connections, dataDir: folder } = config;
  return openDatabase(url === null ? { folder } : { url, directUrl, connections });
}

/** What every start does: leases of a process that is gone end, and the units of the knowledge are in the store. */
async function prepareStore(store: Store, kind: Database["kind"], now: Date): Promise<void> {
  if (kind === "embedded") await expireLeases(store, now);
  await keepNationalUnits(store, loadNationalUnits(KNOWLEDGE), now);
}

/** The pace of calls to Zalo: kept by the only process of an embedded store, shared by all that work on one PostgreSQL. */
async function allowanceOf(
  kind: Database["kind"],
  store: Store,
  { oaId, ratePerMinute }: Config["zalo"],
  clock: Clock,
) {
  return kind === "embedded" ? ownAllowance(ratePerMinute, clock) : sharedAllowance(store, oaId, ratePerMinute, clock);
}

function listen(server: Server, { port, host }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
}

/** The client of Zalo, or of the simulator at this server's own address. */
async function connect(
  config: Config,
  { url, simulator, kind }: { url: string; simulator: Simulator | null; kind: Database["kind"] },
  { store, ...rest }: Pick<ConnectOptions, "tokens" | "clock" | "log"> & { store: Store },
) {
  return connectZalo({
    ...config.zalo,
    ...rest,
    apiBaseUrl: config.zalo.apiBaseUrl ?? `${url}/simulator/openapi`,
    oauthBaseUrl: config.zalo.oauthBaseUrl ?? `${url}/simulator/oauth`,
    pair: pairOf(config, simulator),
    allowance: await allowanceOf(kind, store, config.zalo, rest.clock),
  });
}

/** A local Zalo that speaks the real protocol to the real webhook. */
function startSimulated({ zalo, publicUrl }: Config, url: string): Simulator {
  return createSimulator({
    ...demonstrationCast(),
    appId: zalo.appId,
    appSecret: zalo.appSecret,
    oaId: zalo.oaId,
    oaSecretKey: zalo.secretKey,
    webhookUrl: `${url}/webhook/zalo`,
    baseUrl: `${publicUrl ?? url}/simulator`,
    ratePerMinute: zalo.ratePerMinute,
  });
}

/** The pair to begin with: the simulator's own is new at every start, an operator's counts until Zalo gives a newer one. */
function pairOf({ zalo }: Config, simulator: Simulator | null) {
  if (simulator !== null && zalo.apiBaseUrl === null) {
    const { access_token: accessToken, refresh_token: refreshToken } = simulator.tokens.issue();
    return { accessToken, refreshToken, replaces: true };
  }
  const { accessToken, refreshToken } = zalo;
  return accessToken === null && refreshToken === null ? null : { accessToken, refreshToken, replaces: false };
}
