// The machine's two pages: an operator sends a dead letter again, an auditor proves the chain or sees where it breaks.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readLocales } from "../../bot/locale-files.ts";
import { commune } from "../setup/commune.ts";
import { visitor } from "../setup/console.ts";
import { type Installation, startInstallation } from "../setup/installation.ts";

const NOW = new Date();

let here: Installation;
beforeAll(async () => {
  here = await startInstallation();
  await commune(here.store, { households: [{ head: "Nguyễn Văn Tám" }] });
});
afterAll(() => here.stop());

async function somebody(role: string, unitCode: string): Promise<string> {
  const { client, seal } = here.store;
  const terms = { create: { role, unitCode, from: new Date("2026-01-01") } };
  return (await client.person.create({ data: { nameSealed: seal.seal("Phạm Văn Máy"), terms } })).id;
}

it("an operator sees what was given up, without its words, and puts it back in line", async () => {
  const { client, seal } = here.store;
  await client.account.create({ data: { id: "reader" } });
  const bodySealed = seal.seal(JSON.stringify({ text: "words of somebody" }));
  const letter = {
    accountId: "reader",
    bodySealed,
    state: "dead",
    fault: "zalo:refused -216",
    readyAt: NOW,
    createdAt: NOW,
  };
  const { id } = await client.outboundMessage.create({ data: letter });
  const me = await visitor(here, await somebody("operator", "VN"));
  const { text } = await me.get("/system");
  expect([text.includes(`out-${id}`), text.includes("zalo:refused -216"), text.includes("words of")]).toEqual([
    true,
    true,
    false,
  ]);
  expect((await me.post("/system", "requeue", { id: `out-${id}` })).location).toBe("/console/system");
  expect((await me.post("/system", "requeue", { id: "out-999999" })).status).toBe(404);
  expect(await client.auditEntry.count({ where: { action: "dead-letter-requeued", subject: `out-${id}` } })).toBe(1);
});

it("an operator sees how the machine stands: what needs somebody, quota and backup when they are known", async () => {
  const { client } = here.store;
  const me = await visitor(here, await somebody("operator", "VN"));
  await client.outboundMessage.deleteMany();
  const before = (await me.get("/system")).text;
  expect(before).toContain("không có việc gì cần làm");
  expect(before).not.toContain("Gói tin Zalo còn lại");
  const made = new Date("2026-11-01T08:30:00+07:00");
  await client.machineNote.createMany({
    data: [
      { name: "quota", at: made, value: { left: 12, total: 2000 } },
      { name: "backup", at: made, value: {} },
    ],
  });
  const { text } = await me.get("/system");
  for (const words of ["12 trên 2000 tin", "01/11/2026 08:30", "chỉ còn 12 trên 2000 tin", "chưa sao lưu"])
    expect(text).toContain(words);
});

it("an auditor reads the entries, older ones by a link, and proves the chain until somebody changed it", async () => {
  const { client } = here.store;
  const me = await visitor(here, await somebody("auditor", "31"));
  expect((await me.get("/audit")).text).toContain("household_created");
  expect((await me.get("/audit?before=2")).text).not.toContain("household_created");
  expect((await me.get("/audit?before=x'")).status).toBe(200);
  expect((await me.post("/audit", "verify")).text).toContain("Nhật ký nguyên vẹn");
  await client.$executeRawUnsafe("ALTER TABLE audit_entry DISABLE TRIGGER USER");
  await client.$executeRaw`UPDATE audit_entry SET actor = 'nobody' WHERE id = 2`;
  expect((await me.post("/audit", "verify")).text).toContain("không còn nguyên vẹn từ mục 2");
});

it("has words for whatever the registry writes into the chain", () => {
  const root = join(import.meta.dirname, "../..");
  const files = readdirSync(join(root, "registry"), { recursive: true, encoding: "utf8" });
  const code = files
    .filter((file) => file.endsWith(".ts"))
    .map((file) => readFileSync(join(root, "registry", file), "utf8"));
  const actions = code.flatMap((text) => [...text.matchAll(/action: "([a-z_-]+)"/g)].map(([, action]) => action!));
  const { vi } = readLocales(join(root, "knowledge/texts"));
  const told = (action: string) => ["", "report_"].some((of) => vi.has(`console-audit:did.${of}${action}`));
  expect(actions.length).toBeGreaterThan(40);
  expect(actions.filter((action) => !told(action))).toEqual(["handed_over"]); // a step of a report, no entry
});
