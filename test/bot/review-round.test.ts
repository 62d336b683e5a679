// A monthly round walked by chat over days: the reviewer's taps, the meeting, the posting, the leader's signature, and what the
// household hears of it. The installation is started anew on each day, on the same store.
import { afterAll, beforeAll, expect, it } from "vitest";
import { verifyAudit } from "../../registry/audit.ts";
import { type Commune, commune } from "../setup/commune.ts";
import { type Installation, startInstallation } from "../setup/installation.ts";
import { createStore, type TestStore } from "../setup/stores.ts";
import { quiet, say } from "../setup/talk.ts";

let store: TestStore;
let here: Installation;
let place: Commune;

/** Starts the day; whoever may be told something has written to the account lately. */
async function wakeOn(today: string): Promise<void> {
  here = await startInstallation("embedded", { ...store.environment, TODAY: today });
  for (const person of ["officer", "reviewer", "head", "leader", "family"]) await say(here, person, "menu");
}

beforeAll(async () => {
  store = await createStore("embedded");
  here = await startInstallation("embedded", { ...store.environment, TODAY: "2026-11-20" });
  place = await commune(here.store, {
    people: {
      officer: "commune-officer",
      leader: "commune-leader",
      reviewer: "reviewer@Thôn An Lạc",
      head: "village-head@Thôn An Lạc",
    },
    households: [{ head: "Bùi Thị Lựu", status: "near_poor", linked: ["family"] }],
  });
  await here.stop();
});
afterAll(() => store.remove());

/** All words of the answer, buttons included. */
async function hear(person: string, text: string): Promise<string> {
  const answers = await say(here, person, text);
  return answers.flatMap(({ text: words, buttons }) => [words, ...buttons.map(({ title }) => title)]).join("\n");
}

/** What the head of An Lạc has reported. */
async function reported(changeType: string): Promise<number> {
  const content = { head: "Bùi Thị Lựu", fields: {}, members: {} };
  const row = await here.store.client.changeReport.create({
    data: {
      changeType,
      accountId: "head",
      reporterId: place.people.get("head")!,
      reporterRole: "village-head",
      householdId: place.households.get("Bùi Thị Lựu")!,
      villageCode: place.villages.get("Thôn An Lạc")!,
      communeCode: place.code,
      fieldsSealed: here.store.seal.seal(JSON.stringify(content)),
      state: "open",
      createdAt: new Date(),
    },
  });
  return row.number;
}

const lastTo = (person: string) => here.simulator.messagesTo(person).at(-1)?.text ?? "";

