// Finding a household and reading its record: by a name typed any way, within the reach, what is sensitive only to who may, every look noted.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readLocales } from "../../bot/locale-files.ts";
import { addWords, askForOfficer } from "../../registry/requests/ask.ts";
import { type Commune, commune } from "../setup/commune.ts";
import { type Visitor, visitor } from "../setup/console.ts";
import { desksOf } from "../setup/desks.ts";
import { type Installation, startInstallation } from "../setup/installation.ts";
import { say } from "../setup/talk.ts";

const ROOT = join(import.meta.dirname, "../..");
const IDENTITY = "031061000123";

let here: Installation;
let place: Commune;
let household: string;
beforeAll(async () => {
  here = await startInstallation();
  place = await commune(here.store, {
    people: {
      officer: "commune-officer",
      leader: "commune-leader",
      head: "village-head@Thôn An Lạc",
      otherHead: "village-head@Thôn Đông Phong",
      committee: "steering-committee",
    },
    households: [
      {
        head: "Nguyễn Văn Tám",
        deprivations: ["water"],
        members: [
          {
            name: "Lê Thị Hoa",
            nickname: "Hoa Bưởi",
            relation: "spouse",
            birth: "1963",
            sex: "female",
            identity: IDENTITY,
            ethnicity: "tay",
            phone: "0900000001",
            facts: { disability: "severe" },
          },
        ],
        linked: ["family"],
      },
      { head: "Nguyễn Văn Tâm", village: "Thôn Đông Phong" },
    ],
  });
  household = place.households.get("Nguyễn Văn Tám")!;
});
afterAll(() => here.stop());

const signedIn = (name: string): Promise<Visitor> => visitor(here, place.people.get(name)!);

describe("search", () => {
  it.each(["le thi hoa", "Hoa Lê", "bà Hoa Bưởi", "LÊ THỊ HOA", "11074-00001"])(
    "finds the household by %j",
    async (typed) => {
      const { text } = await (await signedIn("officer")).get(`/search?name=${encodeURIComponent(typed)}`);
      expect(text).toContain(`/console/households/${household}"`);
    },
  );

  it("stays within the village of a village head, and shows nothing to who may list nothing", async () => {
    const seen = await (await signedIn("otherHead")).get(`/search?name=${encodeURIComponent("Nguyễn Văn Tám")}`);
    expect(seen.text).not.toContain(household);
    const refused = await (await signedIn("committee")).get("/search?name=Nguyen");
    expect([refused.status, refused.text.includes("Nguyễn Văn")]).toEqual([404, false]);
  });

  it("says when it finds nothing, and takes anything for words", async () => {
    const me = await signedIn("officer");
    for (const typed of ["Hồ Thị Không", "'; DROP TABLE member; --", "<script>alert(1)</script>", "a".repeat(2000)]) {
      const { status, text } = await me.get(`/search?name=${encodeURIComponent(typed)}`);
      expect([status, text.includes("Không thấy hộ nào"), text.includes("<script>alert")]).toEqual([200, true, false]);
    }
  });
});

