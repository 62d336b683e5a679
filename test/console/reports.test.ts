// Reports on the officers' pages: what is shown to whom, who decides, who hears of it, and that two at once never act twice.
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { day } from "../../foundation/day.ts";
import { loadLibrary } from "../../knowledge/library.ts";
import { folderShelf } from "../../registry/evidence/shelf.ts";
import { fileReport, type NewReport } from "../../registry/reports/file-report.ts";
import { type Commune, commune } from "../setup/commune.ts";
import { type Visitor, visitor } from "../setup/console.ts";
import { type As, desksOf } from "../setup/desks.ts";
import { type Installation, startInstallation } from "../setup/installation.ts";

const { types, fields } = loadLibrary(join(import.meta.dirname, "../../knowledge")).changes;

let here: Installation;
let place: Commune;
let as: As;
beforeAll(async () => {
  here = await startInstallation();
  place = await commune(here.store, {
    people: {
      officer: "commune-officer",
      colleague: "commune-officer",
      leader: "commune-leader",
      head: "village-head@Thôn An Lạc",
      otherHead: "village-head@Thôn Đông Phong",
      province: "province-officer",
    },
    households: [
      { head: "Nguyễn Văn Tám", members: [{ name: "Lê Thị Hoa", relation: "spouse" }], linked: ["family"] },
      { head: "Phạm Thị Mão", status: "near_poor" },
      { head: "Đỗ Văn Bảy", village: "Thôn Đông Phong" },
    ],
  });
  await commune(here.store, { code: "11086", people: { stranger: "commune-officer" } }).then(({ people }) => {
    for (const [name, id] of people) (place.people as Map<string, string>).set(name, id);
  });
  as = desksOf(here.store, place, "2026-11-21");
});
afterAll(() => here.stop());

/** Files a report as somebody; returns its number. */
async function told(who: string, changeType: string, head: string, more: Partial<NewReport> = {}): Promise<number> {
  const report: NewReport = {
    changeType,
    householdId: place.households.get(head)!,
    villageCode: null,
    eventDate: day("2026-11-15"),
    content: { head, fields: {}, members: {} },
    ...more,
  };
  const filed = await as(who, (desk) => fileReport(desk, report));
  if (!filed.ok) throw new Error("not filed");
  return filed.report.number;
}

const birth = (who = "head", head = "Nguyễn Văn Tám") =>
  told(who, "birth", head, { content: { head, fields: { child_name: "Nguyễn Thị Mai" }, members: {} } });
const signedIn = (name: string): Promise<Visitor> => visitor(here, place.people.get(name)!);
const stateOf = async (number: number) =>
  (await here.store.client.changeReport.findUniqueOrThrow({ where: { number } })).state;

describe("the list", () => {
  it("is filtered by village, kind, urgency and lateness, within the reach", async () => {
    const born = await birth();
    const collapsed = await told("otherHead", "house_collapsed", "Đỗ Văn Bảy");
    await here.store.client.changeReport.update({ where: { number: born }, data: { dueOn: new Date("2026-11-01") } });
    const officer = await signedIn("officer");
    const shown = async (query: string) => {
      const { text } = await officer.get(`/reports?${query}`);
      return [born, collapsed].filter((number) => text.includes(`/console/reports/${number}"`));
    };
    const { villages } = place;
    expect(await shown("")).toEqual([born, collapsed]);
    expect(await shown(`village=${villages.get("Thôn Đông Phong")}`)).toEqual([collapsed]);
    expect(await shown("group=members")).toEqual([born]);
    expect(await shown("urgent=1")).toEqual([collapsed]);
    expect(await shown("overdue=1")).toEqual([born]);
    expect(await shown("state=done")).toEqual([]);
    expect(await shown("page=99999&group=x' OR 1=1&village=nowhere")).toEqual([]);
  });

  it("holds nothing of another village for a village head, nothing at all for another commune", async () => {
    const born = await birth();
    const otherHead = await signedIn("otherHead");
    const stranger = await signedIn("stranger");
    for (const one of [otherHead, stranger]) {
      expect((await one.get("/reports")).text).not.toContain(`/console/reports/${born}"`);
      const page = await one.get(`/reports/${born}`);
      expect(page.status).toBe(404);
      expect(page.text).not.toContain("Nguyễn Văn Tám");
    }
    expect((await (await signedIn("province")).get("/reports")).status).toBe(404);
  });
});

