// What every command of the table owes an operator: help and an exit code. Wrong calls have a test of their own.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { COMMANDS } from "../../cli/run.ts";
import { commandLine } from "../setup/command-line.ts";

const names = COMMANDS.map(({ name }) => name);
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "an-sinh-cli-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const ansinh = (line: string, environment: Record<string, string> = {}) =>
  commandLine({ DATA_DIR: folder, ...environment })(line);

describe("the table of commands", () => {
  it.each(["", "--help", "help"])("is printed by `ansinh %s`, one entry a form", async (line) => {
    const { code, out, err } = await ansinh(line);
    expect([code, err]).toEqual([0, ""]);
    for (const { call, does } of COMMANDS.flatMap(({ forms }) => forms))
      expect(out).toContain(`  ${call}\n      ${does}`);
  });

  it("has no name twice, and every form begins with its command's name", () => {
    expect(new Set(names).size).toBe(names.length);
    for (const { name, forms } of COMMANDS) for (const { call } of forms) expect(call.split(" ")[0]).toBe(name);
  });
});

describe.each(names)("ansinh %s", (name) => {
  it("prints its help without touching anything", async () => {
    const { code, out, err } = await ansinh(`${name} --help`, { PORT: "not a port" });
    expect([code, err]).toEqual([0, ""]);
    expect(out).toMatch(new RegExp(`^  ${name}`));
  });
});

describe("a wrong environment", () => {
  it.each(["migrate", "token", "dead-letters list", "audit verify"])(
    "stops `%s` with a line a variable",
    async (line) => {
      const { code, err } = await ansinh(line, { PORT: "99999", TODAY: "2026-02-30" });
      expect(code).toBe(1);
      expect(err.split("\n")).toHaveLength(3);
      expect(err).toMatch(/^ {2}PORT: .+\n {2}TODAY: .+$/m);
    },
  );

  it("is what doctor finds first", async () => {
    const { code, out } = await ansinh("doctor", { DATABASE_URL: "postgresql://nobody@127.0.0.1:1/none" });
    expect(code).toBe(1);
    expect(out).toMatch(/^BAD .*\n {2}ENCRYPTION_KEY: needed because DATABASE_URL is set\n {6}correct these variables/);
  });

  it("or a PostgreSQL that does not answer is told with its cause", async () => {
    const away = { DATABASE_URL: "postgresql://nobody@127.0.0.1:1/none", ENCRYPTION_KEY: "5a".repeat(32) };
    expect((await ansinh("migrate", away)).err).toMatch(
      /^PostgreSQL at DATABASE_URL could not be opened or migrated \(.+\)$/,
    );
    expect((await ansinh("doctor", away)).out).toMatch(/BAD {3}PostgreSQL at DATABASE_URL .*\n {6}check DATABASE_URL/);
  });

  it("or a data folder that is a file is found by doctor", async () => {
    const file = join(folder, "file");
    writeFileSync(file, "");
    const { code, out } = await ansinh("doctor", { DATA_DIR: file });
    expect(code).toBe(1);
    expect(out).toMatch(/BAD {3}the data folder .* cannot be written .*\n {6}give the folder/);
  });
});

describe("the process", () => {
  const run = (args: string[], input = "") =>
    spawnSync("node", ["cli/main.ts", ...args], { input, encoding: "utf8", env: { ...process.env, DATA_DIR: folder } });

  it("ends with the command's code and writes faults to the error output alone", () => {
    const { status, stdout, stderr } = run(["recite"]);
    expect([status, stdout, stderr]).toEqual([2, "", "Không có lệnh “recite”. Ví dụ đúng: ansinh --help\n"]);
  });

  it("gives commands the standard input", () => {
    const { status, stdout, stderr } = run(["law", "decide"], "[not a household");
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr.trim().split("\n")).toHaveLength(1);
  });
});
