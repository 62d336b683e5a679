// A question that was left for hours is not answered by chance; the person is reminded once, by day, and nothing told is lost.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { remindOfQuestions } from "../../handlers/remind-of-questions.ts";
import { loadLibrary } from "../../knowledge/library.ts";
import { type Installation, startInstallation } from "../setup/installation.ts";
import { quiet, say } from "../setup/talk.ts";

const HOUR = 3_600_000;
const NOON = new Date("2026-11-22T12:00:00+07:00");
const NIGHT = new Date("2026-11-22T22:00:00+07:00");
const library = loadLibrary("knowledge");

let here: Installation;
beforeAll(async () => {
  here = await startInstallation();
});
afterAll(() => here.stop());

describe("a question left open", () => {
  it("for four hours is not taken up blindly, and goes on with all that was told", async () => {
    await halfway("goes on", 4 * HOUR);
    expect(await heard("goes on", "4 người")).toContain("làm tiếp hay làm lại từ đầu");
    expect(await heard("goes on", "Tiếp tục")).toContain("mấy người");
    expect(await heard("goes on", "4 người")).toContain("thu được khoảng bao nhiêu");
  });

  it("for four hours may be begun again or left", async () => {
    await halfway("anew", 4 * HOUR);
    await heard("anew", "4 người");
    expect(await heard("anew", "Làm lại từ đầu")).toContain("xã hay ở phường");
    await halfway("leaves", 4 * HOUR);
    await heard("leaves", "không");
    expect(await heard("leaves", "thôi")).toContain("đã bỏ việc đang dở");
  });

  it("for two hours is still the question", async () => {
    await halfway("soon", 2 * HOUR);
    expect(await heard("soon", "4 người")).toContain("thu được khoảng bao nhiêu");
  });

  it("does not stand in the way of another question", async () => {
    await halfway("other", 4 * HOUR);
    expect(await heard("other", "chuẩn nghèo là gì")).toContain("1.500.000");
  });
});

describe("the reminder", () => {
  it("comes once, between 18 and 36 hours, by day, to those who agreed", async () => {
    await asked("17 hours", 17);
    await asked("19 hours", 19);
    await asked("37 hours", 37);
    expect(await reminded(NIGHT)).toEqual([]);
    expect(await reminded(NOON)).toEqual(["19 hours"]);
    expect(await reminded(NOON)).toEqual([]);
  });

  /** As if the question had been asked this long before noon. */
  async function asked(person: string, hours: number): Promise<void> {
    await halfway(person, 0);
    const openSince = new Date(NOON.getTime() - hours * HOUR);
    await here.store.client.session.update({ where: { accountId: person }, data: { openSince } });
  }

  async function reminded(now: Date): Promise<string[]> {
    const actor = { accountId: "system", personId: null, term: null, terms: [], households: [] };
    const notices = await here.store.client.$transaction((tx) =>
      remindOfQuestions.run({ tx, store: here.store, library, actor, now, today: "2026-11-22" as never }),
    );
    return notices.map(({ accountId }) => accountId).filter((id) => id.endsWith("hours"));
  }
});

/** The self-check at its second question, asked `age` milliseconds ago. */
async function halfway(person: string, age: number): Promise<void> {
  await say(here, person, "#consent.yes");
  await say(here, person, "#check-eligibility");
  await say(here, person, "ở xã");
  const where = { accountId: person };
  const row = await here.store.client.session.findUniqueOrThrow({ where });
  const session = JSON.parse(here.store.seal.open(row.stateSealed));
  session.form.since = new Date(Date.now() - age).toISOString();
  await here.store.client.session.update({
    where,
    data: { stateSealed: here.store.seal.seal(JSON.stringify(session)) },
  });
  await quiet(here);
}

async function heard(person: string, text: string): Promise<string> {
  return (await say(here, person, text)).map((message) => message.text).join("\n");
}
