// People and households come to the registry by chat: invitations, roles, links, answers lent to relatives, and leaving again.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { HANDLERS } from "../../handlers/index.ts";
import { WORK } from "../../handlers/menu.ts";
import { verifyAudit } from "../../registry/audit.ts";
import { makeHouseholdCode } from "../../registry/links/household-codes.ts";
import { type Commune, commune } from "../setup/commune.ts";
import { type Installation, startInstallation } from "../setup/installation.ts";
import { quiet, say } from "../setup/talk.ts";

let here: Installation;
let town: Commune;
const NATION = { villages: [], communes: [], provinces: [], nation: true };

beforeAll(async () => {
  here = await startInstallation();
  town = await commune(here.store, {
    people: {
      officer: "commune-officer",
      leader: "commune-leader",
      "head-an-lac": "village-head@Thôn An Lạc",
      "head-dong-phong": "village-head@Thôn Đông Phong",
    },
    households: [
      { head: "Nguyễn Văn Tám", facts: { has_land: true } },
      { head: "Trần Thị Mão" },
      { head: "Lê Văn Đôi", status: "near_poor" },
      { head: "Lê Văn Đôi" },
    ],
  });
});
afterAll(() => here.stop());

/** What a person hears for a text, buttons included. */
async function hears(person: string, text: string): Promise<string> {
  return (await say(here, person, text)).map(inWords).join("\n");
}

const inWords = (message: { text: string; buttons: readonly { title: string }[] }) =>
  [message.text, ...message.buttons.map(({ title }) => title)].join("\n");

/** The last message somebody got, whoever caused it. */
async function lastTo(person: string) {
  await quiet(here);
  return here.simulator.messagesTo(person).at(-1);
}

/** Presses the button with this number under the last message. */
async function press(person: string, number: number): Promise<string> {
  const payload = (await lastTo(person))!.buttons[number - 1]!.payload as string;
  return hears(person, payload);
}

async function slipFor(head: string): Promise<string> {
  const household = town.households.get(head)!;
  const by = { actor: "operator", now: new Date() };
  const made = await makeHouseholdCode(here.store.client, here.store, { household, reach: NATION, days: 1 }, by);
  return "code" in made ? made.code : "";
}

describe("an invitation", () => {
  it("is made by an officer in chat, and makes a village head of whoever sends it first", async () => {
    // What is due on time may come first.
    const said = await say(here, "officer", "mời trưởng thôn thôn Đông Phong, Phạm Văn Sáu");
    const [told, code] = said.slice(-2);
    expect(told?.text).toContain("Mã mời Trưởng thôn Thôn Đông Phong");
    expect(code?.text).toMatch(/^\w{4}-\w{4}-\w{4}$/);
    expect(await hears("sau", `mã của tôi ${code!.text.toLowerCase()}`)).toContain(
      "Chào anh/chị Phạm Văn Sáu. Zalo này đã nối với vai trò Trưởng thôn ở Thôn Đông Phong, Xã Tứ Kỳ",
    );
    expect(await hears("vai trò của ai", code!.text)).toContain("Mã này không dùng được");
    expect(await hears("sau", "vai trò")).toContain("Trưởng thôn: Thôn Đông Phong");
  });

  it.each([
    ["officer", "mời lãnh đạo UBND xã, Ai Đó", "Anh/chị mời được: Trưởng thôn, Rà soát viên"],
    ["officer", "mời trưởng thôn thôn Không Có", "chưa rõ là thôn nào"],
    ["officer", "mời", "nhắn vai trò, nơi phụ trách"],
    ["head-an-lac", "mời rà soát viên thôn An Lạc", "không mời được"],
  ])("%s: “%s” is not made", async (person, text, words) => {
    expect(await hears(person, text)).toContain(words);
  });

  it("gives a second role, and the person says in which to act", async () => {
    const code = (await say(here, "leader", "mời cán bộ giảm nghèo xã")).at(-1);
    expect(code?.text).toMatch(/^\w{4}-\w{4}-\w{4}$/);
    expect(await hears("head-dong-phong", code!.text)).toContain("Cán bộ giảm nghèo xã");
    const roles = await hears("head-dong-phong", "vai trò");
    expect(roles).toContain("đang làm việc với vai trò Cán bộ giảm nghèo xã");
    expect(roles).toContain("Trưởng thôn: Thôn Đông Phong");
    expect(await hears("head-dong-phong", "1")).toContain("Trưởng thôn: Thôn Đông Phong");
    expect(await hears("head-dong-phong", "mời rà soát viên thôn An Lạc")).toContain("không mời được");
  });
});

