// Where figures are kept: bench/results/<kind>-<version>.json, with the machine they were measured on.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";

/** Keeps the figures of one run; `kind` "" is the benchmark of the road itself. */
export function keep(kind: string, figures: object): void {
  const root = join(import.meta.dirname, "..");
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
  const folder = join(root, "bench", "results");
  mkdirSync(folder, { recursive: true });
  const otherWork = Number((loadavg()[0] ?? 0).toFixed(1));
  const machine = {
    processors: cpus().length,
    model: cpus()[0]?.model ?? "",
    node: process.version,
    loadAverage: otherWork,
  };
  const file = join(folder, `${kind === "" ? "" : `${kind}-`}${version}.json`);
  writeFileSync(file, `${JSON.stringify({ version, machine, ...figures }, null, 2)}\n`);
}
