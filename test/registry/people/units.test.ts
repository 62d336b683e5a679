// Units by any name, and the commune's own villages.
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadNationalUnits, loadUnitKinds } from "../../../knowledge/national-units.ts";
import { addVillage } from "../../../registry/units/add-village.ts";
import { findUnit, unitTitle } from "../../../registry/units/find.ts";
import { keepNationalUnits } from "../../../registry/units/keep-national.ts";
import { type OpenStore, openStore } from "../../setup/open-store.ts";
import { STORE_KINDS } from "../../setup/stores.ts";

const KNOWLEDGE = join(import.meta.dirname, "../../../knowledge");
const national = loadNationalUnits(KNOWLEDGE);
const kinds = loadUnitKinds(KNOWLEDGE);
const by = { actor: "operator", now: new Date("2026-11-21T02:00:00Z") };
const village = { communeCode: "11074", name: "Khu dân cư số 3", aliases: ["Xóm Đình"], area: "rural" as const };

describe.each(STORE_KINDS)("on the %s store", (kind) => {
  let store: OpenStore;
  beforeAll(async () => {
    store = await openStore(kind);
    expect(await keepNationalUnits(store, national, by.now)).toBeGreaterThan(3355);
    expect(await addVillage(store.client, kinds, village, by)).toEqual({ ok: true, code: "11074-001" });
  });
  afterAll(() => store.close());

  it("are written once, and again where one was changed", async () => {
    expect(await keepNationalUnits(store, national, by.now)).toBe(0);
    await store.client.unit.updateMany({ where: { code: "11074" }, data: { name: "Xã Tứ" } });
    expect(await keepNationalUnits(store, national, by.now)).toBe(1);
    expect(await unitTitle(store.client, "11074")).toBe("Xã Tứ Kỳ");
  });

  it("know that Đồng Nai was a province before it was a city", async () => {
    const found = await store.client.unit.findMany({ where: { code: "75" }, orderBy: { validFrom: "asc" } });
    expect(found.map((unit) => unit.kind)).toEqual(["tỉnh", "thành phố"]);
  });

  it.each<[string, string | null, string[]]>([
    ["xã Tứ Kỳ", null, ["11074"]],
    ["tu ky", null, ["11074"]],
    ["phường tứ kỳ", null, []],
    ["tỉnh Hải Dương", null, ["31"]],
    ["Hải Dương", null, ["10525", "31"]],
    ["tỉnh Đồng Nai", null, ["75"]],
    ["khu 3", "11074", []],
    ["khu dân cư 3", "11074", ["11074-001"]],
    ["khu dan cu so 3", "31", ["11074-001"]],
    ["xóm đình", null, ["11074-001"]],
    ["xóm đình", "11086", []],
    ["11074-001", null, ["11074-001"]],
    ["", null, []],
    ["xã", null, []],
  ])('"%s" within %s means %j', async (words, within, codes) => {
    const found = await findUnit(store.client, kinds, words, { within });
    expect(found.map(({ code }) => code).filter((code) => code !== "00000")).toEqual(codes);
  });

  it("says when the name is an old one", async () => {
    expect(await findUnit(store.client, kinds, "tỉnh Hải Dương")).toMatchObject([{ name: "Hải Phòng", old: true }]);
    expect(await findUnit(store.client, kinds, "hai phong")).toMatchObject([{ old: false }]);
  });

  it("takes no village twice, and none without a commune", async () => {
    expect(await addVillage(store.client, kinds, { ...village, name: "xom dinh", aliases: [] }, by)).toEqual({
      refused: "exists",
      code: "11074-001",
    });
    expect(await addVillage(store.client, kinds, { ...village, communeCode: "99999" }, by)).toEqual({
      refused: "no-commune",
    });
    expect(await unitTitle(store.client, "11074-001")).toBe("Khu dân cư số 3, Xã Tứ Kỳ");
  });
});