describe("one report", () => {
  it("shows what was told, what would change and what it rests on, and who reported", async () => {
    const number = await birth();
    const { text } = await (await signedIn("officer")).get(`/reports/${number}`);
    for (const words of ["Nguyễn Thị Mai", "Vào hộ", "trước 2, sau 3", "Trưởng thôn: head", "15/11/2026", "Điều"])
      expect(text).toContain(words);
    expect(text).toMatch(/action="\/console\/reports\/\d+\/claim"/);
    const forHead = await (await signedIn("head")).get(`/reports/${number}`);
    expect(forHead.status).toBe(200);
    expect(forHead.text).not.toContain("/claim");
    expect(forHead.text).not.toContain("Nếu duyệt thì thay đổi");
  });

  it("is approved by who took it; the record changes and everybody concerned hears of it", async () => {
    const number = await birth();
    const officer = await signedIn("officer");
    const page = `/reports/${number}`;
    expect((await officer.post(page, "claim")).location).toBe(`/console${page}`);
    expect((await officer.post(page, "approve")).location).toBe(`/console${page}`);
    expect((await officer.get(page)).text).toContain("Đã duyệt");
    expect(await stateOf(number)).toBe("approved");
    const household = place.households.get("Nguyễn Văn Tám")!;
    expect((await officer.get(`/households/${household}`)).text).toContain("Nguyễn Thị Mai");
    expect(await lastTo("head")).toContain(`Xã đã duyệt báo cáo số ${number}`);
    expect(await lastTo("family")).toContain("Trẻ dưới 6 tuổi");
  });

  it("goes to the first of two officers; the second is told and nothing is done twice", async () => {
    const number = await birth("head", "Phạm Thị Mão");
    const [officer, colleague] = await Promise.all([signedIn("officer"), signedIn("colleague")]);
    const page = `/reports/${number}`;
    await Promise.all([officer.post(page, "claim"), colleague.post(page, "claim")]);
    const steps = await here.store.client.reportStep.count({ where: { report: { number }, action: "claimed" } });
    expect(steps).toBe(1);
    const { claimedBy } = await here.store.client.changeReport.findUniqueOrThrow({ where: { number } });
    const second = claimedBy === place.people.get("officer") ? colleague : officer;
    await second.post(page, "approve");
    expect((await second.get(page)).text).toContain("người khác vừa nhận hoặc quyết định");
    expect(await stateOf(number)).toBe("claimed");
  });

  it("is asked back and refused with a reason that the reporter reads", async () => {
    const number = await told("head", "job_loss", "Phạm Thị Mão");
    const officer = await signedIn("officer");
    const page = `/reports/${number}`;
    await officer.post(page, "claim");
    await officer.post(page, "refuse", { "refuse-reason": "twice", "refuse-words": "" });
    expect(await stateOf(number)).toBe("refused");
    expect(await lastTo("head")).toContain("Việc này đã được báo trước đó");
    const next = await told("head", "job_loss", "Nguyễn Văn Tám");
    await officer.post(`/reports/${next}`, "claim");
    await officer.post(`/reports/${next}`, "return", { "return-words": "Ai mất việc ạ?" });
    expect([await stateOf(next), (await lastTo("head")).includes("Ai mất việc ạ?")]).toEqual(["returned", true]);
  });

  it("that changes the class is signed by the leader, with the decision", async () => {
    const number = await told("head", "escaped_near_poor", "Phạm Thị Mão");
    const [officer, leader] = [await signedIn("officer"), await signedIn("leader")];
    const page = `/reports/${number}`;
    await officer.post(page, "claim");
    await officer.post(page, "approve");
    expect(await stateOf(number)).toBe("claimed");
    await officer.post(page, "forward");
    const target = /name="status"[^>]*><option value="(\w+)"/.exec((await leader.get(page)).text)?.[1] ?? "";
    await officer.post(page, "approve", { status: target, number: "15/QĐ-UBND", on: "2026-11-20" });
    expect(await stateOf(number)).toBe("forwarded");
    await leader.post(page, "approve", { status: target, number: "mười lăm", on: "2026-11-20" });
    await leader.post(page, "approve", { status: target, number: "15/QĐ-UBND", on: "2026-12-20" });
    expect(await stateOf(number)).toBe("forwarded");
    await leader.post(page, "approve", { status: target, number: "15/QĐ-UBND", on: "2026-11-20" });
    expect(await stateOf(number)).toBe("approved");
    const household = place.households.get("Phạm Thị Mão")!;
    expect((await leader.get(`/households/${household}`)).text).toContain("15/QĐ-UBND");
  });

  it("keeps what it tells of health from who may not read it, with the words and files that came with it", async () => {
    const [sensitive] = [...types.values()].filter((type) => type.sensitive && type.fields.length > 0 && !type.second);
    const field =
      sensitive!.fields.map((id) => id.replace("?", "")).find((id) => fields[id]!.kind === "text") ?? "cause";
    const content = { head: "Phạm Thị Mão", fields: { [field]: "liệt nửa người" }, members: {} };
    const number = await told("head", sensitive!.id, "Phạm Thị Mão", { content });
    const page = `/reports/${number}`;
    const officer = await signedIn("officer");
    await officer.post(page, "claim");
    await officer.post(page, "return", { "return-words": "Liệt bên nào ạ?" });
    const seen = [];
    for (const who of ["officer", "head", "leader"]) {
      const { status, text } = await (await signedIn(who)).get(page);
      seen.push([who, status, text.includes("liệt nửa người"), text.includes("Liệt bên nào")]);
    }
    expect(seen).toEqual([
      ["officer", 200, true, true],
      ["head", 200, false, false],
      ["leader", 200, false, false],
    ]);
  });

  it("asks for what is missing before it can be approved", async () => {
    const number = await told("head", "member_leave", "Nguyễn Văn Tám");
    const officer = await signedIn("officer");
    const page = `/reports/${number}`;
    await officer.post(page, "claim");
    const { text } = await officer.get(page);
    expect(text).toContain("Chưa rõ là ai trong hộ");
    for (const words of ["/approve", "Quyền lợi thêm và mất"]) expect(text).not.toContain(words);
    const field = /name="field" value="(\w+)"/.exec(text)![1]!;
    const member = /<option value="([0-9a-f-]{36})">Lê Thị Hoa/.exec(text)![1]!;
    await officer.post(page, "complete", { field, member: "not an id" });
    expect((await officer.get(page)).text).toContain("Chưa chọn hoặc chưa ghi gì");
    await officer.post(page, "complete", { field, member });
    expect((await officer.get(page)).text).toContain("Ra khỏi hộ");
    await officer.post(page, "approve");
    expect(await stateOf(number)).toBe("approved");
  });
});

