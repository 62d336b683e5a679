import { expect, it } from "vitest";
import { rowIds } from "../../../registry/households/row-ids.ts";

it("ids of one instant are UUIDs, each greater than the one before, also past 4,096 of them", () => {
  const newId = rowIds(new Date("2026-11-21T03:00:00Z"));
  const ids = Array.from({ length: 10_000 }, newId);
  expect(ids).toEqual([...new Set(ids)].sort());
  expect(ids.filter((id) => !/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id))).toEqual(
    [],
  );
});
