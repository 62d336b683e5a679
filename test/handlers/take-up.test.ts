// A month after recognition: "đã nhận được chưa?", asked by the schedule, answered by a tap, one right after another.
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { addDays, day } from "../../foundation/day.ts";
import { askTakeUp } from "../../handlers/ask-take-up.ts";
import { remindOfRights } from "../../handlers/remind-of-rights.ts";
import { windowsOn } from "../../knowledge/apply-window.ts";
import { loadLibrary } from "../../knowledge/library.ts";
import { type Commune, commune } from "../setup/commune.ts";
import { type Installation, startInstallation } from "../setup/installation.ts";
import { runSchedule } from "../setup/on-time.ts";
import { quiet, say } from "../setup/talk.ts";

const library = loadLibrary(join(import.meta.dirname, "../../knowledge"));
const { askAfterDays, askWithinDays, remindLeaveDays } = library.service.takeUp;
/** Recognised so many days before a day. */
const RECOGNISED = "2026-10-20";
const daysLater = (days: number) => {
  const on = new Date(`${RECOGNISED}T08:30:00+07:00`);
  on.setUTCDate(on.getUTCDate() + days);
  return on;
};

let here: Installation;
let place: Commune;
beforeEach(async () => {
  here = await startInstallation("embedded", { TODAY: "2026-10-21" }); // long before its own schedule would ask
  place = await commune(here.store, {
    households: [
      {
        head: "Trần Văn Mạnh",
        since: RECOGNISED,
        linked: ["manh"],
        members: [
          { name: "Trần Thị Hoa", birth: "1978", facts: { labour_contract: false, ethnic: true, pregnant: false } },
        ],
      },
    ],
  });
  await say(here, "manh", "menu");
});
afterEach(() => here.stop());

/** What the schedule does so many days after the recognition; returns what the person hears then. */
async function onDay(days: number): Promise<string | null> {
  const before = here.simulator.messagesTo("manh").length;
  await runSchedule(here.store, askTakeUp, daysLater(days));
  await quiet(here);
  return here.simulator.messagesTo("manh")[before]?.text ?? null;
}

const states = async () =>
  (await here.store.client.takeUp.findMany({ orderBy: { policyId: "asc" } })).map(({ state }) => state);

it("asks on the day and not before, not after, and once", async () => {
  expect(await onDay(askAfterDays - 1)).toBeNull();
  expect(await onDay(askAfterDays + askWithinDays + 1)).toBeNull();
  expect(await onDay(askAfterDays)).toContain("đã nhận được chưa?");
  expect(await onDay(askAfterDays + 1)).toBeNull();
});

it("keeps the answer, tells where to go for what was not received, and takes a later answer in its place", async () => {
  expect(await onDay(askAfterDays)).toContain("20/10/2026");
  const first = (await say(here, "manh", "Chưa nhận")).map(({ text }) => text).join("\n");
  expect(first).toContain("chưa nhận để xã biết");
  expect(await states()).toEqual(["not_yet"]);
  const thanked = await say(here, "manh", "#take-up.received.bhyt-poor");
  expect(thanked.at(-1)?.text).toContain("đã nhận");
  expect(await states()).toEqual(["received"]);
});

it("asks nobody who does not want to be written to, and takes no answer for another household", async () => {
  await say(here, "manh", "dừng nhắn");
  expect(await onDay(askAfterDays)).toBeNull();
  const [right] = await here.store.client.takeUp.findMany();
  expect(right).toBeUndefined();
  await here.store.client.takeUp.create({
    data: { householdId: place.households.get("Trần Văn Mạnh")!, policyId: "bhyt-poor", state: "asked" },
  });
  expect((await say(here, "a stranger", "#take-up.received.bhyt-poor")).at(-1)?.text).toContain("không còn dùng");
  expect(await states()).toEqual(["asked"]);
});

it("reminds inside the window of a right that is applied for once a year, once, and only who has it and has not got it", async () => {
  const id = place.households.get("Trần Văn Mạnh")!;
  const { client } = here.store;
  await client.householdStatus.updateMany({ where: { householdId: id }, data: { from: new Date("2026-01-01") } });
  const reminded = (at: string) => runSchedule(here.store, remindOfRights, new Date(`${at}:00+07:00`));
  expect(await reminded("2026-09-10T09:00")).toEqual([]); // nobody goes to school
  await client.said.deleteMany();
  const factsSealed = here.store.seal.seal(JSON.stringify({ level: "primary" }));
  await client.member.updateMany({ where: { householdId: id }, data: { factsSealed } });
  expect([await reminded("2026-09-04T09:00"), await reminded("2026-09-10T21:00")]).toEqual([[], []]);
  const [notice] = await reminded("2026-09-10T09:00");
  expect(JSON.stringify(notice)).toContain("Nộp trong 45 ngày làm việc từ khai giảng");
  expect(await reminded("2026-09-11T09:00")).toEqual([]);
  await client.said.deleteMany();
  expect(await reminded("2026-11-08T09:00")).toEqual([]); // too late to be of use
  const taken = { householdId: id, policyId: "study-cost", state: "received", answeredAt: new Date("2026-09-12") };
  await client.takeUp.create({ data: taken });
  expect(await reminded("2026-09-14T09:00")).toEqual([]);
  // It is forgotten that a household was looked at only after the window.
  const { said } = library.privacy.retentionDays;
  const windows = windowsOn(library, day("2026-09-05"), remindLeaveDays);
  expect(windows.map(({ policy }) => policy.id)).toContain("study-cost");
  expect(windows.flatMap(({ opens }) => windowsOn(library, addDays(opens, said), remindLeaveDays))).toEqual([]);
});
