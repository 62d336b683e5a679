// People and roles on the officers' pages: a code is made, shown once with its picture and taken up in the chat; a role ends.
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Commune, commune } from "../setup/commune.ts";
import { type Visitor, visitor } from "../setup/console.ts";
import { type Installation, startInstallation } from "../setup/installation.ts";
import { quiet, say } from "../setup/talk.ts";

const CODE = /[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}/;

let here: Installation;
let place: Commune;
let officer: Visitor;
beforeAll(async () => {
  here = await startInstallation();
  const people = {
    officer: "commune-officer",
    leader: "commune-leader",
    head: "village-head@Thôn An Lạc",
    "next head": "village-head@Thôn An Lạc",
  };
  place = await commune(here.store, { people });
  officer = await visitor(here, place.people.get("officer")!);
});
afterAll(() => here.stop());

const village = () => place.villages.get("Thôn Đông Phong")!;

it("a code made here is shown once, with its picture, and opens the role in the chat", async () => {
  const fields = { role: "village-head", unit: village(), name: "Đỗ Thị Mới", until: "2027-12-31" };
  const { status, text } = await officer.post("/people", "invite", fields);
  expect([status, text.includes('src="data:image/png;base64,')]).toEqual([200, true]);
  const code = CODE.exec(text)![0];
  const listed = (await officer.get("/people")).text;
  expect([listed.includes("Đỗ Thị Mới"), CODE.test(listed)]).toEqual([true, false]);
  expect((await say(here, "new", code)).map((one) => one.text).join()).toContain("Trưởng thôn");
  const [term] = await here.store.client.roleTerm.findMany({ where: { unitCode: village() } });
  expect(term).toMatchObject({ role: "village-head", to: new Date("2027-12-31") });
});

it("a code is taken back before it is used", async () => {
  const { text } = await officer.post("/people", "invite", { role: "reviewer", unit: village(), name: "Bùi Văn Thôi" });
  const mark = /name="mark" value="([^"]+)"/.exec((await officer.get("/people")).text)![1]!;
  expect((await officer.post("/people", "take-back", { mark })).location).toBe("/console/people");
  expect((await say(here, "late", CODE.exec(text)![0]))[0]!.text).toContain("không dùng được");
});

it.each([
  ["a role that the own one does not give", { role: "commune-leader" }],
  ["a village elsewhere", { role: "village-head", unit: "13285-001" }],
  ["no role at all", {}],
])("an invitation to %s is refused", async (_, fields) => {
  expect((await officer.post("/people", "invite", { name: "x", ...fields })).status).toBe(404);
});

it("a lost telephone loses its role and its sessions until the new one sends the code", async () => {
  const personId = place.people.get("head")!;
  const lost = await visitor(here, personId);
  const held = { person: personId, role: "village-head", unit: place.villages.get("Thôn An Lạc")! };
  const code = CODE.exec((await officer.post("/people", "phone", held)).text)![0];
  expect((await lost.get("/")).status).toBe(401);
  expect((await say(here, "head", "vai trò"))[0]!.text).toContain("chưa có vai trò");
  await say(here, "head's new telephone", code);
  expect((await say(here, "head's new telephone", "vai trò"))[0]!.text).toContain("Trưởng thôn");
});

it("nobody gets a telephone of somebody with more rights by a role that is shared", async () => {
  const personId = place.people.get("leader")!;
  const unitCode = village();
  const term = { personId, role: "village-head", unitCode, from: new Date("2026-01-06") };
  await here.store.client.roleTerm.create({ data: term });
  const held = { person: personId, role: "village-head", unit: unitCode };
  expect((await officer.post("/people", "phone", held)).status).toBe(404);
  expect(await here.store.client.account.count({ where: { personId } })).toBe(1);
});

it("whoever ends a role chooses who takes over, who is told; nobody without the role can be chosen", async () => {
  const unit = place.villages.get("Thôn An Lạc")!;
  const { client, seal } = here.store;
  const leaving = place.people.get("head")!;
  const next = place.people.get("next head")!;
  await say(here, "next head", "vai trò");
  const held = { villageCode: unit, communeCode: place.code, claimedBy: leaving, claimedAt: new Date() };
  const report = { changeType: "birth", state: "claimed", fieldsSealed: seal.seal("{}"), ...held };
  const { id } = await client.changeReport.create({ data: report });
  const fields = { person: leaving, role: "village-head", unit };
  expect((await officer.get("/people")).text).toContain("Giao 1 việc đang giữ cho");
  expect((await officer.post("/people", "end", { ...fields, to: place.people.get("leader")! })).status).toBe(404);
  expect((await officer.post("/people", "end", { ...fields, to: next })).location).toBe("/console/people");
  expect((await officer.get("/people")).text).toContain("1 việc đã giao cho người kế nhiệm");
  expect(await client.changeReport.findUnique({ where: { id } })).toMatchObject({ claimedBy: next, state: "claimed" });
  await quiet(here);
  expect(here.simulator.messagesTo("next head").at(-1)?.text).toContain("1 hồ sơ đang xử lý");
});

it("a round of review tells each step of each village, and by name who is late", async () => {
  const { client } = here.store;
  const span = { opensOn: new Date("2026-11-01"), dueOn: new Date("2026-12-14") };
  const plan = { communeCode: place.code, track: "periodic", standard: "std-2022-2026", ...span };
  const { id: roundId } = await client.reviewRound.create({ data: plan });
  const step = (villageCode: string, name: string, due: string, done: string | null = null) => ({
    ...{
      roundId,
      villageCode,
      step: name,
      dueOn: new Date(due),
      doneOn: done === null ? null : new Date(done),
      detail: {},
    },
  });
  const [late, inTime] = [place.villages.get("Thôn An Lạc")!, village()];
  const scored = [step(late, "list", "2026-11-05", "2026-11-04"), step(late, "scoring", "2026-11-10", "2026-11-09")];
  const next = [step(late, "meeting", "2026-11-20"), step(inTime, "list", "2026-11-30")];
  await client.reviewStep.createMany({ data: [...scored, ...next] });
  const { text } = await officer.get("/rounds");
  for (const words of [
    "xong 04/11/2026",
    "hạn 20/11/2026",
    "Thôn An Lạc: Họp dân, hạn 20/11/2026",
    "next head (Trưởng thôn)",
  ])
    expect(text).toContain(words);
  expect(text).not.toContain("Thôn Đông Phong: Lập danh sách");
  expect((await officer.get("/")).text).toContain('href="/console/rounds"');
});

it("a role ends at once, one's own never", async () => {
  const personId = place.people.get("next head")!;
  const unit = place.villages.get("Thôn An Lạc")!;
  const ended = await officer.post("/people", "end", { person: personId, role: "village-head", unit });
  expect(ended.location).toBe("/console/people");
  expect(
    await here.store.client.auditEntry.count({ where: { action: "role_ended", subject: `person:${personId}` } }),
  ).toBe(1);
  const own = { person: place.people.get("officer")!, role: "commune-officer", unit: place.code };
  expect((await officer.post("/people", "end", own)).status).toBe(404);
});
