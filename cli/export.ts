// `ansinh export`: the empty workbook, and a commune's households in the same form.
import { parseArgs } from "node:util";
import type { Language } from "../foundation/language.ts";
import { exportHouseholds } from "../registry/spreadsheets/export-households.ts";
import { writeTemplate } from "../registry/spreadsheets/template.ts";
import { type Command, calledWrongly } from "./command.ts";
import { communeUnits } from "./commune-units.ts";
import { loadWorkbook } from "./load-workbook.ts";
import { withStore } from "./open-store.ts";

export const exportCommand: Command = {
  name: "export",
  forms: [
    {
      call: "export template FILE.xlsx [--language en]",
      does: "write the empty workbook of households, with instructions",
    },
    {
      call: "export households FILE.xlsx|csv --commune CODE [--language en]",
      does: "write a commune's households in the form that import reads; the file holds personal data",
    },
  ],
  async run(args, io) {
    const asked = readArguments(args);
    if (asked === null) return calledWrongly(exportCommand, io);
    const { what, file, commune, language } = asked;
    const config = io.config();
    const { workbook } = loadWorkbook(config.today);
    if (what === "template") {
      await writeTemplate(file, workbook, language);
      io.out(file);
      return 0;
    }
    if (communeUnits(commune) === null) {
      io.err(`there is no commune with the code ${commune}: five digits, see knowledge/units/communes.csv`);
      return 2;
    }
    const count = await withStore(config, (store) => exportHouseholds(store, workbook, { file, commune, language }));
    io.out(`${file}: households ${count}`);
    return 0;
  },
};

function readArguments(args: readonly string[]) {
  const options = { commune: { type: "string", default: "" }, language: { type: "string", default: "vi" } } as const;
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const [what, file, ...rest] = positionals;
    const { commune, language } = values;
    if (file === undefined || rest.length > 0 || (language !== "vi" && language !== "en")) return null;
    const endings = what === "template" ? /\.xlsx$/i : /\.(xlsx|csv)$/i;
    if ((what !== "template" && what !== "households") || !endings.test(file)) return null;
    if (what === "households" && commune === "") return null;
    return { what, file, commune, language: language as Language };
  } catch {
    return null;
  }
}
