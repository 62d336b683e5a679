// The example of the environment is complete and starts what it says.
import { readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import { describe, expect, it } from "vitest";
import { readConfig } from "../config.ts";

const example = parseEnv(readFileSync(".env.example", "utf8")) as Record<string, string>;

describe(".env.example", () => {
  it("names exactly the variables that config.ts reads", () => {
    const read = [...readFileSync("config.ts", "utf8").matchAll(/^ {2}([A-Z][A-Z0-9_]+):/gm)].map((match) => match[1]!);
    expect(read.length).toBeGreaterThan(20);
    expect(Object.keys(example).sort()).toEqual(read.sort());
  });

  it("as it stands is the default: the embedded store and the simulator", () => {
    const config = readConfig(example);
    expect(config).toEqual(readConfig({}));
    expect(config).toMatchObject({ simulator: true, databaseUrl: null, port: 3000 });
  });
});
