// The pages about what the machine knows and what it did not understand.
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Commune, commune } from "../setup/commune.ts";
import { type Visitor, visitor } from "../setup/console.ts";
import { type Installation, startInstallation } from "../setup/installation.ts";

let here: Installation;
let place: Commune;
let officer: Visitor;
let province: Visitor;
beforeAll(async () => {
  here = await startInstallation();
  place = await commune(here.store, { people: { officer: "commune-officer", province: "province-officer" } });
  officer = await visitor(here, place.people.get("officer")!);
  province = await visitor(here, place.people.get("province")!);
});
afterAll(() => here.stop());

it("shows the law of a day and what differs from another day", async () => {
  const seen = await officer.get("/law?on=2025-09-02&other=2025-09-03&field=tuition");
  expect(seen.text).toContain("Luật ngày 02/09/2025");
  expect(seen.text).toContain("Nghị định 81/2021/NĐ-CP Điều 16 khoản 1 điểm c");
  expect(seen.text).toContain("Khác nhau giữa 02/09/2025 và 03/09/2025");
  expect(seen.text).toContain("Nghị định 238/2025/NĐ-CP Điều 16 khoản 1 điểm c");
  expect((await officer.get("/law?on=2031-13-45&other=x")).text).toContain("Luật ngày 21/11/2026");
});

it("lets the province note what it checked, and nobody else", async () => {
  const entry = { policy: "tuition-70-ethnic-hard", from: "2025-09-03" };
  expect((await officer.get("/law?field=tuition")).text).not.toContain("Tôi đã đối chiếu");
  expect((await officer.post("/law", "reviewed", entry)).status).toBe(404);
  expect((await province.post("/law", "reviewed", { ...entry, from: "1999-01-01" })).status).toBe(404);
  expect((await province.post("/law", "reviewed", { ...entry, policy: "no-such" })).status).toBe(404);
  expect(await here.store.client.lawReview.count()).toBe(0);
  expect((await province.post("/law", "reviewed", entry)).status).toBe(303);
  expect((await officer.get("/law?field=tuition")).text).toMatch(/province, \d\d\/\d\d\/\d{4}/);
});

it("shows what was not understood and takes a proposal once", async () => {
  const { client } = here.store;
  const text = "cho hỏi cái <i>đó</i> với";
  const { id } = await client.misunderstood.create({
    data: { on: new Date("2026-11-20"), text, language: "vi", guess: "ask-policy", confidence: 0.41 },
  });
  const seen = await officer.get("/quality");
  expect(seen.text).toContain("cho hỏi cái &lt;i&gt;đó&lt;/i&gt; với");
  expect(seen.text).toContain("Hỏi về chính sách (41%)");
  expect((await province.get("/quality")).status).toBe(404);
  expect((await officer.post("/quality", "propose", { id: String(id), intent: "fly" })).status).toBe(404);
  expect((await officer.post("/quality", "propose", { id: String(id), intent: "ask-policy" })).status).toBe(303);
  expect((await officer.post("/quality", "propose", { id: String(id), intent: "ask-policy" })).status).toBe(404);
  expect(await client.proposedUtterance.findMany()).toMatchObject([{ text, intent: "ask-policy" }]);
});
