// Whatever the registry holds and whoever looks: a list shows exactly what lies within the own unit, never one household of elsewhere.
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadLibrary } from "../../../knowledge/library.ts";
import type { Operation } from "../../../knowledge/roles.ts";
import { covers, type Desk, reachOf } from "../../../registry/desk.ts";
import { householdIds } from "../../../registry/households/read.ts";
import { reportsIn } from "../../../registry/reports/read-reports.ts";
import { type OpenStore, openStore } from "../../setup/open-store.ts";
import { STORE_KINDS } from "../../setup/stores.ts";
import { deskOf } from "./world.ts";

const library = loadLibrary("knowledge");
const PROVINCES = ["31", "08"];
const COMMUNES = PROVINCES.flatMap((province) => [1, 2].map((at) => `${province}00${at}`));
const VILLAGES = COMMUNES.flatMap((commune) => [1, 2, 3].map((at) => `${commune}-00${at}`));
const provinceOf = (code: string) => code.slice(0, 2);
const communeOf = (village: string) => village.slice(0, 5);

const term = fc
  .constantFrom(...library.roles.values())
  .chain(({ id, level }) =>
    fc
      .constantFrom(...{ village: VILLAGES, commune: COMMUNES, province: PROVINCES, nation: ["VN"] }[level])
      .map((unit) => ({ role: id, unit, until: null })),
  );

describe.each(STORE_KINDS)("random registries on the %s store", (kind) => {
  let store: OpenStore;
  beforeAll(async () => {
    store = await openStore(kind);
    const unit = (code: string, level: string, parentCode: string | null) => {
      const name = `${level} ${code}`;
      return { code, level, kind: level, name, nameFolded: name, parentCode, validFrom: new Date("2025-07-01") };
    };
    await store.client.unit.createMany({
      data: [
        ...PROVINCES.map((code) => unit(code, "province", null)),
        ...COMMUNES.map((code) => unit(code, "commune", provinceOf(code))),
        ...VILLAGES.map((code) => unit(code, "village", communeOf(code))),
      ],
    });
  });
  afterAll(() => store.close());

  it("are shown to each role exactly as far as its unit reaches", async () => {
    const looks = fc.array(term, { minLength: 5, maxLength: 15 });
    const homes = fc.array(fc.constantFrom(...VILLAGES), { minLength: 1, maxLength: 18 });
    await fc.assert(
      fc.asyncProperty(homes, looks, async (villages, terms) => {
        await fill(villages);
        for (const one of terms) await look(deskOf(store.client, store, library, one), villages);
      }),
      { numRuns: 20, seed: 20261122 },
    );
  });

  /** One household and one open report in each of these villages, and nothing else. */
  async function fill(villages: string[]): Promise<void> {
    await store.client.changeReport.deleteMany();
    await store.client.household.deleteMany();
    const places = villages.map((villageCode, at) => ({
      code: String(at),
      villageCode,
      communeCode: communeOf(villageCode),
      provinceCode: provinceOf(villageCode),
    }));
    await store.client.household.createMany({ data: places });
    const report = {
      changeType: "birth",
      state: "open",
      fieldsSealed: store.seal.seal('{"head":null,"fields":{},"members":{}}'),
    };
    const data = places.map(({ villageCode, communeCode }) => ({ ...report, villageCode, communeCode }));
    await store.client.changeReport.createMany({ data });
  }

  async function look(desk: Desk, villages: string[]): Promise<void> {
    const within = (operation: Operation) =>
      villages
        .filter((villageCode) =>
          covers(reachOf(desk, operation), {
            villageCode,
            communeCode: communeOf(villageCode),
            provinceCode: provinceOf(villageCode),
          }),
        )
        .sort();
    const ids = await householdIds(desk.tx, reachOf(desk, "household.list"));
    const seen = await store.client.household.findMany({ where: { id: { in: ids } } });
    expect(seen.map(({ villageCode }) => villageCode).sort()).toEqual(within("household.list"));
    for (const operation of ["report.read", "report.review"] as const) {
      const reports = await reportsIn(desk, operation, ["open"]);
      expect(reports.map(({ villageCode }) => villageCode).sort()).toEqual(within(operation));
    }
  }
});
