// The workbook as the commands of import and export use it, with the law and the words that its cells are made of.
import { systemClock } from "../foundation/clock.ts";
import type { Day } from "../foundation/day.ts";
import { loadKnowledge } from "../knowledge/load.ts";
import { loadSpreadsheet } from "../knowledge/spreadsheet.ts";
import { createWorkbook, type Workbook } from "../registry/spreadsheets/workbook.ts";
import { KNOWLEDGE } from "./knowledge-folder.ts";

/** The workbook on today's law; `fixedDay` is TODAY of the configuration. */
export function loadWorkbook(fixedDay: Day | null): { workbook: Workbook; now: Date } {
  const clock = systemClock(fixedDay);
  return {
    workbook: createWorkbook(loadSpreadsheet(KNOWLEDGE), loadKnowledge(KNOWLEDGE), clock.today()),
    now: clock.now(),
  };
}
