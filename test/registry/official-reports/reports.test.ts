// Official reports of a commune: the columns of their layouts, the same totals as counts written another way, what is not known blank.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { day } from "../../../foundation/day.ts";
import { recordStatus } from "../../../registry/households/statuses.ts";
import { makeReport } from "../../../registry/official-reports/make.ts";
import { HIDDEN } from "../../../registry/official-reports/shapes.ts";
import { type Commune, commune } from "../../setup/commune.ts";
import { type OpenStore, openStore } from "../../setup/open-store.ts";
import { STORE_KINDS } from "../../setup/stores.ts";
import { deskOf, figures, library, made, NOW, reopened, unzipped } from "./made.ts";

const CLASSES = ["poor", "near_poor", "avg_living", "other"] as const;
const LACKS = ["employment", "nutrition", "water", "toilet", "telecom"];
const VILLAGES = ["Thôn An Lạc", "Thôn Đông Phong"];

describe.each(STORE_KINDS)("official reports on the %s store", (kind) => {
  let store: OpenStore;
  let here: Commune;
  beforeAll(async () => {
    store = await openStore(kind);
    here = await commune(store, {
      villages: [...VILLAGES, "Thôn Mới"],
      people: {
        officer: "commune-officer",
        province: "province-officer",
        front: "fatherland-front",
        reviewer: "reviewer@Thôn An Lạc",
      },
      households: Array.from({ length: 40 }, (_, at) => ({
        head: `Người ${at}`,
        village: VILLAGES[at % 3 === 0 ? 1 : 0]!,
        status: CLASSES[at % 4]!,
        facts: at % 4 === 2 ? { hh_agri_avg: at % 8 === 2 } : {},
        deprivations: at % 4 === 0 ? LACKS.slice(0, 3 + (at % 3)) : at % 4 === 1 ? LACKS.slice(0, at % 3) : [],
        members: [
          { name: `Vợ ${at}`, relation: "spouse" as const, sex: "female" as const, ethnicity: "kinh" },
          ...(at % 2 === 0 ? [{ name: `=Con ${at}`, relation: "child" as const, birth: "2015-05-05" }] : []),
        ],
      })),
    });
    await recordStatus(
      store.client,
      {
        householdId: here.households.get("Người 4")!,
        status: "near_poor",
        standard: "std-2022-2026",
        from: day("2026-06-01"),
        decisionNumber: "7/QĐ",
        decidedOn: day("2026-06-01"),
        b1: null,
        b2: null,
        causes: ["land", "illness"],
      },
      { actor: "test", now: new Date(NOW.getTime() - 1000) },
    );
  });
  afterAll(() => store.close());

  const officer = () => deskOf(store, here, "officer", "commune-officer", "11074");

  /** Counted from the rows, knowing nothing of layouts. */
  async function counted(village: string | null) {
    const [row] = await store.client.$queryRaw<Record<string, number>[]>`
      SELECT count(*)::int AS hh, (count(*) FILTER (WHERE status = 'poor'))::int AS poor, (count(*) FILTER (WHERE status = 'near_poor'))::int AS near,
        coalesce(sum(people) FILTER (WHERE status = 'poor'), 0)::int AS "poorPeople", sum(people)::int AS people,
        coalesce(sum(lacks) FILTER (WHERE status = 'poor'), 0)::int AS "poorLacks"
      FROM (SELECT (SELECT s.status FROM household_status s WHERE s.household_id = h.id AND s.superseded_at IS NULL AND s."to" IS NULL) AS status,
          (SELECT count(*) FROM member m WHERE m.household_id = h.id) AS people,
          (SELECT count(*) FROM deprivation d WHERE d.household_id = h.id) AS lacks
        FROM household h WHERE ${village}::text IS NULL OR h.village_code = ${village}) x`;
    return row!;
  }

  it("R01 has the counts of every village and their sum, and shares of them", async () => {
    const report = await made(officer(), "R01", "11074");
    for (const code of ["11074-001", "11074-002", null]) {
      const { hh, people, poor, near, poorPeople } = await counted(code);
      expect(figures(report, code)).toMatchObject({
        hh,
        pp: people,
        poor_hh: poor,
        near_hh: near,
        poor_pp: poorPeople,
        poor_hh_rate: (poor! / hh!) * 100,
      });
    }
    expect(figures(report, null)).toMatchObject({ agri_hh: 5 });
    expect(figures(report, "11074-003")).toMatchObject({ hh: null, poor_hh: null, poor_hh_rate: null });
    expect(report.table.notes).toContainEqual({ kind: "empty", count: 1 });
    expect(report.table.failures).toEqual([]);
  });

  it("R01 as a file has the layout's headers merged, the line of numbers, and the totals, for any reader", async () => {
    const report = await made(officer(), "R01", "11074");
    const { sheet, bytes } = await reopened(report);
    const { hh, poor } = await counted(null);
    const rowOf = (text: string) =>
      sheet.getRow([...Array(sheet.rowCount).keys()].find((at) => sheet.getRow(at + 1).getCell(1).text === text)! + 1);
    expect(rowOf("A").values).toEqual([undefined, ...report.table.columns.map(({ no }) => no)]);
    const head = rowOf("STT");
    expect([3, 4, 5, 6].map((at) => head.getCell(at).text)).toEqual([
      "Tổng số hộ dân cư",
      "Tổng số hộ dân cư",
      "Hộ nghèo",
      "Hộ nghèo",
    ]);
    expect(head.getCell(1).isMerged && head.getCell(5).isMerged).toBe(true);
    expect(head.getCell(9).text).toBe("Hộ nông, lâm, ngư nghiệp có mức sống trung bình"); // nothing of it is cut on paper
    expect((head.height ?? 15) + (sheet.getRow(head.number + 1).height ?? 15)).toBeGreaterThan(40);
    expect(sheet.pageSetup).toMatchObject({ paperSize: 9, orientation: "landscape", fitToWidth: 1, fitToHeight: 0 });
    const wide = await reopened(await made(officer(), "R12", "11074"));
    expect(wide.sheet.pageSetup.paperSize).toBe(8); // A3: on A4 its letters would be too small to read
    const total = sheet.getRow(sheet.getColumn(2).values.indexOf("TỔNG CỘNG"));
    expect([total.getCell(3).result, total.getCell(5).result]).toEqual([hh, poor]);
    const xml = unzipped(bytes, "xl/worksheets/sheet1.xml");
    const cell = (column: string) =>
      Number(new RegExp(`<c r="${column}${total.number}"[^>]*>.*?<v>([\\d.]+)</v>`).exec(xml)?.[1]);
    expect([cell("C"), cell("E")]).toEqual([hh, poor]);
    expect(unzipped(bytes, "xl/sharedStrings.xml")).toContain("Xã Tứ Kỳ".toLocaleUpperCase("vi"));
    expect(unzipped(bytes, "xl/workbook.xml")).toContain("Print_Titles");
  });

  it("R02 and R03 tell the one who became near-poor, in households and people, and agree with R01", async () => {
    const [poor, near] = [await made(officer(), "R02", "11074"), await made(officer(), "R03", "11074")];
    expect(figures(poor, null, "households")).toMatchObject({
      end: (await counted(null)).poor,
    });
    expect(figures(near, null, "households")).toMatchObject({ end: (await counted(null)).near });
    expect([...poor.table.failures, ...near.table.failures]).toEqual([]);
    const june = await made(officer(), "R02", "11074", { period: "2026-06" });
    expect(figures(june, null, "households")).toMatchObject({ begin: 10, to_other: 1, end: 9, new_arising: 0 });
    expect(figures(june, null, "people")).toMatchObject({ begin: 30, to_other: 3, end: 27 });
    expect(figures(await made(officer(), "R03", "11074", { period: "2026-06" }), null, "people")).toMatchObject({
      from_other: 3,
    });
  });

  it("R04 counts each indicator of the standard of the day and their sum; one with two tells which check fails", async () => {
    const report = await made(officer(), "R04", "11074");
    const { poor, poorLacks } = await counted(null);
    const total = figures(report, null);
    expect(total).toMatchObject({ total: poor, dep_total: poorLacks, water: poor });
    expect(report.table.columns.length).toBe(
      4 + library.knowledge.standards.find(({ id }) => id === "std-2022-2026")!.indicators.length,
    );
    expect(report.table.failures).toEqual([]);
    const rates = figures(await made(officer(), "R05", "11074"), null);
    expect(rates.water).toBe(100);
    const householdId = here.households.get("Người 0")!;
    await store.client
      .$executeRaw`UPDATE deprivation SET "to" = '2026-02-01' WHERE household_id = ${householdId}::uuid`;
    const wrong = await made(officer(), "R04", "11074");
    expect(wrong.table.failures.map(({ says }) => says.vi)).toContain("Mỗi hộ nghèo thiếu ít nhất 3 chỉ số");
    const { book } = await reopened(wrong);
    expect(book.worksheets.map(({ name }) => name)).toEqual(["R04", "Kiểm tra"]);
  });

  it("what is not known of one household is blank, and the sheet says of how many", async () => {
    const report = await made(officer(), "R09", "11074");
    expect(figures(report, null)).toMatchObject({ p_total: (await counted(null)).poor, p_kinh: null, p_dtts: null });
    expect(report.table.notes).toContainEqual(
      expect.objectContaining({ kind: "missing", count: (await counted(null)).poor }),
    );
    const { sheet } = await reopened(await made(officer(), "R08", "11074"));
    expect(JSON.stringify(sheet.getSheetValues())).toContain("sổ hộ chưa ghi khả năng lao động của hộ.");
  });

  it("R10 and R11 count causes and children of the class", async () => {
    expect(figures(await made(officer(), "R10", "11074"), null, "near_poor")).toMatchObject({
      lack_land: 1,
      illness_accident: 1,
      other: 0,
    });
    const children = figures(await made(officer(), "R11", "11074"), null);
    expect(children).toMatchObject({ p_nutrition: null });
  });

  it("every other report is made, in both languages, and stands in a workbook", async () => {
    for (const { id, release } of library.officialReports.layouts.values())
      for (const language of ["vi", "en"] as const) {
        if (release) continue;
        const { sheet } = await reopened(await made(officer(), id, "11074", { language }));
        expect(sheet.rowCount).toBeGreaterThan(8);
      }
  });

  it("from above the commune small counts are hidden, and what would tell them", async () => {
    const province = deskOf(store, here, "province", "province-officer", "31");
    const inside = figures(await made(province, "R03", "31", { period: "2026-06" }), "11074", "households");
    expect(inside).toMatchObject({ from_other: HIDDEN, begin: HIDDEN, end: 11 });
    const { sheet } = await reopened(await made(province, "R03", "31", { period: "2026-06" }));
    expect(JSON.stringify(sheet.getSheetValues())).toContain("Ô ghi “…”: số nhỏ hơn 5");
  });

  it("nobody makes one outside the own unit, without the right, of no period, or of the future", async () => {
    const asked = {
      report: "R01",
      unit: "11074",
      period: "2026",
      stage: "official",
      language: "vi",
      release: null,
    } as const;
    const refused = async (account: string, role: string, unit: string, also: object = {}) =>
      makeReport(deskOf(store, here, account, role, unit), { ...asked, ...also });
    expect(await refused("officer", "commune-officer", "11074", { unit: "11086" })).toEqual({ refused: "no-right" });
    expect(await refused("reviewer", "reviewer", "11074-001", { unit: "11074-001" })).toEqual({ refused: "no-right" });
    expect(await refused("front", "fatherland-front", "11074", { report: "P01" })).toEqual({ refused: "no-right" });
    expect(await refused("officer", "commune-officer", "11074", { period: "2026-13" })).toEqual({
      refused: "no-period",
    });
    expect(await refused("officer", "commune-officer", "11074", { period: "2027" })).toEqual({ refused: "not-yet" });
    expect(await refused("officer", "commune-officer", "11074", { report: "R99" })).toEqual({
      refused: "unknown-report",
    });
    expect(await refused("officer", "commune-officer", "11074", { report: "R15" })).toEqual({ refused: "no-release" });
  });
});
