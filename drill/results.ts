// Where results are kept: bench/results by version, and side by side with the promises in docs/operations.md.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Drill } from "./drill.ts";

/** What came of one drill. */
export type Result = Pick<Drill, "fault" | "store" | "promise"> & { seen: string; kept: boolean };

const ROOT = join(import.meta.dirname, "..");
const DOCUMENT = join(ROOT, "docs", "operations.md");
const MARKS = ["<!-- drills -->", "<!-- end of drills -->"] as const;

/** Writes both. */
export function keep(results: Result[], machine: { processors: number; node: string }): void {
  const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { version: string };
  const report = { version, machine, drills: results };
  writeFileSync(join(ROOT, "bench", "results", `drill-${version}.json`), `${JSON.stringify(report, null, 2)}\n`);
  const text = readFileSync(DOCUMENT, "utf8");
  const [before, rest] = text.split(MARKS[0]);
  const after = rest?.split(MARKS[1])[1];
  writeFileSync(DOCUMENT, `${before}${MARKS[0]}\n${tableOf(results)}\n${MARKS[1]}${after}`);
}

/** The document's table: a drill a row. */
export function tableOf(results: readonly Result[]): string {
  const rows = results.map((one) => [one.fault, one.store, one.promise, one.seen, one.kept ? "yes" : "NO"]);
  const head = ["fault", "store", "promise", "seen", "kept"];
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
