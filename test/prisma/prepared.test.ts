// Statements of the embedded store that come again: carried out as prepared, they answer as they did when they were read anew.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PGlite } from "@electric-sql/pglite";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openEmbeddedStore } from "../../prisma/embedded.ts";

const folder = mkdtempSync(join(tmpdir(), "an-sinh-prepared-"));
let store: PGlite;
beforeAll(async () => {
  store = await openEmbeddedStore(join(folder, "store"));
  await store.exec("CREATE TABLE thing (id int PRIMARY KEY, name text)");
});
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

const INSERT = "INSERT INTO thing VALUES ($1, $2)";
const SELECT = "SELECT * FROM thing WHERE id = ANY($1::int[]) ORDER BY id";

it("takes the values of each time, none and lists among them", async () => {
  for (const id of [1, 2, 3, 4]) {
    const { affectedRows } = await store.query(INSERT, [id, id === 4 ? null : `cái ${id}`]);
    expect(affectedRows).toBe(1);
  }
  for (const ids of [[1], [2, 3], [4], []])
    expect((await store.query(SELECT, [ids])).rows).toEqual(
      ids.map((id) => ({ id, name: id === 4 ? null : `cái ${id}` })),
    );
});

it("goes on after a statement that failed, inside a transaction and outside", async () => {
  const twice = store.transaction(async (tx) => {
    await tx.query(INSERT, [5, "năm"]);
    await tx.query(INSERT, [5, "năm nữa"]);
  });
  await expect(twice).rejects.toMatchObject({ code: "23505" });
  await expect(store.query(INSERT, [1, "một nữa"])).rejects.toMatchObject({ code: "23505" });
  expect((await store.query(SELECT, [[5]])).rows).toEqual([]);
  await store.query(INSERT, [5, "năm"]);
  expect((await store.query(SELECT, [[5]])).rows).toEqual([{ id: 5, name: "năm" }]);
});

it("reads a statement anew when its table has changed", async () => {
  await store.exec("ALTER TABLE thing ADD COLUMN size int");
  await store.query(SELECT, [[1]]).catch(() => undefined);
  expect((await store.query(SELECT, [[1]])).rows).toEqual([{ id: 1, name: "cái 1", size: null }]);
});
