// With little room left on the disk the embedded store is only read, and goes on as soon as there is room.
import { tmpdir } from "node:os";
import { expect, it } from "vitest";
import { roomKeeper } from "../../prisma/disk-room.ts";
import { tryWriting } from "../../registry/store.ts";
import { openStore } from "../setup/open-store.ts";

const MORE_THAN_ANY_DISK = 2 ** 60;

it("refuses what writes, and nothing else", () => {
  const check = roomKeeper(tmpdir(), MORE_THAN_ANY_DISK);
  for (const statement of ["INSERT INTO a VALUES (1)", "WITH b AS (SELECT 1) UPDATE a SET c = 1", "DELETE FROM a"])
    expect(() => check(statement)).toThrow(/has \d+ MB left: nothing more is written/);
  for (const statement of ["SELECT 1", "BEGIN", "ROLLBACK", "SELECT updated_at FROM a"]) check(statement);
});

it("lets everything pass while there is room", async () => {
  roomKeeper(tmpdir(), 1)("INSERT INTO a VALUES (1)");
  const store = await openStore("embedded");
  await tryWriting(store);
  await store.close();
});
