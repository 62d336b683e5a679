// A day in one commune through the real wire: every report ends decided, every household concerned is told, the books agree.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { verifyAudit } from "../../registry/audit.ts";
import { replayStatuses } from "../../registry/audit-replay.ts";
import { commune } from "../setup/commune.ts";
import { type Installation, startInstallation } from "../setup/installation.ts";
import { seededRandom } from "../setup/random.ts";
import { createStore } from "../setup/stores.ts";
import { quiet, say } from "../setup/talk.ts";
import { booksOf } from "./books.ts";
import { citizen, households, linkOf, OFFICER, PEOPLE, VILLAGES } from "./commune-of-the-day.ts";
import { countVillages } from "./count.ts";
import { liveThrough, type Sent } from "./day.ts";
import { CHANGES, DAY } from "./day-data.ts";
import { liveThroughKills } from "./day-of-kills.ts";

describe("the day's data", () => {
  it("has 60 reports of all kinds of change and 10 complaints, in a commune of 400 households", () => {
    expect(DAY.reports).toHaveLength(60);
    expect(new Set(DAY.reports.map(({ type }) => type))).toEqual(new Set(CHANGES.types.keys()));
    expect(DAY.complaints).toHaveLength(10);
    expect(households()).toHaveLength(400);
  });
});

describe("a day in one commune", () => {
  let here: Installation;
  let sent: Sent[];
  beforeAll(async () => {
    here = await startInstallation();
    await commune(here.store, { villages: VILLAGES, people: PEOPLE, households: households() });
    sent = await liveThrough(here.simulator, { twice: false });
    await quiet(here);
  }, 300_000);
  afterAll(() => here.stop());

  it("ends with every report decided as the officer and the leader wanted", async () => {
    const rows = await here.store.client.changeReport.findMany({ orderBy: { number: "asc" } });
    const ended = new Map(rows.map(({ number, changeType, state }) => [number, `${changeType} ${state}`]));
    const wanted = sent.map(({ number, told: { type, end } }): [number, string] => [
      number,
      `${type} ${end === "refuse" ? "refused" : "approved"}`,
    ]);
    expect(ended).toEqual(new Map(wanted.toSorted(([a], [b]) => a - b)));
  });

  it("tells every linked household what was approved", async () => {
    const told = (account: string) => here.simulator.messagesTo(account).map(({ text }) => text);
    const approved = sent.filter(({ told: { end } }) => end !== "refuse");
    for (const number of Array.from({ length: 20 }, (_, at) => at + 1)) {
      const { village, at } = linkOf(number);
      const concerned = approved.some((one) => one.told.village === village && one.told.household === at);
      const heard = told(citizen(number)).some((text) => text.includes("Xã vừa ghi nhận thay đổi"));
      expect(heard, `household ${at} of village ${village}`).toBe(concerned);
    }
  });

  it("ends with every complaint answered, and the answer with its clause told", async () => {
    const complaints = await here.store.client.complaint.findMany();
    expect(complaints.map(({ state }) => state)).toEqual(DAY.complaints.map(() => "answered"));
    for (const at of DAY.complaints.keys()) {
      const heard = here.simulator.messagesTo(citizen(at + 1)).map(({ text }) => text);
      expect(heard.some((text) => text.includes(DAY.answer.text) && text.includes(DAY.answer.clause))).toBe(true);
    }
  });

  it("is summed up by chat as an independent count finds it", async () => {
    const units = await summary("#summary.units");
    for (const { village, poor, near, households: all } of await countVillages(here.store))
      expect(units).toContain(`${village}: ${poor} nghèo, ${near} cận nghèo, ${all} hộ trong sổ`);
    const counted = await countVillages(here.store);
    const movements = await summary("#summary.movements.2026-11-01_2026-11-21_11074");
    for (const [name, ended] of [
      ["Hộ nghèo", counted.reduce((sum, { poor }) => sum + poor, 0)],
      ["Hộ cận nghèo", counted.reduce((sum, { near }) => sum + near, 0)],
    ] as const) {
      const lines = movements.split("\n");
      const at = lines.findIndex((one) => one.startsWith(name));
      const told = lines.slice(at, at + 4).join(" "); // begin, out, in, end
      const [begin, ...moves] = told.match(/\d+/g)!.map(Number);
      const end = moves.pop();
      const sum = (list: number[]) => list.reduce((total, one) => total + one, 0);
      expect(moves).toHaveLength(10); // five ways out, then five ways in
      expect(begin! - sum(moves.slice(0, 5)) + sum(moves.slice(5))).toBe(end);
      expect([begin, end]).toEqual([100, ended]);
    }
  });

  it("leaves classes that the audit chain alone rebuilds", async () => {
    const replayed = await replayStatuses(here.store.client);
    const kept = await here.store.client.householdStatus.findMany({ where: { supersededAt: null } });
    const line = (id: string, one: { status: string; from: string; to: string | null }) =>
      `${id} ${one.status} ${one.from} ${one.to}`;
    const asDay = (date: Date | null) => date?.toISOString().slice(0, 10) ?? null;
    const rebuilt = [...replayed].flatMap(([id, entries]) => entries.map((one) => line(id, one)));
    const found = kept.map((row) =>
      line(row.householdId, { status: row.status, from: asDay(row.from)!, to: asDay(row.to) }),
    );
    expect(rebuilt.sort()).toEqual(found.sort());
  });

  it("ends in the same registry when every webhook comes twice and the server is killed ten times", async () => {
    const store = await createStore("embedded");
    const disturbance = { most: 10, longestLife: 2000, wave: 0, random: seededRandom(21) };
    const { kills, books, audit } = await liveThroughKills(store, disturbance);
    await store.remove();
    expect(kills).toBe(10);
    expect(books).toEqual(await booksOf(here.store));
    expect(audit).toMatchObject({ intact: true });
  }, 400_000);

  it("ends with a clean audit chain", async () => {
    expect(await verifyAudit(here.store.client)).toMatchObject({ intact: true });
  });

  /** What the officer is told. */
  async function summary(payload: string): Promise<string> {
    return (await say(here, OFFICER, payload)).map(({ text }) => text).join("\n");
  }
});
