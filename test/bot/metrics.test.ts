// What an operator's Prometheus reads: everything that the rules of deploy/ speak of is there, and nothing of a person is.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { parse } from "yaml";
import { askQuota, lookAround } from "../../bot/readings.ts";
import { systemClock } from "../../foundation/clock.ts";
import { createLog } from "../../foundation/log.ts";
import { tellOperators } from "../../handlers/tell-operators.ts";
import { loadOperations } from "../../knowledge/operations.ts";
import { commune } from "../setup/commune.ts";
import { type Installation, startInstallation } from "../setup/installation.ts";
import { runSchedule } from "../setup/on-time.ts";
import { quiet, say } from "../setup/talk.ts";

const ROOT = join(import.meta.dirname, "../..");
const WHO = "8412345678901234567";

let here: Installation;
beforeAll(async () => {
  here = await startInstallation();
  await commune(here.store, { people: { [WHO]: "commune-officer" }, households: [{ head: "Nguyễn Văn Tám" }] });
});
afterAll(() => here.stop());

const metrics = async () => (await fetch(`${here.url}/metrics`)).text();
/** The value of a line by its name and labels. */
const valueIn = (text: string, series: string) =>
  Number(
    text
      .split("\n")
      .find((line) => line.startsWith(`${series} `))
      ?.slice(series.length + 1),
  );

it("counts what was understood, answered, sent and done on time", async () => {
  await say(here, WHO, "đồng ý");
  await say(here, WHO, "hộ nghèo được hỗ trợ tiền điện thế nào");
  await say(here, WHO, "xyzzy plugh quux");
  await quiet(here);
  const text = await metrics();
  expect(text).toMatch(/^ansinh_intents_total\{intent="[a-z-]+",decision="act"\} \d/m);
  expect(valueIn(text, "ansinh_unanswered_total")).toBe(1);
  expect(valueIn(text, 'ansinh_deliveries_total{outcome="sent"}')).toBeGreaterThan(2);
  expect(valueIn(text, "ansinh_webhook_seconds_count")).toBeGreaterThan(2);
  expect(valueIn(text, "ansinh_answer_seconds_count")).toBe(3);
  expect(text).toMatch(/^ansinh_schedule_runs_total\{schedule="tell-operators",outcome="done"\} [1-9]/m);
  for (const name of [
    "process_start_time_seconds",
    "process_resident_memory_bytes",
    "nodejs_eventloop_lag_p99_seconds",
  ])
    expect([name, valueIn(text, name) > 0]).toEqual([name, true]);
});

it("tells queues with their ages, dead letters, and what Zalo and the disk have left", async () => {
  const hourAgo = new Date(Date.now() - 3_600_000);
  const letter = { accountId: WHO, bodySealed: "", createdAt: hourAgo, readyAt: new Date(Date.now() + 3_600_000) };
  await here.store.client.outboundMessage.createMany({
    data: [letter, { ...letter, state: "dead" }, { ...letter, state: "held" }],
  });
  await lookAround(asking());
  const unreachable = { reason: "timeout", outcomeUnknown: true };
  await askQuota({ ...asking(), zalo: { packageQuota: async () => ({ ok: false, unreachable }) } });
  await askQuota(asking());
  await askQuota({
    ...asking(),
    zalo: { packageQuota: () => Promise.reject(new Error("asked twice within the hour")) },
  });
  const text = await metrics();
  expect(valueIn(text, "ansinh_store_up")).toBe(1);
  for (const state of ["waiting", "dead", "held"])
    expect(valueIn(text, `ansinh_outbox_messages{state="${state}"}`)).toBe(1);
  expect(valueIn(text, "ansinh_outbox_oldest_seconds")).toBeGreaterThan(3590);
  expect(valueIn(text, "ansinh_dead_letters")).toBe(1);
  expect(valueIn(text, 'ansinh_alert{name="dead-letters"}')).toBe(1);
  expect(valueIn(text, 'ansinh_alert{name="quota"}')).toBe(0);
  expect([
    valueIn(text, 'ansinh_quota_messages{kind="left"}'),
    valueIn(text, 'ansinh_quota_messages{kind="total"}'),
  ]).toEqual([900, 1000]);
  expect(valueIn(text, 'ansinh_disk_bytes{kind="free"}')).toBeGreaterThan(0);
  expect(valueIn(text, "ansinh_token_operator_needed")).toBe(0);
  for (const name of ["token_renewed", "backup", "last_event"]) {
    const seconds = valueIn(text, `ansinh_${name}_timestamp_seconds`);
    expect([name, Math.abs(Date.now() / 1000 - seconds) < 600]).toEqual([name, true]);
  }
});

