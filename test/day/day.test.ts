// A day in one commune through the real wire: every report ends decided, every household concerned is told, the books agree.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { verifyAudit } from "../../registry/audit.ts";
import { commune } from "../setup/commune.ts";
import { type Installation, startInstallation } from "../setup/installation.ts";
import { quiet } from "../setup/talk.ts";
import { citizen, households, linkOf, PEOPLE, VILLAGES } from "./commune-of-the-day.ts";
import { liveThrough, type Sent } from "./day.ts";
import { CHANGES, DAY } from "./day-data.ts";

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

  it("ends with a clean audit chain", async () => {
    expect(await verifyAudit(here.store.client)).toMatchObject({ intact: true });
  });
});
