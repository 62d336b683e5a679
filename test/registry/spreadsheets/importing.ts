// An import as tests run it: three people of two households, an empty registry for each test, and what it says afterwards.
import { afterAll, beforeEach } from "vitest";
import { day } from "../../../foundation/day.ts";
import { readHousehold } from "../../../registry/households/read.ts";
import { type ImportOptions, importHouseholds } from "../../../registry/spreadsheets/import-households.ts";
import { tellProblem } from "../../../registry/spreadsheets/problem.ts";
import type { RawCell } from "../../../registry/spreadsheets/raw-row.ts";
import { type OpenStore, openStore } from "../../setup/open-store.ts";
import type { STORE_KINDS } from "../../setup/stores.ts";
import { BY } from "../households/records.ts";
import { sheet, UNITS, words, workbook } from "./open-workbook.ts";

const OPTIONS: ImportOptions = {
  units: UNITS,
  createVillages: true,
  acceptValidRows: false,
  dryRun: false,
  by: BY,
};
export const HEADER = [
  "Mã hộ",
  "Thôn",
  "Loại hộ",
  "Công nhận từ ngày",
  "Họ và tên",
  "Quan hệ",
  "Ngày sinh",
  "Số định danh",
  "Thiếu hụt",
];
export const XUAN: RawCell[] = [
  "A",
  "Thôn Đông",
  "Hộ nghèo",
  "01/01/2026",
  "Lò Thị Xuân",
  "Chủ hộ",
  "1950",
  "000150000011",
  "Việc làm; Dinh dưỡng",
];
export const BINH: RawCell[] = ["A", null, null, null, "Lò Văn Bình", "Con", "02/03/1981", null, null];
export const SEO: RawCell[] = ["B", "Tây", null, null, "Vàng Seo Lử", "Chủ hộ", null, null, null];

/** A store without households before each test, and the import into it. */
export function importing(kind: (typeof STORE_KINDS)[number]) {
  let store: OpenStore | null = null;
  const opened = () => store!;
  beforeEach(async () => {
    store ??= await openStore(kind);
    await store.client.$executeRaw`TRUNCATE household, member, household_status, deprivation, unit CASCADE`;
  });
  afterAll(async () => store?.close());

  const run = (rows: RawCell[][], more: Partial<ImportOptions> = {}) =>
    importHouseholds(opened(), workbook, sheet(...rows), { ...OPTIONS, ...more });
  const told = async (rows: RawCell[][], more: Partial<ImportOptions> = {}) =>
    (await run(rows, more)).problems.map((problem) => tellProblem(words, problem, "vi"));
  const read = async (code: string) => {
    const reach = { villages: [], communes: [UNITS.commune.code], provinces: [], nation: false };
    return readHousehold(opened().client, opened(), { household: { code }, reach, on: day("2026-11-21") });
  };
  return { opened, run, told, read };
}