it("does not ask on and on for a quota that Zalo refuses to tell", async () => {
  let asked = 0;
  const refused = { code: -248, message: "no right", action: "tell-operator" as const };
  const zalo = {
    packageQuota: async () => {
      asked += 1;
      return { ok: false as const, refused };
    },
  };
  const later = (hours: number) => ({
    now: () => new Date(Date.now() + hours * 3_600_000),
    today: systemClock().today,
  });
  for (const hours of [2, 2.5, 3.5]) await askQuota({ ...asking(), zalo, clock: later(hours) });
  expect(asked).toBe(2);
  expect(valueIn(await metrics(), 'ansinh_quota_messages{kind="left"}')).toBeNaN();
});

it("and the operator hears of it on Zalo", async () => {
  const { client, seal } = here.store;
  const terms = { create: { role: "operator", unitCode: "VN", from: new Date("2026-01-01") } };
  const { id: personId } = await client.person.create({ data: { nameSealed: seal.seal("Phạm Văn Máy"), terms } });
  await client.account.create({ data: { id: "op", personId, follower: true, lastInteractionAt: new Date() } });
  await here.simulator.person("op").text("menu"); // Zalo lets one write to those who wrote
  await here.simulator.waitForMessages("op", 1, 10_000);
  await runSchedule(here.store, tellOperators, new Date());
  const alerts = () => here.simulator.messagesTo("op").flatMap(({ text }) => (text?.startsWith("⚠️") ? [text] : []));
  await expect
    .poll(alerts, { timeout: 10_000 })
    .toEqual([expect.stringContaining("Có 1 tin không xử lý"), expect.stringContaining("Tin đi chờ gửi đã 60 phút")]);
});

it("names nobody", async () => {
  const text = await metrics();
  const labels = [...text.matchAll(/="([^"]*)"/g)].map(([, value = ""]) => value);
  expect(labels.filter((value) => !/^[a-z][a-z0-9_ -]*$|^\+Inf$|^[0-9.]+$|^v[0-9.]+$/i.test(value))).toEqual([]);
  expect(labels.filter((value) => /\d{5}/.test(value))).toEqual([]);
  for (const secret of [WHO, "xyzzy", "Tám", "11074"]) expect(text).not.toContain(secret);
});

it("has every series that the alert rules speak of", async () => {
  const rules = parse(readFileSync(join(ROOT, "deploy/prometheus-rules.yml"), "utf8")) as {
    groups: {
      rules: { alert: string; expr: string; labels: { severity: string }; annotations: Record<string, string> }[];
    }[];
  };
  const known = new Set((await metrics()).split("\n").map((line) => /^(?:# TYPE )?(\w+)/.exec(line)?.[1] ?? ""));
  for (const { alert, expr, labels, annotations } of rules.groups.flatMap(({ rules: some }) => some)) {
    const named = expr.match(/\b(?:ansinh|process|nodejs)_\w+/g) ?? [];
    expect([alert, named.filter((name) => !known.has(name))]).toEqual([alert, []]);
    expect([alert, named.length > 0 || expr.includes("up{"), labels.severity]).toEqual([
      alert,
      true,
      expect.any(String),
    ]);
    expect(Object.keys(annotations)).toEqual(["summary", "description"]);
  }
});

const asking = () => ({
  store: here.store,
  zalo: { packageQuota: async () => ({ ok: true as const, data: [quotaLine(900, 1000), quotaLine(null, null)] }) },
  tokens: { read: async () => null },
  dataDir: here.dataDir,
  operations: loadOperations(join(ROOT, "knowledge")),
  clock: systemClock(),
  log: createLog("silent"),
});

function quotaLine(remain: number | null, total: number | null) {
  return { assetId: null, productType: "cs", quotaType: "sub_quota", validThrough: null, total, remain };
}
