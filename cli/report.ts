// `ansinh report`: an official report of a unit as a workbook to hand in.

import { writeFile } from "node:fs/promises";
import { systemClock } from "../foundation/clock.ts";
import { loadLibrary } from "../knowledge/library.ts";
import { drawReport } from "../registry/official-reports/draw.ts";
import { makeFor, type ReportAsked } from "../registry/official-reports/make.ts";
import { findUnit } from "../registry/units/find.ts";
import type { Call, Command, Io } from "./command.ts";
import { KNOWLEDGE } from "./knowledge-folder.ts";
import { withStore } from "./open-store.ts";

export const report: Command = {
  name: "report",
  forms: [
    {
      call: "report REPORT --unit UNIT --period PERIOD --out NEW.xlsx [--preliminary] [--release NUMBER]",
      example: "report R01 --unit 11074 --period 2026 --out r01.xlsx",
      does: "write an official report (R01-R15, P01-P03) of a village, commune or province; a list with names needs the number of its release",
      run: write,
    },
  ],
};

async function write(call: Call, io: Io): Promise<number> {
  const config = io.config();
  const clock = systemClock(config.today);
  const library = loadLibrary(KNOWLEDGE);
  const [id, unit, out] = [call.words[0]!, call.needed("unit"), call.needed("out")];
  const layout = library.officialReports.layouts.get(id);
  if (layout === undefined)
    return io.refuse("no-report", { value: id, reports: [...library.officialReports.layouts.keys()].join(", ") });
  const stage = call.has("preliminary") ? "preliminary" : "official";
  const period = call.needed("period");
  const asked: ReportAsked = {
    report: id,
    unit,
    period,
    stage,
    language: io.language,
    release: Number(call.value("release") ?? 0),
  };
  return withStore(config, (store) =>
    store.client.$transaction(
      async (tx) => {
        const found = await findUnit(tx, library.unitKinds, unit);
        const [only, ...others] = found;
        if (only === undefined) return io.refuse("no-unit", { value: unit });
        if (others.length > 0) {
          const units = found.map(({ code, name }) => `${code} ${name}`).join(", ");
          return io.refuse("several-units", { value: unit, units });
        }
        // Whoever runs the machine gets what the unit itself may see: a province no small counts.
        const scope = { ...only, hidesSmall: !library.summaries.wholeFor.includes(only.level), named: true };
        const tools = { tx, store, library, now: clock.now(), today: clock.today() };
        const made = await makeFor(tools, { layout, scope, asked, by: { actor: "operator" } });
        if ("refused" in made) return io.refuse(`report-${made.refused}`, { value: period });
        await writeFile(out, await drawReport(made.made, library.officialReports.frame));
        io.out(`${out}: ${id} ${scope.code} ${made.made.period.first} ${made.made.period.last}`);
        if (made.made.table.failures.length > 0) io.out(`checks that do not hold: ${made.made.table.failures.length}`);
        return 0;
      },
      { timeout: 120_000 },
    ),
  );
}
