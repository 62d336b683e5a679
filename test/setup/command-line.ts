// Runs a command of `ansinh` in this process, as an operator would type it.
import { runCommand } from "../../cli/run.ts";
import { readConfig } from "../../config.ts";

/** What a command printed and how it ended. */
export interface Ran {
  code: number;
  out: string;
  err: string;
}

/** A command line whose commands see this environment. */
export function commandLine(environment: Record<string, string>) {
  return async (line: string, input = ""): Promise<Ran> => {
    const [out, err]: [string[], string[]] = [[], []];
    const code = await runCommand(
      line.split(" ").filter((word) => word !== ""),
      {
        config: () => readConfig(environment),
        out: (text) => out.push(text),
        err: (text) => err.push(text),
        readInput: async () => input,
        async *readLines() {
          yield* input.split("\n");
        },
      },
    );
    return { code, out: out.join("\n"), err: err.join("\n") };
  };
}
