// The process of `npm run ansinh -- <command>`: gives the command table the real input, output and environment.
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { readConfig } from "../config.ts";
import { describeFault } from "../foundation/errors.ts";
import { runCommand } from "./run.ts";

try {
  process.exitCode = await runCommand(process.argv.slice(2), {
    config: () => readConfig(),
    out: (line) => console.log(line),
    err: (line) => console.error(line),
    readInput: () => text(process.stdin),
    readLines: () => createInterface({ input: process.stdin }),
  });
} catch (fault) {
  console.error(`the command failed: ${describeFault(fault)}`);
  process.exitCode = 1;
}
