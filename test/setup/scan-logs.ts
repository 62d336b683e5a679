// At the end of every run of the tests: no line that any server logged or printed holds a number, a token or a name of anybody.
// The lines lie in test/output/logs/<run>/; those of a clean run are removed.
import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { inventedNames, leaksIn } from "./leaks.ts";
import { LOGS } from "./logs.ts";

const ROOT = join(import.meta.dirname, "../..");

export default function setup(): () => void {
  const folder = join(ROOT, "test/output/logs", String(process.pid));
  mkdirSync(folder, { recursive: true });
  process.env[LOGS] = folder;
  return () => {
    const names = inventedNames(ROOT);
    const files = readdirSync(folder);
    let lines = 0;
    const leaks = files.flatMap((file) => {
      const all = readFileSync(join(folder, file), "utf8").split("\n");
      lines += all.length - 1;
      return all.flatMap((line, at) => leaksIn(line, names).map((kind) => `${join(folder, file)}:${at + 1}: ${kind}`));
    });
    if (leaks.length > 0) {
      process.exitCode = 1;
      process.stderr.write(`the logs of the tests hold what no log may hold:\n${leaks.join("\n")}\n`);
      return;
    }
    rmSync(folder, { recursive: true });
    process.stdout.write(`${lines} lines in ${files.length} logs: no number, token or name of anybody\n`);
  };
}
