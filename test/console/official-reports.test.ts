// Reports to hand in, from the officers' page: a workbook at once, a list with names only after a leader's yes.
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Commune, commune } from "../setup/commune.ts";
import { type Visitor, visitor } from "../setup/console.ts";
import { type Installation, startInstallation } from "../setup/installation.ts";

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

let here: Installation;
let place: Commune;
let officer: Visitor;
let leader: Visitor;
beforeAll(async () => {
  here = await startInstallation();
  place = await commune(here.store, {
    people: { officer: "commune-officer", leader: "commune-leader" },
    households: [{ head: "Trần Văn Mạnh" }, { head: "Lê Thị Na", status: "near_poor" }],
  });
  officer = await visitor(here, place.people.get("officer")!);
  leader = await visitor(here, place.people.get("leader")!);
});
afterAll(() => here.stop());

const wanted = (over: Record<string, string> = {}) => ({
  report: "R01",
  unit: place.code,
  period: "2026",
  stage: "official",
  ...over,
});
const list = { "list-report": "R15", "list-unit": "11074", "list-period": "2026", reason: "Nộp hồ sơ BHYT" };

it("a workbook is downloaded at once; what is wrong is said above the form", async () => {
  const { status, headers } = await officer.post("/official-reports", "make", wanted());
  expect([status, headers.get("content-type"), headers.get("content-disposition")]).toEqual([
    200,
    expect.stringContaining(XLSX),
    expect.stringContaining("R01-11074-2026.xlsx"),
  ]);
  for (const [over, told] of [
    [{ period: "năm nay" }, "Không có kỳ báo cáo này"],
    [{ unit: "11086" }, "Không có báo cáo này trong đơn vị"],
    [{ report: "R15" }, "chưa được duyệt"],
  ] as const) {
    const refused = await officer.post("/official-reports", "make", wanted(over));
    expect(refused.headers.get("content-type")).toContain("text/html");
    expect(refused.text).toContain(told);
  }
});

it("a list with names waits for a leader, who is told by chat; then whoever asked gets it", async () => {
  await officer.post("/official-reports", "ask", { ...list, reason: "" });
  expect(await here.store.client.reportRelease.count()).toBe(0);
  expect((await officer.post("/official-reports", "ask", list)).status).toBe(303);
  const { number } = await here.store.client.reportRelease.findFirstOrThrow();
  const fields = { number: String(number) };
  const sent = await here.store.client.outboundMessage.findMany({ where: { accountId: "leader" } });
  const told = sent.filter(({ bodySealed }) =>
    here.store.seal.open(bodySealed!).includes(`xin danh sách có tên, số ${number}`),
  );
  expect(told.length).toBe(1);
  expect((await officer.get("/official-reports")).text).not.toContain(`Duyệt số ${number}`);
  expect((await officer.post("/official-reports", "get", fields)).text).toContain("chưa được duyệt");
  expect((await leader.get("/official-reports")).text).toContain(`Duyệt số ${number}`);
  expect((await leader.post("/official-reports", "approve", fields)).status).toBe(303);
  expect((await leader.post("/official-reports", "refuse", fields)).text).toContain("Đã có người quyết định rồi");
  expect((await leader.post("/official-reports", "get", fields)).headers.get("content-type")).toContain("text/html");
  const got = await officer.post("/official-reports", "get", fields);
  expect(got.headers.get("content-type")).toContain(XLSX);
  expect(await here.store.client.auditEntry.count({ where: { action: "named_list_made" } })).toBe(1);
});
