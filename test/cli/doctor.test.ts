// Each finding of `ansinh doctor` in each of its states, with a remedy wherever something is to be done.
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TokenPair } from "../../bot/zalo/token-store.ts";
import {
  backupFinding,
  diskFinding,
  eventsFinding,
  queueFindings,
  quotaFinding,
  tokenFinding,
} from "../../cli/doctor-machine.ts";
import { inspectOutside } from "../../cli/doctor-outside.ts";
import { clockFinding, type Finding } from "../../cli/finding.ts";
import { readConfig } from "../../config.ts";
import { conditionsOf, loadOperations, type MachineState } from "../../knowledge/operations.ts";
import { loadHolidays } from "../../knowledge/working-days.ts";

const KNOWLEDGE = join(import.meta.dirname, "../../knowledge");
const [operations, holidays] = [loadOperations(KNOWLEDGE), loadHolidays(KNOWLEDGE)];
const NOW = new Date("2026-11-20T10:00:00+07:00");
const ago = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);

const SOUND: MachineState = {
  inbox: { waiting: 0, oldestWaiting: null },
  outbox: { waiting: 0, oldestWaiting: null },
  deadLetters: 0,
  lastEvent: NOW,
  token: null,
  quota: { left: 1000, total: 2000 },
  disk: null,
  backup: NOW,
};
const examined = (change: Partial<MachineState>) => {
  const state = { ...SOUND, ...change };
  return { state, conditions: conditionsOf(state, operations, holidays, NOW), now: NOW };
};
const told = (...findings: Finding[]) => {
  for (const finding of findings) if (finding.state !== "good") expect(finding.remedy).toMatch(/\w{3}/);
  return findings.map(({ state, what }) => `${state}: ${what}`);
};

describe("the machine", () => {
  it("has queues that move or wait too long, and letters that were given up", () => {
    expect(told(...queueFindings(examined({})))).toEqual([
      "good: events waiting: 0",
      "good: messages waiting: 0",
      "good: nothing was given up",
    ]);
    const waiting = { waiting: 7, oldestWaiting: ago(200) };
    expect(told(...queueFindings(examined({ inbox: waiting, outbox: waiting, deadLetters: 2 })))).toEqual([
      "bad: events waiting: 7, the oldest for 3 h",
      "bad: messages waiting: 7, the oldest for 3 h",
      "note: 2 events or messages were given up",
    ]);
    const [shortly] = queueFindings(examined({ inbox: { waiting: 1, oldestWaiting: ago(9) } }));
    expect(told(shortly!)).toEqual(["good: events waiting: 1, the oldest for 9 min"]);
  });

  it("has a token that lasts, was pasted, has ended, or needs a person", () => {
    const pair: TokenPair = {
      accessToken: "secret",
      refreshToken: "secret",
      renewAt: null,
      expiresAt: null,
      needsOperator: null,
    };
    const hours = (count: number) => NOW.getTime() + count * 3_600_000;
    const findings = [
      tokenFinding({ ...pair, expiresAt: hours(22) }, ago(180), NOW),
      tokenFinding(pair, ago(180), NOW),
      tokenFinding({ ...pair, expiresAt: hours(-1) }, ago(180), NOW),
      tokenFinding({ ...pair, expiresAt: hours(-1), refreshToken: null }, null, NOW),
      tokenFinding({ ...pair, needsOperator: "-14014 invalid" }, null, NOW),
      tokenFinding(null, null, NOW),
    ];
    expect(told(...findings)).toEqual([
      "good: the access to Zalo renews itself: given 3 h ago, ends in 22 h",
      "note: the access to Zalo was given 3 h ago, pasted by hand: its end is not known",
      "note: the access to Zalo has ended",
      "bad: the access to Zalo has ended and cannot be renewed",
      "bad: an operator is needed: Zalo does not renew (-14014 invalid); consent again",
      "bad: an operator is needed: there is no token yet; consent for the account or set ZALO_REFRESH_TOKEN",
    ]);
    expect(JSON.stringify(findings)).not.toContain("secret");
  });

  it("has quota, disk and backup that are enough, soon not, or not", () => {
    const quota = (left: number | null) =>
      quotaFinding(examined({ quota: left === null ? null : { left, total: 2000 } }), 10);
    expect(told(quota(400), quota(399), quota(199), quota(null))).toEqual([
      "good: messages left of the account's package: 400 of 2000",
      "note: messages left of the account's package: 399 of 2000",
      "bad: messages left of the account's package: 199 of 2000",
      "note: the account's quota is not known",
    ]);
    const disk = (percent: number) =>
      diskFinding("/data", { freeBytes: percent * 2 ** 30, totalBytes: 100 * 2 ** 30 }, 10);
    expect(told(disk(20), disk(19), disk(9))).toEqual([
      "good: free on the disk of /data: 20 % (20.0 GiB)",
      "note: free on the disk of /data: 19 % (19.0 GiB)",
      "bad: free on the disk of /data: 9 % (9.0 GiB)",
    ]);
    const backup = (made: Date | null, since: Date) => backupFinding(examined({ backup: made ?? since }), made);
    const old = ago(3 * 24 * 60);
    expect(told(backup(ago(60), old), backup(old, old), backup(null, NOW), backup(null, old))).toEqual([
      "good: the last backup was made 60 min ago",
      "bad: the last backup was made 3 d ago",
      "note: no backup is known of",
      "bad: no backup is known of",
    ]);
  });

  it("hears of Zalo, does not any more, or never did", () => {
    const heard = (lastEvent: Date | null) => eventsFinding(examined({ lastEvent }));
    expect(told(heard(ago(180)), heard(ago(26 * 60)), heard(null))).toEqual([
      "good: the last event of Zalo came 3 h ago",
      "bad: the last event of Zalo came 26 h ago",
      "note: no event of Zalo is known of",
    ]);
  });

  it("has a clock that agrees, or does not", () => {
    expect(told(clockFinding("Zalo", 10), clockFinding("the store", -11.4))).toEqual([
      "good: the clocks of this machine and Zalo agree",
      "bad: the clock of the store differs by -11 s from this machine's",
    ]);
  });
});

