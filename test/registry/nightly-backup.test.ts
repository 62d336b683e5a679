// The server's own backup of every night: once a day by one process, the newest kept, nothing of anybody else touched.
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createLog } from "../../foundation/log.ts";
import { backUpIfDue } from "../../registry/backup/nightly.ts";
import { folderShelf } from "../../registry/evidence/shelf.ts";
import { type OpenStore, openStore } from "../setup/open-store.ts";

const place = mkdtempSync(join(tmpdir(), "an-sinh-nightly-"));
const folder = join(place, "backups");
let store: OpenStore;
beforeAll(async () => {
  store = await openStore("embedded");
});
afterAll(async () => {
  await store.close();
  rmSync(place, { recursive: true });
});

const shelf = folderShelf(join(place, "evidence"));
const at = (moment: string, into = folder) =>
  backUpIfDue({
    store,
    shelf,
    folder: into,
    rules: { backupAt: "02:00", backupsKept: 2 },
    clock: { now: () => new Date(`${moment}:00+07:00`), today: () => "2026-01-01" as never },
    log: createLog("silent"),
  });
const made = () => (existsSync(folder) ? readdirSync(folder).sort() : []);

it("is made from two o'clock on, once a day", async () => {
  await at("2026-11-20T01:59");
  expect(made()).toEqual([]);
  await at("2026-11-20T02:00");
  expect(made()).toEqual(["an-sinh-2026-11-20.gz"]);
  await at("2026-11-20T14:00");
  await at("2026-11-21T01:00");
  expect(made()).toEqual(["an-sinh-2026-11-20.gz"]);
});

it("makes room for itself, and only by its own files", async () => {
  writeFileSync(join(folder, "an-sinh-2020-01-01.gz.kept"), "");
  await at("2026-11-21T03:00");
  await at("2026-11-22T03:00");
  expect(made()).toEqual(["an-sinh-2020-01-01.gz.kept", "an-sinh-2026-11-21.gz", "an-sinh-2026-11-22.gz"]);
});

it("is tried again when it failed", async () => {
  writeFileSync(join(place, "a-file"), "");
  await expect(at("2026-11-23T03:00", join(place, "a-file"))).rejects.toThrow();
  await at("2026-11-23T03:05");
  expect(made()).toContain("an-sinh-2026-11-23.gz");
});

it("is made by one of several processes", async () => {
  const ended = await Promise.allSettled([at("2026-11-24T03:00"), at("2026-11-24T03:00"), at("2026-11-24T03:00")]);
  expect(ended.some(({ status }) => status === "fulfilled")).toBe(true);
  for (const one of ended) if (one.status === "rejected") expect(one.reason).toMatchObject({ code: "lease:busy" });
  expect(await store.client.auditEntry.count({ where: { action: "backup-taken" } })).toBe(5);
});