it("a code of somebody who left the office opens nothing, and says why", async () => {
  const code = (await say(here, "leader", "mời rà soát viên thôn An Lạc")).at(-1)!.text;
  const personId = town.people.get("leader")!;
  const term = { where: { personId }, data: { to: new Date("2026-11-20") } };
  await here.store.client.roleTerm.updateMany(term);
  expect(await hears("newcomer", code)).toContain("người cấp mã không còn phụ trách");
  await here.store.client.roleTerm.updateMany({ where: { personId }, data: { to: null } });
  expect(await hears("newcomer", code)).toContain("Rà soát viên");
});

describe("the menu", () => {
  it.each([
    ["officer", ["Cán bộ giảm nghèo xã: Xã Tứ Kỳ", "Báo cáo chờ xét", "Mời người"]],
    ["head-an-lac", ["Trưởng thôn: Thôn An Lạc, Xã Tứ Kỳ", "Báo biến động"]],
    ["citizen", ["Nhà tôi được hưởng gì"]],
  ])("of %s offers the work of the role", async (person, words) => {
    const heard = await hears(person, "menu");
    for (const one of words) expect(heard).toContain(one);
    if (person !== "officer") expect(heard).not.toContain("Mời người");
    expect(await hears(person, "#menu.citizen")).toContain("Nhà tôi được hưởng gì");
  });

  it("leads to handlers that exist", () => {
    for (const { payload } of WORK) expect([...HANDLERS.keys()]).toContain(payload.slice(1));
  });
});

describe("a household is linked", () => {
  it("by the code on its slip, after consent, and shows itself to nobody else", async () => {
    const code = await slipFor("Nguyễn Văn Tám");
    expect(await hears("tam", code)).toContain("đồng ý không");
    expect(await hears("tam", "đồng ý")).toContain("đã nối với hồ sơ hộ");
    const shown = await hears("tam", "hộ của tôi");
    expect(shown).toContain("Hộ Nguyễn Văn Tám, Thôn An Lạc, Xã Tứ Kỳ: 1 người");
    expect(shown).toContain("Đã công nhận: Hộ nghèo, từ 01/01/2026");
    expect(shown).toContain("12/QĐ-UBND ngày 01/01/2026");
    expect(await hears("other", code)).toContain("Mã này không dùng được");
    expect(await hears("other", "hộ của tôi")).toContain("chưa nối");
  });

  it("by the village head's word, and refused by it", async () => {
    for (const text of ["nối hộ", "đồng ý", "tran thi mao", "an lac, tu ky"]) await say(here, "mao", text);
    expect(await hears("mao", "Trần Thị Mão")).toContain("đã gửi trưởng thôn xác nhận");
    expect((await lastTo("head-an-lac"))?.text).toContain("Trần Thị Mão xin nối Zalo với hộ Trần Thị Mão, Thôn An Lạc");
    const yes = (await lastTo("head-an-lac"))!.buttons[0]!.payload as string;
    expect(await hears("head-dong-phong", yes)).toContain("không còn chờ trả lời");
    expect(await hears("mao", yes)).toContain("không còn chờ trả lời");
    expect(await hears("head-an-lac", "1")).toContain("Đã xác nhận");
    expect((await lastTo("mao"))?.text).toContain("đã nối với hồ sơ hộ");
    expect(await hears("mao", "1")).toContain("Hộ Trần Thị Mão");
    expect(await hears("head-an-lac", yes)).toContain("không còn chờ trả lời");
  });

  it("never by a name that nobody or that two bear; the asker hears the same", async () => {
    const before = here.simulator.messagesTo("head-an-lac").length;
    const heard: string[] = [];
    for (const head of ["Lê Văn Đôi", "Hoàng Văn Không"]) {
      for (const text of ["nối hộ", "đồng ý", head, "thôn An Lạc xã Tứ Kỳ"]) await say(here, `asker ${head}`, text);
      heard.push(await hears(`asker ${head}`, "Tôi là con"));
    }
    expect(heard[0]).toBe(heard[1]);
    expect(here.simulator.messagesTo("head-an-lac")).toHaveLength(before);
  });

  it("tells who looked, lets go on to the rights by the record, and is parted again", async () => {
    const person = town.people.get("officer")!;
    const view = { personId: person, role: "commune-officer", purpose: "read", at: new Date("2026-11-20T02:00:00Z") };
    await here.store.client.householdView.create({
      data: { ...view, householdId: town.households.get("Nguyễn Văn Tám")! },
    });
    expect(await hears("tam", "ai đã xem")).toContain("20/11/2026: Cán bộ giảm nghèo xã");
    await say(here, "tam", "#my-household.rights");
    expect(await hears("tam", "#consent.yes")).toContain("tính theo hồ sơ xã");
    expect(await hears("tam", "Bảo hiểm y tế")).not.toContain("công nhận nhà");
    expect(await hears("tam", "thôi nối")).toContain("có chắc không");
    expect(await hears("tam", "1")).toContain("Đã thôi nối");
    expect(await hears("tam", "hộ của tôi")).toContain("chưa nối");
  });
});