describe("the outside", () => {
  let server: Server;
  let url: string;
  let asked: string[] = [];
  beforeAll(async () => {
    server = createServer((request, response) => {
      asked.push(`${request.method} ${request.url} ${JSON.stringify(request.headers)}`);
      if (request.url === "/late/") response.setHeader("date", new Date(Date.now() - 3_600_000).toUTCString());
      response.end(request.url === "/healthz" ? "ok\n" : "something else");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => server.close());

  const NOWHERE = "http://127.0.0.1:9";
  const REAL = { ZALO_APP_ID: "11", ZALO_APP_SECRET: "very-secret", ZALO_OA_ID: "22", ZALO_OA_SECRET_KEY: "k" };
  const outside = (environment: Record<string, string>, stopped = false) =>
    inspectOutside(readConfig(environment), stopped).then((findings) => told(...findings));

  it("leads to this server, to another one, to nothing", async () => {
    expect(await outside({ PUBLIC_URL: `${url}/` })).toEqual([
      expect.stringMatching(/^good: .* leads to a server of An Sinh/),
    ]);
    expect(await outside({ PUBLIC_URL: `${url}/other` })).toEqual([
      expect.stringMatching(/^bad: .*\/other\/healthz answers 200/),
    ]);
    expect(await outside({ PUBLIC_URL: NOWHERE })).toEqual([expect.stringMatching(/^bad: nothing answers/)]);
    expect(await outside({ PUBLIC_URL: NOWHERE }, true)).toEqual([expect.stringMatching(/^note: nothing answers/)]);
    expect(await outside({})).toEqual([]);
  });

  it("must be https for the real Zalo", async () => {
    const real = { ...REAL, ZALO_API_BASE_URL: NOWHERE };
    expect((await outside({ ...real, PUBLIC_URL: url }))[0]).toBe(`bad: ${url} is not https`);
    expect((await outside(real))[0]).toMatch(/^bad: PUBLIC_URL is not set/);
  });

  it("tells Zalo's time, and is told nothing", async () => {
    asked = [];
    const time = async (base: string) => (await outside({ ...REAL, ZALO_API_BASE_URL: base }))[1];
    expect(await time(url)).toBe("good: the clocks of this machine and Zalo agree");
    expect(await time(`${url}/late/`)).toMatch(/^bad: the clock of Zalo differs by -(3599|3600|3601) s/);
    expect(await time(NOWHERE)).toMatch(/^note: Zalo's time is not known/);
    expect(asked.map((line) => line.split(" ")[0])).toEqual(["HEAD", "HEAD"]);
    expect(asked.join()).not.toMatch(/secret|access_token/);
  });
});