describe("evidence", () => {
  it("is shown to who may read the report, and to nobody else", async () => {
    const number = await birth("otherHead", "Đỗ Văn Bảy");
    const { id: reportId } = await here.store.client.changeReport.findUniqueOrThrow({ where: { number } });
    const bytes = Buffer.from("iVBORw0KGgo=", "base64");
    const { id } = await here.store.client.evidence.create({
      data: { reportId, kind: "image", state: "kept", mediaType: "image/png" },
    });
    await here.store.client.evidence.update({ where: { id }, data: { path: id } });
    const shelf = folderShelf(join(here.dataDir, "evidence"));
    await shelf.put(id, here.store.seal.seal(bytes.toString("base64")));
    const officer = await signedIn("officer");
    expect((await officer.get(`/reports/${number}`)).text).toContain(`/console/reports/${number}/evidence/${id}`);
    const picture = await officer.get(`/reports/${number}/evidence/${id}`);
    expect([picture.status, picture.headers.get("content-type")]).toEqual([200, "image/png"]);
    const other = await birth("head");
    for (const [who, path] of [
      ["head", `/reports/${number}/evidence/${id}`],
      ["stranger", `/reports/${number}/evidence/${id}`],
      ["officer", `/reports/${other}/evidence/${id}`],
      ["officer", `/reports/${number}/evidence/..%2F..%2Fkey`],
    ] as const)
      expect([who, (await (await signedIn(who)).get(path)).status]).toEqual([who, 404]);
  });
});

/** What was last said to somebody, whether Zalo lets it through by now or not. */
async function lastTo(accountId: string): Promise<string> {
  const found = await here.store.client.outboundMessage.findMany({ where: { accountId }, orderBy: { id: "desc" } });
  const [last] = found.flatMap(({ bodySealed }) => bodySealed ?? []);
  return last === undefined ? "" : here.store.seal.open(last);
}