describe("a relative asks on behalf", () => {
  it("and hears names of rights only after somebody of the household agreed", async () => {
    for (const text of ["hỏi hộ", "Trần Thị Mão", "thôn An Lạc, xã Tứ Kỳ"]) await say(here, "niece", text);
    expect(await hears("niece", "Lan, cháu gọi bằng bà")).toContain("đã hỏi ý người nhà");
    expect((await lastTo("mao"))?.text).toContain("Lan, cháu gọi bằng bà muốn hỏi hộ");
    const lend = (await lastTo("mao"))!.buttons[0]!.payload as string;
    expect(await hears("niece", lend)).toContain("không còn chờ trả lời");
    expect(await press("mao", 1)).toContain("chỉ tên các quyền lợi");
    const answer = (await lastTo("niece"))!.text;
    expect(answer).toContain("Người nhà đã đồng ý");
    expect(answer).toMatch(/•/);
    expect(await hears("niece", "hộ của tôi")).toContain("chưa nối");
    expect(await hears("mao", lend)).toContain("không còn chờ trả lời");
  });

  it("and hears them in the own language, whatever the household speaks", async () => {
    await say(here, "nephew", "#language.en");
    for (const text of ["hỏi hộ", "Trần Thị Mão", "thôn An Lạc, xã Tứ Kỳ"]) await say(here, "nephew", text);
    await say(here, "nephew", "#language.en");
    await hears("nephew", "Minh");
    expect((await lastTo("mao"))?.text).toContain("Minh muốn hỏi hộ");
    await press("mao", 1);
    const answer = (await lastTo("nephew"))!.text;
    expect(answer).toContain("Electricity");
    expect(answer).not.toMatch(/[ăđơưạộ]/);
  });
});

it("an erased account has neither role nor household any more, and the chain says so", async () => {
  expect(await hears("mao", "xóa dữ liệu")).toContain("Đã xóa");
  await say(here, "sau", "xóa dữ liệu");
  expect(await hears("mao", "hộ của tôi")).toContain("chưa nối");
  expect(await hears("sau", "vai trò")).toContain("chưa có vai trò nào");
  const actions = await here.store.client.auditEntry.groupBy({ by: ["action"] });
  const told = actions.map(({ action }) => action);
  for (const action of [
    "person_joined",
    "household_linked",
    "household_unlinked",
    "links_ended",
    "role_ended",
    "answer_lent",
  ])
    expect(told).toContain(action);
  expect((await verifyAudit(here.store.client)).intact).toBe(true);
});
