// What lies on the disk and what is installed: readable by its owner alone, sealed, and from where it says.
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { readConfig } from "../../config.ts";
import { openDatabase } from "../../prisma/database.ts";
import { encryptionKey } from "../../registry/encryption-key.ts";
import { createSeal } from "../../registry/seal.ts";
import { commune } from "../setup/commune.ts";

const ROOT = join(import.meta.dirname, "../..");

it("the data folder and its key are their owner's alone, and no name lies in it readable", async () => {
  const above = mkdtempSync(join(tmpdir(), "an-sinh-rest-"));
  const folder = join(above, "data");
  const database = await openDatabase({ folder });
  const key = encryptionKey({ encryptionKey: null, dataDir: folder });
  const store = { client: database.client, seal: createSeal(key) };
  const members = [{ name: "Đặng Văn Kín", relation: "child" as const }];
  await commune(store, { households: [{ head: "Triệu Mùi Nhẩy", members }] });
  await database.client.$executeRaw`CHECKPOINT`;
  await database.close();
  expect([statSync(folder).mode & 0o077, statSync(join(folder, "encryption.key")).mode & 0o077]).toEqual([0, 0]);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  const found = files.filter(({ parentPath, name }) => {
    const bytes = readFileSync(join(parentPath, name));
    return bytes.includes("Đặng Văn Kín") || bytes.includes("Triệu Mùi Nhẩy");
  });
  expect(files.length).toBeGreaterThan(100);
  expect(found.map(({ name }) => name)).toEqual([]);
  rmSync(above, { recursive: true });
});

it("where others reach it nothing starts with a simulator that nobody asked for", () => {
  for (const reached of [{ HOST: "0.0.0.0" }, { PUBLIC_URL: "https://ansinh.example" }, { HOST: "192.0.2.7" }]) {
    expect(() => readConfig(reached)).toThrow(/SIMULATOR: needed because others reach this address/);
    expect(readConfig({ ...reached, SIMULATOR: "on" }).simulator).toBe(true);
  }
  expect(readConfig({ PUBLIC_URL: "http://localhost:3000" }).simulator).toBe(true);
});

it("what runs is pinned by its hash, comes from the registry, and runs nothing while it is installed unless allowed", () => {
  const { packages } = JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8")) as Lock;
  const { allowScripts, dependencies } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as Manifest;
  const installed = Object.entries(packages).filter(([path]) => path !== "");
  const unpinned = installed.filter(([, { dev, integrity }]) => dev !== true && !/^sha512-/.test(integrity ?? ""));
  expect(unpinned.map(([path]) => path)).toEqual([]);
  expect(installed.filter(([, { link, version }]) => link === true || version === undefined)).toEqual([]);
  const scripted = installed.filter(([, { hasInstallScript }]) => hasInstallScript === true);
  expect(scripted.map(([path]) => path.replace("node_modules/", "")).sort()).toEqual(Object.keys(allowScripts).sort());
  expect(Object.values(dependencies).filter((version) => !/^\d/.test(version))).toEqual([]);
});

interface Lock {
  packages: Record<
    string,
    { dev?: boolean; link?: boolean; version?: string; integrity?: string; hasInstallScript?: boolean }
  >;
}

interface Manifest {
  allowScripts: Record<string, boolean>;
  dependencies: Record<string, string>;
}
