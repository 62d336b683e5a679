// Results of one version on one machine, kept beside the others: bench/results/<name>-<version>.json.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";

/** Writes the results with what they were measured on. */
export function keepResults(name: string, results: unknown): void {
  const root = join(import.meta.dirname, "..");
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
  const folder = join(root, "bench", "results");
  mkdirSync(folder, { recursive: true });
  const machine = { processors: cpus().length, model: cpus()[0]?.model ?? "", node: process.version };
  writeFileSync(join(folder, `${name}-${version}.json`), `${JSON.stringify({ version, machine, results }, null, 2)}\n`);
}
