// `ansinh import households`: a commune's list from a spreadsheet into the registry. What is wrong in the file is told on
// standard output, which is the officer's own; nothing of it goes to a log.
import { parseArgs } from "node:util";
import type { Language } from "../foundation/language.ts";
import { sayInReport } from "../knowledge/spreadsheet.ts";
import { type ImportResult, importHouseholds } from "../registry/spreadsheets/import-households.ts";
import { openSpreadsheet } from "../registry/spreadsheets/open-file.ts";
import { type Problem, tellProblem } from "../registry/spreadsheets/problem.ts";
import type { Workbook } from "../registry/spreadsheets/workbook.ts";
import { type Command, calledWrongly, type Io } from "./command.ts";
import { communeUnits } from "./commune-units.ts";
import { loadWorkbook } from "./load-workbook.ts";
import { withStore } from "./open-store.ts";

/** So many bad cells are told; more would hide what to mend first. */
const MOST_TOLD = 200;

export const importCommand: Command = {
  name: "import",
  forms: [
    {
      call: "import households FILE.xlsx|csv --commune CODE [--dry-run] [--accept-valid-rows] [--create-villages] [--language en]",
      does: "keep a commune's households from a spreadsheet (ansinh export template gives its form); nothing unless all of it is right",
    },
  ],
  async run(args, io) {
    const asked = readArguments(args);
    if (asked === null) return calledWrongly(importCommand, io);
    const { file, language, commune, ...options } = asked;
    const units = communeUnits(commune);
    if (units === null) {
      io.err(`there is no commune with the code ${commune}: five digits, see knowledge/units/communes.csv`);
      return 2;
    }
    const config = io.config();
    const { workbook, now } = loadWorkbook(config.today);
    const rows = await openSpreadsheet(file);
    const onProgress = (stage: "read" | "written", count: number) => io.err(`${stage} ${count}`);
    const result = await withStore(config, (store) =>
      importHouseholds(store, workbook, rows, { ...options, units, onProgress, by: { actor: "operator", now } }),
    );
    return tellResult(result, { io, workbook, language, dryRun: options.dryRun });
  },
};

function readArguments(args: readonly string[]) {
  const flag = { type: "boolean", default: false } as const;
  const options = {
    commune: { type: "string" },
    language: { type: "string", default: "vi" },
    "dry-run": flag,
    "accept-valid-rows": flag,
    "create-villages": flag,
  } as const;
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const [what, file, ...rest] = positionals;
    const { commune, language } = values;
    if (what !== "households" || file === undefined || rest.length > 0 || commune === undefined) return null;
    if (language !== "vi" && language !== "en") return null;
    return {
      file,
      commune,
      language: language as Language,
      dryRun: values["dry-run"],
      acceptValidRows: values["accept-valid-rows"],
      createVillages: values["create-villages"],
    };
  } catch {
    return null;
  }
}

interface Telling {
  io: Io;
  workbook: Workbook;
  language: Language;
  dryRun: boolean;
}

/** Prints what was found and done; returns the exit code. */
function tellResult(result: ImportResult, { io, workbook: { words }, language, dryRun }: Telling): number {
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
