// `ansinh export`: the empty workbook, and a commune's households in the same form.
import { systemClock } from "../foundation/clock.ts";
import { exportHouseholds } from "../registry/spreadsheets/export-households.ts";
import { writeTemplate } from "../registry/spreadsheets/template.ts";
import type { Call, Command, Io } from "./command.ts";
import { loadWorkbook } from "./load-workbook.ts";
import { withStore } from "./open-store.ts";

export const exportCommand: Command = {
  name: "export",
  forms: [
    {
      call: "export template NEW.xlsx",
      example: "export template template.xlsx",
      does: "write the empty workbook of households, with instructions",
      run: template,
    },
    {
      call: "export households NEW.xlsx|csv --commune COMMUNE",
      example: "export households list.xlsx --commune 11074",
      does: "write a commune's households in the form that import reads; the file holds personal data",
      run: households,
    },
  ],
};

async function template({ words: [file] }: Call, io: Io): Promise<number> {
  const { workbook } = loadWorkbook(io.config().today);
  await writeTemplate(file!, workbook, io.language);
  io.out(file!);
  return 0;
}

async function households(call: Call, io: Io): Promise<number> {
  const config = io.config();
  const { workbook } = loadWorkbook(config.today);
  const asked = { file: call.words[0]!, commune: call.needed("commune"), language: io.language };
  const now = systemClock(config.today).now();
  const count = await withStore(config, (store) => exportHouseholds(store, workbook, { ...asked, now }));
  io.out(`${asked.file}: households ${count}`);
  return 0;
}