it("on Friday the round is opened, the household is filled and the village meets", async () => {
  await wakeOn("2026-11-20");
  expect(await hear("officer", "mở đợt rà soát tháng 11")).toContain("từ 16/11/2026 đến 04/12/2026");
  expect(await hear("officer", "1")).toContain("Danh sách ban đầu có 0 hộ");
  const number = await reported("income_drop");
  await hear("officer", `#review-reports.claim.${number}`);
  expect(await hear("officer", `#review-reports.approve.${number}`)).toContain("Đưa vào đợt rà soát");
  expect(await hear("officer", "1")).toContain("✅ Đã đưa hộ vào danh sách");
  await hear("officer", "đợt rà soát");
  await hear("officer", "Thêm hộ đề nghị");
  expect(await hear("officer", "bui thi luu")).toContain("đã có trong danh sách");
  await reported("relapsed");
  await hear("officer", "đợt rà soát");
  expect(await hear("officer", "Chốt danh sách")).toContain("1 hộ ở 1 thôn");
  await quiet(here);
  expect(lastTo("reviewer")).toContain("lập phiếu từng hộ ở đây");

  await hear("reviewer", "phiếu rà soát");
  await hear("reviewer", "1"); // the household
  let asked = await hear("reviewer", "1"); // what the file knows
  const deprived = new Set<string>();
  for (let taps = 0; asked.includes("câu ") && !asked.includes("Vì sao") && taps < 60; taps += 1) {
    const [, indicator = ""] = / · B2\n([^:\n]+):/.exec(asked) ?? [];
    if (indicator !== "" && deprived.size < 3) deprived.add(indicator);
    const yes = indicator !== "" && deprived.has(indicator);
    asked = await hear("reviewer", yes ? "có" : "không");
    if (asked.includes("Câu này chọn")) asked = await hear("reviewer", "1"); // a question where one line must hold
  }
  expect(asked).toMatch(/câu (\d+)\/\1\nVì sao hộ khó khăn/);
  expect(await hear("reviewer", "không biết nữa thì sao")).toContain("chưa hiểu");
  const card = await hear("reviewer", "thieu von va ốm đau");
  expect(card).toContain("Dự kiến: Hộ");
  expect(card).toContain("mức 140 điểm");
  expect(card).toContain("Nguyên nhân khó khăn: Thiếu vốn, Ốm đau tai nạn.");
  expect(await hear("reviewer", "Sửa nguyên nhân")).toContain("Vì sao hộ khó khăn");
  expect(await hear("reviewer", "không rõ")).toContain("Nguyên nhân khó khăn: chưa rõ");
  await hear("reviewer", "Sửa nguyên nhân");
  expect(await hear("reviewer", "2 7")).toContain("Thiếu vốn, Ốm đau tai nạn");
  expect(await hear("reviewer", "Xong phiếu")).toContain("Cả thôn đã xong phiếu");
  await quiet(here);
  expect(lastTo("head")).toContain("đã xong phiếu rà soát");

  await hear("head", "họp dân");
  expect(await hear("head", "20/11/2026")).toContain("bao nhiêu người dự");
  expect(await hear("head", "đông lắm")).toContain("ví dụ: 45");
  await hear("head", "45 người");
  await hear("head", "50");
  expect(await hear("head", "02/BB")).toContain("45 người dự, 50 người đồng ý");
  const refused = await hear("head", "1");
  expect(refused).toContain("số đồng ý không được nhiều hơn số người dự");
  await hear("head", "45");
  await hear("head", "40");
  await hear("head", "02/BB");
  expect(await hear("head", "1")).toContain("kết quả được thông qua");
  expect(await hear("head", "niêm yết")).toContain("niêm yết từ ngày nào");
  expect(await hear("head", "21/11/2026")).toContain("Ngày này không thể đúng");
  expect(await hear("head", "1")).toContain("đến hết 25/11/2026");
  expect(await hear("officer", "phúc tra")).toContain("đang phúc tra");
  expect(await hear("officer", "Không có, đóng phúc tra")).toContain("Từ 26/11/2026");
  await here.stop();
});

it("on Thursday the leader signs, and the household hears what it is and how to object", async () => {
  await wakeOn("2026-11-26");
  expect(await hear("leader", "ký quyết định")).toContain("không có thôn nào chờ");
  await hear("officer", "phúc tra");
  expect(await hear("officer", "2")).toContain("trình lãnh đạo xã");
  await quiet(here);
  expect(lastTo("leader")).toContain("chờ quyết định");
  expect(await hear("leader", "1")).toContain("Kết quả trình: Hộ");
  expect(await hear("leader", "đã ký rồi")).toContain("ví dụ: 215/QĐ-UBND");
  expect(await hear("leader", "215/QĐ-UBND")).toContain("Ký ngày nào");
  expect(await hear("leader", "20/11/2026")).toContain("215/QĐ-UBND ngày 20/11/2026");
  expect(await hear("leader", "1")).toContain("Ngày này không thể đúng");
  await hear("leader", "1");
  expect(await hear("leader", "Đúng, ghi quyết định")).toContain("Đợt rà soát đã xong");
  await quiet(here);
  expect(lastTo("family")).toMatch(/UBND xã.*215\/QĐ-UBND/s);
  expect(lastTo("family")).toContain("xã phải trả lời");
  const toHead = here.simulator.messagesTo("head").map(({ text }) => text);
  expect(toHead.join("\n")).toContain("xã đã ra quyết định 215/QĐ-UBND cho 1 hộ");
  expect(lastTo("head")).toMatch(/báo cáo số \d+ \(Tái nghèo.*Hộ nay là: .* \(quyết định 215\/QĐ-UBND\)/s);
  const [status] = await here.store.client.householdStatus.findMany({
    where: { householdId: place.households.get("Bùi Thị Lựu")!, supersededAt: null },
    orderBy: { from: "desc" },
  });
  expect(status).toMatchObject({ decisionNumber: "215/QĐ-UBND", standard: "std-2022-2026" });
  expect(await hear("officer", "tổng hợp nguyên nhân nghèo")).toMatch(/Thiếu vốn.*\n.*Ốm đau tai nạn/);
  expect(await verifyAudit(here.store.client)).toMatchObject({ intact: true });
  await here.stop();
});
