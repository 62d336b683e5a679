// Households in the store: kept sealed, read back whole, changed with a trace, their class through time.
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { day } from "../../../foundation/day.ts";
import { verifyAudit } from "../../../registry/audit.ts";
import { changeHouseholds, changeMembers, closeHousehold, memberLeft } from "../../../registry/households/change.ts";
import { addMembers, createHouseholds } from "../../../registry/households/create.ts";
import { deprivationsOn, recordDeprivations } from "../../../registry/households/deprivations.ts";
import type { Household, NewHousehold } from "../../../registry/households/household.ts";
import { householdIds, readHousehold } from "../../../registry/households/read.ts";
import { recordStatus, statusHistory, statusOn } from "../../../registry/households/statuses.ts";
import { createVillages, villagesOf } from "../../../registry/households/villages.ts";
import { type OpenStore, openStore } from "../../setup/open-store.ts";
import { STORE_KINDS } from "../../setup/stores.ts";
import { BY, COMMUNE, household, member, NOW, status } from "./records.ts";

const TODAY = day("2026-11-21");
const later = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);

describe.each(STORE_KINDS)("households on the %s store", (kind) => {
  let store: OpenStore;
  beforeAll(async () => {
    store = await openStore(kind);
  });
  afterAll(() => store.close());
  afterEach(async () => {
    await store.client.$executeRaw`TRUNCATE household, member, household_status, deprivation, unit CASCADE`;
  });

  const keep = async (...list: NewHousehold[]) =>
    store.client.$transaction((tx) => createHouseholds(tx, store, list, BY));
  const read = async (id: string, on = TODAY): Promise<Household> =>
    (await readHousehold(store.client, store, { household: { id }, reach: COMMUNE, on }))!;

  const FULL = household({
    address: "Xóm Giữa",
    facts: { grid: true },
    status: status({ b1: 120, b2: 30, causes: ["capital", "labour"] }),
    deprivations: ["health-insurance", "toilet"],
    members: [
      member({ nickname: "bà Xuân Tám", identity: "000150123456", ethnicity: "thai", phone: "0912000000" }),
      member({ name: "Lò Văn Bình", relation: "child", birth: "1981", sex: "male", facts: { disability: "severe" } }),
    ],
  });

  it("are read back as they were kept, the head first", async () => {
    const [id] = await keep(FULL);
    expect(await read(id!)).toMatchObject({ ...FULL, id });
    expect((await read(id!)).members.map(({ relation }) => relation)).toEqual(["head", "child"]);
  });

  it("lie in the store without a word in the clear", async () => {
    await keep(FULL);
    const tables = [await store.client.household.findMany(), await store.client.member.findMany()];
    const audit = await store.client.auditEntry.findMany();
    const stored = JSON.stringify([tables, audit.map(({ detail, subject }) => [detail, subject])]);
    for (const word of ["Xuân", "Bình", "1950", "1981", "000150123456", "0912000000", "Xóm Giữa", "severe", "thai"])
      expect(stored).not.toContain(word);
  });

  it("are read from rows too that hold birth and number in columns of their own, until they change", async () => {
    const [id] = await keep(FULL);
    const { members } = await read(id!);
    const [head] = members;
    const sealed = (text: string) => store.seal.seal(text);
    const details = { nickname: "bà Xuân Tám", ethnicity: "thai", phone: "0912000000" };
    await store.client.member.update({
      where: { id: head!.id },
      data: {
        birthSealed: sealed(head!.birth!),
        identitySealed: sealed("000150123456"),
        detailsSealed: sealed(JSON.stringify(details)),
      },
    });
    expect((await read(id!)).members).toEqual(members);
    const changed = { ...head!, birth: null, identity: null };
    const change = { id: head!.id, householdId: id!, member: changed, fields: ["birth", "identity"] };
    await store.client.$transaction((tx) => changeMembers(tx, store, [change], BY));
    expect((await read(id!)).members[0]).toEqual(changed);
  });

  it("are not found from outside their units", async () => {
    const [id] = await keep(FULL);
    const elsewhere = { villages: ["30001-002"], communes: ["30002"], provinces: ["32"], nation: false };
    expect(await readHousehold(store.client, store, { household: { code: "HN-1" }, reach: elsewhere, on: TODAY })).toBe(
      null,
    );
    expect(await householdIds(store.client, elsewhere)).toEqual([]);
    expect(await householdIds(store.client, { ...elsewhere, villages: ["30001-001"] })).toEqual([id]);
    expect(await householdIds(store.client, { ...elsewhere, provinces: ["31"] })).toEqual([id]);
  });

  it("change with the names of the changed fields in the audit chain", async () => {
    const [id] = await keep(FULL);
    const { members } = await read(id!);
    await store.client.$transaction(async (tx) => {
      const change = {
        id: id!,
        villageCode: "30001-002",
        address: "Xóm Trên",
        facts: {},
        fields: ["village", "address"],
      };
      await changeHouseholds(tx, store, [change], BY);
      const [head] = members;
      const changed = { ...head!, phone: null, birth: "1951" };
      await changeMembers(tx, store, [{ id: head!.id, householdId: id!, member: changed, fields: ["birth"] }], BY);
      await addMembers(
        tx,
        store,
        [{ householdId: id!, member: member({ name: "Lò Thị Mai", relation: "grandchild" }) }],
        BY,
      );
      expect(await memberLeft(tx, { memberId: members[1]!.id, on: TODAY, reason: "marriage_out" }, BY)).toBe(true);
      expect(await memberLeft(tx, { memberId: members[1]!.id, on: TODAY, reason: "marriage_out" }, BY)).toBe(false);
    });
    expect(await read(id!)).toMatchObject({
      villageCode: "30001-002",
      address: "Xóm Trên",
      facts: {},
      members: [{ name: "Lò Thị Xuân", birth: "1951", phone: null }, { name: "Lò Thị Mai" }],
    });
    const entries = await store.client.auditEntry.findMany({ orderBy: { id: "desc" }, take: 4 });
    expect(entries.map(({ action }) => action).reverse()).toEqual([
      "household_changed",
      "member_changed",
      "member_added",
      "member_left",
    ]);
    expect((await verifyAudit(store.client)).intact).toBe(true);
  });

  it("are closed once, and then not listed", async () => {
    const [id] = await keep(FULL);
    const close = () => closeHousehold(store.client, { householdId: id!, on: TODAY, reason: "moved_out" }, BY);
    expect([await close(), await close()]).toEqual([true, false]);
    expect(await householdIds(store.client, COMMUNE)).toEqual([]);
    expect((await read(id!)).closedOn).toBe(TODAY);
  });

  it("keep every class they had, and what was known when", async () => {
    const [id] = await keep(household({ status: status() }));
    const householdId = id!;
    const nearPoor = status({ status: "near_poor", from: day("2026-07-01"), decisionNumber: "40/QĐ-UBND" });
    await recordStatus(store.client, { ...nearPoor, householdId }, { ...BY, now: later(1) });
    // The second decision is corrected: it holds from the same day.
    await recordStatus(store.client, { ...nearPoor, status: "other", householdId }, { ...BY, now: later(2) });
    // A forgotten decision of an earlier time turns up.
    const before = status({ status: "avg_living", from: day("2025-01-01") });
    await recordStatus(store.client, { ...before, householdId }, { ...BY, now: later(3) });

    const told = async (on: string, minutes: number) =>
      (await statusOn(store.client, householdId, day(on), { knownAt: later(minutes) }))?.status ?? null;
    expect(await told("2026-08-01", 0)).toBe("poor");
    expect(await told("2026-08-01", 1)).toBe("near_poor");
    expect(await told("2026-08-01", 2)).toBe("other");
    expect(await told("2026-03-01", 3)).toBe("poor");
    expect([await told("2025-06-01", 2), await told("2025-06-01", 3)]).toEqual([null, "avg_living"]);
    const history = await statusHistory(store.client, householdId, later(9));
    expect(history.map(({ status: one, from, to }) => [one, from, to])).toEqual([
      ["avg_living", "2025-01-01", "2025-12-31"],
      ["poor", "2026-01-01", "2026-06-30"],
      ["other", "2026-07-01", null],
    ]);
    expect(await store.client.householdStatus.count()).toBe(5);
  });

  it("tell in the audit chain all that rebuilds their classes", async () => {
    const [id] = await keep(household({ status: status({ b1: 100, b2: 40, causes: ["land", "illness"] }) }));
    const entry = await store.client.auditEntry.findFirst({
      where: { action: "household_created" },
      orderBy: { id: "desc" },
    });
    expect(entry).toMatchObject({
      subject: `household:${id}`,
      detail: {
        status: "poor",
        standard: "std-2022-2026",
        from: "2026-01-01",
        decisionNumber: "15/QĐ-UBND",
        decidedOn: "2025-12-10",
        b1: 100,
        b2: 40,
        causes: "land illness",
      },
    });
  });

  it("lack from a day on exactly what is recorded", async () => {
    const [id] = await keep(household({ status: status(), deprivations: ["toilet", "water"] }));
    const householdId = id!;
    const lacking = { householdId, indicators: ["water", "telecom"], from: day("2026-10-01"), source: "report" };
    await recordDeprivations(store.client, lacking, { ...BY, now: later(1) });
    const on = (text: string, minutes: number) =>
      deprivationsOn(store.client, householdId, day(text), { knownAt: later(minutes) });
    expect(await on("2026-11-01", 0)).toEqual(["toilet", "water"]);
    expect(await on("2026-11-01", 1)).toEqual(["telecom", "water"]);
    expect(await on("2026-09-30", 1)).toEqual(["toilet", "water"]);
    expect((await read(householdId)).deprivations.toSorted()).toEqual(["telecom", "water"]);
  });

  it("lack until the list of the yearly review holds what was recorded after its decision", async () => {
    const [id] = await keep(household({ status: status(), deprivations: ["toilet", "water"] }));
    const record = (minutes: number, from: string, indicators: string[]) => {
      const lacking = { householdId: id!, indicators, from: day(from), source: "review" };
      return recordDeprivations(store.client, lacking, { ...BY, now: later(minutes) });
    };
    await record(1, "2027-01-01", ["water", "employment"]);
    await record(2, "2026-12-20", ["water", "telecom"]);
    const on = (text: string) => deprivationsOn(store.client, id!, day(text), { knownAt: later(2) });
    expect(await on("2026-12-19")).toEqual(["toilet", "water"]);
    expect(await on("2026-12-31")).toEqual(["telecom", "water"]);
    expect(await on("2027-01-01")).toEqual(["employment", "water"]);
  });

  it("lie in villages that are numbered on within their commune", async () => {
    const place = { code: "30001", provinceCode: "31" };
    await createVillages(store.client, place, ["Thôn Đông", "Thôn Tây"], BY);
    await createVillages(store.client, place, ["Bản Mới"], BY);
    expect(await villagesOf(store.client, "30001")).toEqual([
      { code: "30001-001", name: "Thôn Đông", also: [] },
      { code: "30001-002", name: "Thôn Tây", also: [] },
      { code: "30001-003", name: "Bản Mới", also: [] },
    ]);
  });
});
