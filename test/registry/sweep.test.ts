// Files of evidence that no record names are found and deleted; a store that knows none of the files deletes none.
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { sweepShelf } from "../../registry/evidence/forget.ts";
import { folderShelf } from "../../registry/evidence/shelf.ts";
import { type OpenStore, openStore } from "../setup/open-store.ts";

const folder = mkdtempSync(join(tmpdir(), "an-sinh-sweep-"));
const shelf = folderShelf(folder);
let store: OpenStore;
beforeAll(async () => {
  store = await openStore("embedded");
});
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

it("deletes what no record names, and nothing where no file is known", async () => {
  expect(await sweepShelf(store, shelf)).toBe(0);
  const [known, orphan] = [randomUUID(), randomUUID()];
  for (const name of [known, orphan]) await shelf.put(name, "sealed");
  writeFileSync(join(folder, "README"), "not evidence");
  expect(await sweepShelf(store, shelf)).toBeNull();
  expect(await shelf.names()).toHaveLength(3);
  const report = { changeType: "birth", state: "open", fieldsSealed: "" };
  await store.client.changeReport.create({ data: { ...report, evidence: { create: { id: known, kind: "image" } } } });
  expect(await sweepShelf(store, shelf)).toBe(1);
  expect((await shelf.names()).sort()).toEqual([known, "README"].sort());
  expect(await sweepShelf(store, shelf)).toBe(0);
});
