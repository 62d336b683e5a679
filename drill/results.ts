// Where results are kept: bench/results by version, and side by side with the promises in docs/operations.md.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import type { Drill } from "./drill.ts";

/** What came of one drill. */
export type Result = Pick<Drill, "fault" | "store" | "promise"> & { seen: string; kept: boolean };

const ROOT = join(import.meta.dirname, "..");
const DOCUMENT = join(ROOT, "docs", "operations.md");
const MARKS = ["<!-- drills -->", "<!-- end of drills -->"] as const;

/** Writes one drill's result to both, in the place it has among `all`; the others stay as they were. */
export function keep(result: Result, all: readonly Drill[]): void {
  const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { version: string };
  const file = join(ROOT, "bench", "results", `drill-${version}.json`);
  const before = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as { drills: Result[] }).drills : [];
  const drills = all.flatMap(({ fault }) => [result, ...before].find((one) => one.fault === fault) ?? []);
  const machine = { processors: cpus().length, node: process.version };
  writeFileSync(file, `${JSON.stringify({ version, machine, drills }, null, 2)}\n`);

  const [start, rest] = readFileSync(DOCUMENT, "utf8").split(MARKS[0]);
  const end = rest?.split(MARKS[1])[1];
  writeFileSync(DOCUMENT, `${start}${MARKS[0]}\n${tableOf(drills)}\n${MARKS[1]}${end}`);
}

/** The document's table: a drill a row. */
export function tableOf(results: readonly Result[]): string {
  const rows = results.map((one) => [one.fault, one.store, one.promise, one.seen, one.kept ? "yes" : "NO"]);
  const head = ["fault", "store", "promise", "seen", "kept"];
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
