// A notice to the households of a village, from the officer's form to the telephones, with the leader's yes between.
import { afterAll, beforeAll, expect, it } from "vitest";
import { sendAnnouncements } from "../../handlers/send-announcements.ts";
import { type Commune, commune } from "../setup/commune.ts";
import { type Visitor, visitor } from "../setup/console.ts";
import { type Installation, startInstallation } from "../setup/installation.ts";
import { runSchedule } from "../setup/on-time.ts";
import { quiet, say } from "../setup/talk.ts";

/** The test may run at night, when nothing is sent unasked. */
const NOON = new Date("2026-11-20T12:00:00+07:00");
const TEXT = "Mời bà con nộp hồ sơ vay vốn <b>trước</b> ngày 30/11.";

let here: Installation;
let place: Commune;
let officer: Visitor;
let leader: Visitor;
beforeAll(async () => {
  here = await startInstallation();
  place = await commune(here.store, {
    people: { officer: "commune-officer", leader: "commune-leader", head: "village-head@Thôn An Lạc" },
    households: [
      { head: "Trần Văn Mạnh", linked: ["manh"] },
      { head: "Lê Thị Na", status: "near_poor", linked: ["na"] },
    ],
  });
  for (const person of ["manh", "na"]) await say(here, person, "menu");
  await say(here, "na", "dừng nhắn");
  officer = await visitor(here, place.people.get("officer")!);
  leader = await visitor(here, place.people.get("leader")!);
});
afterAll(() => here.stop());

const form = (over: Record<string, string> = {}) => ({
  unit: place.code,
  classes: "",
  policy: "",
  text: TEXT,
  ...over,
});

it("is shown with its count before it is kept, what was typed still in the form", async () => {
  const seen = await officer.post("/announcements", "preview", form());
  expect(seen.status).toBe(200);
  expect(seen.text).toContain("Gửi tới 1 tài khoản Zalo");
  expect(seen.text).toContain("1 người đã dặn không nhắn");
  expect(seen.text).toContain("&lt;b&gt;trước&lt;/b&gt;");
  expect((await officer.get("/announcements")).text).toContain("Chưa có thông báo nào");
});

it("offers no right that is over, and none that only something private gives", async () => {
  const { text } = await officer.get("/announcements");
  expect(text).toContain("Tiền điện cho hộ nghèo");
  expect(text).not.toMatch(/HIV|2016–2021/);
});

it("says in one sentence what is wrong, with a right example, and keeps nothing", async () => {
  const wrong: [Record<string, string>, string][] = [
    [{ text: " " }, "Nội dung còn trống"],
    [{ text: "a".repeat(1001) }, "dài quá 1000 chữ cái"],
    [{ unit: "11086" }, "chọn lại nơi nhận"],
    [{ unit: "'; DROP TABLE unit" }, "chọn lại nơi nhận"],
    [{ policy: "no-such" }, "chọn lại chính sách"],
    [{ policy: "sa-hiv-poor" }, "chọn lại chính sách"], // a notice would tell what somebody has
    [{ policy: "telecom-2016" }, "chọn lại chính sách"], // in force no more
    [{ classes: "poor", unit: place.villages.get("Thôn Đông Phong")! }, "Không có hộ nào"],
  ];
  for (const [over, sentence] of wrong)
    for (const action of ["preview", "draft"])
      expect((await officer.post("/announcements", action, form(over))).text).toContain(sentence);
  expect(await here.store.client.announcement.count()).toBe(0);
});

it("goes out after the leader's yes to whoever did not refuse", async () => {
  const drafted = await officer.post("/announcements", "draft", form());
  expect(drafted.status).toBe(303);
  const path = drafted.location!.replace("/console", "");
  expect((await officer.post(path, "approve")).status).toBe(404);
  expect((await officer.post("/announcements", "draft", form())).text).toContain("giống hệt");
  expect((await leader.get(path)).text).toContain("Duyệt và gửi");
  expect((await leader.post(path, "approve")).status).toBe(303);
  await runSchedule(here.store, sendAnnouncements, NOON);
  await quiet(here);
  expect(here.simulator.messagesTo("manh").at(-1)?.text).toContain(TEXT);
  expect(here.simulator.messagesTo("manh").at(-1)?.text).toContain("dừng nhắn");
  expect(here.simulator.messagesTo("na").at(-1)?.text).not.toContain(TEXT);
  expect((await leader.post(path, "refuse")).status).toBe(409);
  const seen = await officer.get(path);
  expect(seen.text).toContain("Đã gửi hết");
  for (const [head, became] of [
    ["Trần Văn Mạnh", "Đã gửi"],
    ["Lê Thị Na", "Đã dặn không nhắn"],
  ] as const)
    expect(seen.text).toMatch(new RegExp(`households/${place.households.get(head)}.*${became}`));
});

it("is nobody's but the commune's officers and leaders", async () => {
  const head = await visitor(here, place.people.get("head")!);
  expect((await head.get("/announcements")).status).toBe(404);
  expect((await head.get("/announcements/1")).text).not.toContain("hồ sơ vay vốn");
  expect((await officer.get("/announcements/999")).status).toBe(404);
  expect((await officer.get("/announcements/x")).status).toBe(404);
});
