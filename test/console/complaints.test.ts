// Complaints and people who ask for an officer, on the officers' pages: answered once, with the law, and told by chat.
import { afterAll, beforeAll, expect, it } from "vitest";
import { fileComplaint } from "../../registry/complaints/file.ts";
import { addWords, askForOfficer } from "../../registry/requests/ask.ts";
import { type Commune, commune } from "../setup/commune.ts";
import { type Visitor, visitor } from "../setup/console.ts";
import { type As, desksOf } from "../setup/desks.ts";
import { type Installation, startInstallation } from "../setup/installation.ts";

let here: Installation;
let place: Commune;
let as: As;
let strangerId: string;
beforeAll(async () => {
  here = await startInstallation();
  place = await commune(here.store, {
    people: { officer: "commune-officer", colleague: "commune-officer", head: "village-head@Thôn An Lạc" },
    households: [{ head: "Nguyễn Văn Tám", linked: ["family"] }],
  });
  const other = await commune(here.store, { code: "11086", people: { stranger: "commune-officer" } });
  strangerId = other.people.get("stranger")!;
  as = desksOf(here.store, place, "2026-11-21");
});
afterAll(() => here.stop());

const signedIn = (name: string): Promise<Visitor> => visitor(here, place.people.get(name) ?? strangerId);

async function complained(text: string): Promise<number> {
  const given = { text, communeCode: place.code, receiptCode: null, reportNumber: null };
  const filed = await as("family", (desk) => fileComplaint(desk, given), [place.households.get("Nguyễn Văn Tám")!]);
  if (!("ok" in filed)) throw new Error("not filed");
  return filed.number;
}

/** What was last said to somebody. */
async function lastTo(accountId: string): Promise<string> {
  const found = await here.store.client.outboundMessage.findMany({ where: { accountId }, orderBy: { id: "desc" } });
  const [last] = found.flatMap(({ bodySealed }) => bodySealed ?? []);
  return last === undefined ? "" : here.store.seal.open(last);
}

it("a complaint is listed, read and answered once, with the law it rests on", async () => {
  const number = await complained("Nhà tôi bị bỏ sót");
  const [officer, colleague] = [await signedIn("officer"), await signedIn("colleague")];
  const page = `/complaints/${number}`;
  expect((await officer.get("/complaints")).text).toContain(`/console${page}"`);
  expect((await officer.get(page)).text).toContain("Nhà tôi bị bỏ sót");
  const without = await officer.post(page, "answer", { words: "Đã xem lại", clause: "theo quy định" });
  expect(without.text).toContain("Chưa gửi");
  expect(without.text).toContain("Đã xem lại");
  const given = { words: "Xã sẽ đến rà soát ngày 25/11.", clause: "Quyết định 24/2021/QĐ-TTg Điều 5" };
  const sent = await Promise.all([officer.post(page, "answer", given), colleague.post(page, "answer", given)]);
  expect(sent.map(({ status }) => status).sort()).toEqual([303, 409]);
  expect(await lastTo("family")).toContain("Xã sẽ đến rà soát ngày 25/11.");
  const answered = await here.store.client.auditEntry.count({ where: { action: "complaint_answered" } });
  expect(answered).toBe(1);
});

it("a complaint is nobody's but the commune's own officers'", async () => {
  const number = await complained("Chưa ai trả lời tôi");
  for (const [who, status] of [
    ["head", 404],
    ["stranger", 404],
  ] as const) {
    const me = await signedIn(who);
    const seen = await me.get(`/complaints/${number}`);
    expect([who, seen.status, seen.text.includes("Chưa ai trả lời")]).toEqual([who, status, false]);
    const given = { words: "x", clause: "Quyết định 24/2021/QĐ-TTg Điều 5" };
    expect((await me.post("/", `/complaints/${number}/answer`, given)).status).toBe(404);
  }
  expect((await here.store.client.complaint.findUniqueOrThrow({ where: { number } })).state).toBe("open");
});

it("a person who asks for an officer is taken by one, written to, and closed", async () => {
  const asked = await as("family", async (desk) => {
    const request = await askForOfficer(desk, { communeCode: place.code, shared: null });
    await addWords(desk, "Cho tôi hỏi về BHYT");
    return request;
  });
  const [officer, colleague] = [await signedIn("officer"), await signedIn("colleague")];
  const page = `/requests/${asked.number}`;
  expect((await officer.get(page)).text).toContain("Cho tôi hỏi về BHYT");
  await officer.post(page, "take");
  expect((await colleague.post("/requests", `${page}/take`)).status).toBe(409);
  expect((await colleague.get(page)).status).toBe(404);
  await officer.post(page, "write", { words: "Chiều nay mời bác lên xã." });
  expect(await lastTo("family")).toContain("Chiều nay mời bác lên xã.");
  expect((await officer.post(page, "close")).location).toBe("/console/requests");
  expect((await here.store.client.officerRequest.findFirstOrThrow()).state).toBe("closed");
});
