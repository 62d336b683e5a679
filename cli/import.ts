// `ansinh import households`: a commune's list from a spreadsheet into the registry. What is wrong in the file is told on
// standard output, which is the officer's own; nothing of it goes to a log.
import { AppError } from "../foundation/errors.ts";
import type { Language } from "../foundation/language.ts";
import { sayInReport } from "../knowledge/spreadsheet.ts";
import { type ImportResult, importHouseholds } from "../registry/spreadsheets/import-households.ts";
import { openSpreadsheet } from "../registry/spreadsheets/open-file.ts";
import { type Problem, tellProblem } from "../registry/spreadsheets/problem.ts";
import type { Workbook } from "../registry/spreadsheets/workbook.ts";
import type { Call, Command, Io } from "./command.ts";
import { communeUnits } from "./commune-units.ts";
import { loadWorkbook } from "./load-workbook.ts";
import { withStore } from "./open-store.ts";

/** So many bad cells are told; more would hide what to mend first. */
const MOST_TOLD = 200;

export const importCommand: Command = {
  name: "import",
  forms: [
    {
      call: "import households FILE.xlsx|csv --commune COMMUNE [--dry-run] [--accept-valid-rows] [--create-villages]",
      example: "import households list.xlsx --commune 11074",
      does: "keep a commune's households from a spreadsheet (ansinh export template gives its form); nothing unless all of it is right",
      run: households,
    },
  ],
};

/** Faults of the file itself. */
const UNREADABLE: ReadonlySet<string> = new Set([
  "spreadsheet:not-xlsx",
  "spreadsheet:not-csv",
  "spreadsheet:too-large",
]);

async function households(call: Call, io: Io): Promise<number> {
  const file = call.words[0]!;
  const config = io.config();
  const { workbook, now } = loadWorkbook(config.today);
  const options = {
    units: communeUnits(call.needed("commune"))!,
    dryRun: call.has("dry-run"),
    acceptValidRows: call.has("accept-valid-rows"),
    createVillages: call.has("create-villages"),
    by: { actor: "operator", now },
    onProgress: (stage: "read" | "written", count: number) => io.err(`${stage} ${count}`),
  };
  try {
    const rows = await openSpreadsheet(file);
    const result = await withStore(config, (store) => importHouseholds(store, workbook, rows, options));
    return tellResult(result, { io, workbook, dryRun: options.dryRun });
  } catch (fault) {
    if (!(fault instanceof AppError && UNREADABLE.has(fault.code))) throw fault;
    return io.refuse(fault.code.slice("spreadsheet:".length), { value: file });
  }
}

interface Telling {
  io: Io;
  workbook: Workbook;
  dryRun: boolean;
}

/** Prints what was found and done; returns the exit code. */
function tellResult(result: ImportResult, { io, workbook: { words }, dryRun }: Telling): number {
  const { language } = io;
  const say = (report: string, places: Readonly<Record<string, string | number>> = {}) =>
    io.out(sayInReport(words, { report }, language, places));
  const { created, changed, unchanged, refused, members, absent, villages, ignored } = result;
  const problems = [...result.problems, ...duplicateWarnings(words, result, language)];
  for (const problem of problems.slice(0, MOST_TOLD)) io.out(tellProblem(words, problem, language));
  if (problems.length > MOST_TOLD) say("more", { count: problems.length - MOST_TOLD });
  if (ignored.length > 0) say("ignored", { headers: ignored.join(", ") });
  if (villages.length > 0) say("villages", { names: villages.join(", ") });
  if (absent > 0) say("absent", { count: absent });
  say("summary", { created, changed, unchanged, refused, members });
  if (dryRun) say("dry_run");
  else if (!result.written) say("nothing");
  const wrong = problems.some(({ level }) => level === "error");
  return wrong ? 1 : 0;
}

function duplicateWarnings(words: Workbook["words"], { duplicates }: ImportResult, language: Language): Problem[] {
  return duplicates.map(({ first, second, reasons }) => {
    const why = reasons.map((reason) => sayInReport(words, { report: `why-${reason}` }, language)).join(", ");
    const places = { code: first.household.code, other: second.household.code, why };
    return { level: "warning", reason: "duplicate", places, at: null };
  });
}
