// The import of a file: all of it or nothing, and nobody kept twice.
import { describe, expect, it } from "vitest";
import { verifyAudit } from "../../../registry/audit.ts";
import { statusHistory } from "../../../registry/households/statuses.ts";
import type { RawCell } from "../../../registry/spreadsheets/raw-row.ts";
import { STORE_KINDS } from "../../setup/stores.ts";
import { BY } from "../households/records.ts";
import { BINH, HEADER, importing, SEO, XUAN } from "./importing.ts";

describe.each(STORE_KINDS)("an import on the %s store", (kind) => {
  const { opened, run, read } = importing(kind);

  it("keeps households with their people, makes their villages, and leaves the audit chain whole", async () => {
    const result = await run([HEADER, XUAN, BINH, SEO]);
    expect(result).toMatchObject({ created: 2, members: 3, refused: 0, villages: ["Thôn Đông", "Tây"], written: true });
    expect(await read("A")).toMatchObject({
      villageCode: "11074-001",
      communeCode: "11074",
      provinceCode: "31",
      status: { status: "poor", standard: "std-2022-2026", from: "2026-01-01" },
      deprivations: ["employment", "nutrition"],
      members: [
        { name: "Lò Thị Xuân", identity: "000150000011" },
        { name: "Lò Văn Bình", birth: "1981-03-02" },
      ],
    });
    expect((await verifyAudit(opened().client)).intact).toBe(true);
  });

  it("changes what a second file says and leaves what it does not say", async () => {
    await run([HEADER, XUAN, BINH, SEO]);
    const renamed = XUAN.with(4, "Lò Thị Xuân Mai").with(2, "Hộ cận nghèo").with(3, "01/07/2026").with(8, "Việc làm");
    const child: RawCell[] = ["A", null, null, null, "Lò Thị Mỵ", "Cháu", "2015", null, null];
    const result = await run([HEADER, renamed, BINH.with(6, null), child]);
    expect(result).toMatchObject({ created: 0, changed: 1, unchanged: 0, members: 1, absent: 0 });
    const household = (await read("A"))!;
    expect(household).toMatchObject({ status: { status: "near_poor" }, deprivations: ["employment"] });
    expect(household.members.map(({ name, birth }) => `${name} ${birth}`)).toEqual([
      "Lò Thị Xuân Mai 1950",
      "Lò Văn Bình 1981-03-02",
      "Lò Thị Mỵ 2015",
    ]);
    const history = await statusHistory(opened().client, household.id, BY.now);
    expect(history.map(({ status, to }) => [status, to])).toEqual([
      ["poor", "2026-06-30"],
      ["near_poor", null],
    ]);
    expect(await run([HEADER, SEO, XUAN.with(2, null).with(3, null).with(8, null)])).toMatchObject({ absent: 2 });
  });

  it("says of a dry run what it would do, and does nothing", async () => {
    expect(await run([HEADER, XUAN], { dryRun: true })).toMatchObject({ created: 1, members: 1, written: false });
    expect(await opened().client.household.count()).toBe(0);
    expect(await opened().client.unit.count()).toBe(0);
  });

  it("keeps nothing of a file with one bad cell, or its right households when that is asked for", async () => {
    const rows = [HEADER, XUAN.with(6, "hôm nay"), BINH, SEO];
    expect(await run(rows)).toMatchObject({ created: 1, refused: 1, written: false });
    expect(await opened().client.household.count()).toBe(0);
    expect(await run(rows, { acceptValidRows: true })).toMatchObject({ created: 1, refused: 1, written: true });
    expect([await read("A"), (await read("B"))?.code]).toEqual([null, "B"]);
  });

  /** More households than are worked on at once, in two villages. */
  const many = (count: number) =>
    Array.from({ length: count }, (_, at): RawCell[] => {
      const village = at % 2 === 0 ? "Thôn Đông" : "tây";
      return [`H${at}`, village, null, null, "Lò Thị Xuân", "Chủ hộ", null, null, null];
    });

  it("puts a household together whose rows lie far apart in a long file", async () => {
    const result = await run([HEADER, ...many(1200), BINH.with(0, "H0"), SEO.with(1, "Thôn Tây").with(5, "Chủ hộ")]);
    expect(result).toMatchObject({ created: 1201, members: 1202, villages: ["Thôn Đông", "tây"], written: true });
    expect((await read("H0"))?.members.map(({ name }) => name)).toEqual(["Lò Thị Xuân", "Lò Văn Bình"]);
    expect(await opened().client.member.count()).toBe(1202);
    expect((await verifyAudit(opened().client)).intact).toBe(true);
  });

  it("takes back what it wrote when the last row of a long file is wrong", async () => {
    const before = await opened().client.auditEntry.count();
    const result = await run([HEADER, ...many(1200), SEO.with(4, "Lò 123")]);
    expect(result).toMatchObject({ created: 1200, refused: 1, written: false });
    expect(await opened().client.household.count()).toBe(0);
    expect(await opened().client.unit.count()).toBe(0);
    expect(await opened().client.auditEntry.count()).toBe(before);
  });

  it("changes a long list and adds to it in one go", async () => {
    await run([HEADER, ...many(1100)]);
    const known = many(1300).map((row) => row.with(6, "1950"));
    expect(await run([HEADER, ...known])).toMatchObject({ created: 200, changed: 1100, written: true });
    expect((await read("H1050"))?.members.map(({ birth }) => birth)).toEqual(["1950"]);
    expect((await verifyAudit(opened().client)).intact).toBe(true);
  });
});
