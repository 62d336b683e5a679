// The report in words: its headings, under each the sentences whose figures the registry knows, and room for the officer's own.
import type { Language } from "../../foundation/language.ts";
import type { Layout } from "../../knowledge/official-reports.ts";
import type { Scope } from "../summaries/scope.ts";
import { columnsOf } from "./columns.ts";
import { householdSources, type Tools } from "./household-source.ts";
import type { ReportPeriod } from "./lines.ts";
import { HIDDEN, type Table, type TableLine } from "./shapes.ts";
import { tableOf } from "./table.ts";

const PLACE = /\{([RP]\d\d)\.(\w+)\}/g;

/** Lines of one text each; headings bear their column's key as unit. */
export async function sectionsOf(
  tools: Tools,
  layout: Layout,
  { scope, period, language }: { scope: Scope; period: ReportPeriod; language: Language },
): Promise<Table> {
  const { layouts, frame } = tools.library.officialReports;
  const columns = columnsOf(layout, { indicator: [], ethnicity: [], change: [] });
  const named = columns.flatMap(({ says }) => says.flatMap(({ vi }) => [...vi.matchAll(PLACE)].map(([, id]) => id!)));
  const needed = [...new Set(named)].flatMap((id) => layouts.get(id) ?? []);
  const tables = new Map(
    (await householdSources(tools, needed, { scope, period })).map((source) => [source.layout.id, tableOf(source)]),
  );
  const write = new Intl.NumberFormat(language === "vi" ? "vi-VN" : "en-GB", { maximumFractionDigits: 2 });
  const figure = (id: string, key: string): string => {
    const table = tables.get(id);
    const at = table?.columns.findIndex((column) => column.key === key) ?? -1;
    const value = table?.totals[0]?.cells[at] ?? null;
    if (value === HIDDEN) return frame.hidden_mark;
    return typeof value === "number" ? write.format(value) : frame.to_write;
  };
  const line = (text: string, unit: string | null): TableLine => ({ unit, name: null, line: null, cells: [text] });
  const lines = columns.flatMap(({ key, header, says }) => [
    line(header[0]![language], key),
    ...says.map((said) =>
      line(
        said[language].replace(PLACE, (_, id: string, name: string) => figure(id, name)),
        null,
      ),
    ),
    line(frame.to_write, null),
  ]);
  const notes = [...tables.values()].flatMap((table) => table.notes.filter(({ kind }) => kind === "hidden"));
  const failures = [...tables.values()].flatMap((table) => table.failures);
  return { columns, lines, totals: [], notes: notes.slice(0, 1), failures };
}