describe("the record", () => {
  it("shows the officer members, class with its decision, rights with their clause, and who looked", async () => {
    const me = await signedIn("officer");
    await (await signedIn("head")).get(`/households/${household}`);
    const { text } = await me.get(`/households/${household}`);
    for (const words of [
      "Lê Thị Hoa (Hoa Bưởi)",
      IDENTITY,
      "0900000001",
      "Tày",
      "12/QĐ-UBND",
      "Quyền lợi hôm nay",
      "Điều",
      "1 tài khoản",
      "Công nhận: Hộ nghèo",
      "Bắt đầu thiếu",
      "head",
      "Trưởng thôn",
    ])
      expect(text).toContain(words);
  });

  it.each(["head", "leader"])("leaves out for the %s what is sensitive", async (who) => {
    const { status, text } = await (await signedIn(who)).get(`/households/${household}`);
    expect([status, text.includes("Lê Thị Hoa")]).toEqual([200, true]);
    for (const words of [IDENTITY, "0900000001", "khuyết tật", "Quyền lợi hôm nay"]) expect(text).not.toContain(words);
  });

  it("looks as if it were not there from another village, with another id and with none", async () => {
    for (const id of [household, "00000000-0000-4000-8000-000000000000", "1' OR '1'='1"]) {
      const who = id === household ? "otherHead" : "officer";
      const { status, text } = await (await signedIn(who)).get(`/households/${encodeURIComponent(id)}`);
      expect([id, status, text.includes("Nguyễn Văn")]).toEqual([id, 404, false]);
    }
  });

  it("shows what a linked person wrote to officers only where the person agreed, and only to who answers", async () => {
    const family = desksOf(here.store, place, "2026-11-21");
    const shared = { field: null, household: {}, members: [] };
    const asked = async (agreed: typeof shared | null, words: string) => {
      await family("family", async (desk) => {
        await askForOfficer(desk, { communeCode: place.code, shared: agreed });
        await addWords(desk, words);
      });
      await here.store.client.officerRequest.updateMany({ data: { state: "closed" } });
    };
    await asked(shared, "Nhà tôi dột nặng");
    await asked(null, "Việc riêng của tôi");
    const [officer, head] = [await signedIn("officer"), await signedIn("head")];
    const seen = await Promise.all([officer, head].map((one) => one.get(`/households/${household}`)));
    expect(seen.map(({ text }) => text.includes("Nhà tôi dột nặng"))).toEqual([true, false]);
    expect(seen.map(({ text }) => text.includes("Việc riêng của tôi"))).toEqual([false, false]);
  });

  it("shows on the time line what the bot answered the household, while it lets officers read, and only to who answers", async () => {
    await say(here, "family", "#consent.yes");
    await say(here, "family", "#my-household.rights");
    const told = (await say(here, "family", "#entitlements.field.electricity")).map(({ text }) => text).join();
    const code = /Mã trả lời: (\S+)/.exec(told)![1]!;
    await say(here, "family", "nếu là hộ cận nghèo thì sao"); // supposed: of no household
    const kept = await here.store.client.decision.findMany();
    expect(new Set(kept.map(({ householdId }) => householdId))).toEqual(new Set([household, null]));
    expect(kept.filter(({ householdId }) => householdId === null)).toHaveLength(1);
    const seen = async (name: string) => (await (await signedIn(name)).get(`/households/${household}`)).text;
    expect(await seen("officer")).not.toContain(code);
    await say(here, "family", "#talk-to-officer.share");
    const [officer, leader] = await Promise.all(["officer", "leader"].map(seen));
    expect(officer).toContain(code);
    expect(officer).toContain("Tiền điện cho hộ nghèo: dự kiến được. Căn cứ: Luật Điện lực");
    expect(leader).not.toContain(code);
    await say(here, "family", "#my-data.withdraw.officer-reads");
    expect(await seen("officer")).not.toContain(code);
  });

  it("notes the look, which the household may ask for", async () => {
    await (await signedIn("leader")).get(`/households/${household}`);
    const looks = await here.store.client.householdView.findMany({ where: { householdId: household } });
    expect(looks.map(({ role, purpose }) => `${role} ${purpose}`)).toContain("commune-leader household");
  });

  it("has words for whatever a look may be noted for", () => {
    const folder = join(ROOT, "registry");
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
    const code = files.map((file) => readFileSync(join(folder, file), "utf8")).join("\n");
    const purposes = [...code.matchAll(/noteViews?\([^;]*?"([a-z-]+)",?\s*\)/g)].map(([, purpose]) => purpose!);
    const { vi } = readLocales(join(ROOT, "knowledge/texts"));
    expect(purposes.length).toBeGreaterThan(5);
    expect(purposes.filter((one) => !vi.has(`console-household:purpose.${one}`))).toEqual([]);
  });
});
