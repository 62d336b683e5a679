// The households of a commune as a file of the same form as the template, read page by page so that memory does not grow.
import type { Language } from "../../foundation/language.ts";
import type { Actor } from "../actor.ts";
import { appendAudit } from "../audit.ts";
import type { Reach } from "../desk.ts";
import { pages } from "../households/household.ts";
import { householdIds, LAST_KNOWN, openHouseholds } from "../households/read.ts";
import { villagesOf } from "../households/villages.ts";
import { noteViews } from "../links/views.ts";
import type { Store } from "../store.ts";
import { writeCsv } from "./csv.ts";
import { writeXlsx } from "./exceljs.ts";
import { headerRow, rowWriter } from "./export-rows.ts";
import { dataSheet } from "./template.ts";
import type { Workbook } from "./workbook.ts";

/** Whoever exports has looked at every household: each may ask who did. */
const OPERATOR: Actor = {
  ...{ accountId: "operator", personId: null, terms: [], households: [] },
  term: { role: "operator", unit: "VN", until: null },
};

/** Writes every open household of a commune to FILE.xlsx or FILE.csv; returns how many households it wrote. It is noted before. */
export async function exportHouseholds(
  store: Store,
  workbook: Workbook,
  { file, commune, language, now }: { file: string; commune: string; language: Language; now: Date },
): Promise<number> {
  const reach: Reach = { villages: [], communes: [commune], provinces: [], nation: false };
  const ids = await householdIds(store.client, reach);
  await store.client.$transaction(async (tx) => {
    await noteViews({ tx, actor: OPERATOR, now }, ids, "export");
    const detail = { households: ids.length };
    const entry = { actor: "operator", action: "households_exported", subject: `unit:${commune}`, detail };
    await appendAudit(tx, [entry], now);
  });
  const villages = await villagesOf(store.client, commune);
  const counts = Map.groupBy(villages, ({ name }) => name);
  // A name that two villages bear would not be found again: then the code is written.
  const names = new Map(villages.map(({ code, name }) => [code, counts.get(name)!.length === 1 ? name : code]));
  const rowsOf = rowWriter(workbook, (code) => names.get(code) ?? code);
  async function* rows() {
    yield headerRow(workbook);
    for (const page of pages(ids))
      for (const household of await openHouseholds(store.client, store, page, LAST_KNOWN)) yield* rowsOf(household);
  }
  if (file.toLowerCase().endsWith(".csv")) await writeCsv(file, rows());
  else await writeXlsx(file, [dataSheet(workbook, rows(), language)]);
  return ids.length;
}
