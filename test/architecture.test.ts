// The rules of the house are kept by tools. Here a house full of deliberate violations is shown to them, and each has to be refused.
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";

const ROOT = join(import.meta.dirname, "..");

/** Runs a tool over a house of these files and returns what it printed. */
function inspect(files: Record<string, string>, settings: string[], tool: string, options: string[]): string {
  const house = mkdtempSync(join(tmpdir(), "an-sinh-house-"));
  try {
    for (const name of settings) copyFileSync(join(ROOT, name), join(house, name));
    symlinkSync(join(ROOT, "node_modules"), join(house, "node_modules"));
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(house, path)), { recursive: true });
      writeFileSync(join(house, path), content);
    }
    const command = join(ROOT, "node_modules", ".bin", tool);
    return spawnSync(command, options, { cwd: house, encoding: "utf8" }).stdout;
  } finally {
    rmSync(house, { recursive: true });
  }
}

/** The rule broken, the file that breaks it, and what that file holds; "→ x" stands for an import of the file x. */
const BROKEN_ROADS: [rule: string, file: string, content: string][] = [
  ["not-in-allowed", "foundation/reads-law.ts", "→ knowledge/there.ts"],
  ["not-in-allowed", "knowledge/reads-store.ts", "→ registry/there.ts"],
  ["not-in-allowed", "registry/talks.ts", "→ bot/there.ts"],
  ["not-in-allowed", "handlers/sends.ts", "→ bot/there.ts"],
  ["not-in-allowed", "bot/plays-zalo.ts", "→ simulator/there.ts"],
  ["not-in-allowed", "bot/configures-itself.ts", "→ config.ts"],
  ["not-in-allowed", "simulator/borrows-client.ts", "→ bot/zalo/client.ts"],
  ["not-in-allowed", "simulator/answers.ts", "→ handlers/there.ts"],
  ["not-in-allowed", "cli/starts-server.ts", "→ server.ts"],
  ["not-in-allowed", "helpers/odds-and-ends.ts", "→ foundation/there.ts"],
  ["prisma-in-registry-only", "handlers/queries.ts", "→ prisma/generated/client.ts"],
  ["prisma-in-registry-only", "cli/queries.ts", "→ prisma/generated/client.ts"],
  ["no-circular", "bot/circle-back.ts", "→ bot/circle.ts"],
  ["no-orphans", "bot/alone.ts", "export const thing = 1;\n"],
  ["not-resolvable", "bot/imports-nothing.ts", 'import "./gone.ts";\n'],
  ["web-server", "handlers/serves.ts", 'import "express";\n'],
  ["http-client", "handlers/calls-zalo.ts", 'import "axios";\n'],
  ["natural-parts", "bot/imports-all-of-natural.ts", 'import "natural";\n'],
  ["store-packages", "cli/opens-own-store.ts", 'import "pg";\n'],
  ["the-law-is-pure", "knowledge/eligibility/reads-files.ts", 'import "node:fs";\n'],
  ["no-development-packages-at-run-time", "bot/tests-itself.ts", 'import "fast-check";\n'],
];

const GOOD_ROADS = [
  ["foundation/uses.ts", "foundation/there.ts"],
  ["knowledge/uses.ts", "foundation/there.ts"],
  ["registry/uses.ts", "prisma/generated/client.ts"],
  ["handlers/uses.ts", "registry/there.ts"],
  ["bot/uses.ts", "handlers/there.ts"],
  ["simulator/uses.ts", "bot/zalo/signature.ts"],
  ["cli/uses.ts", "registry/there.ts"],
  ["server.ts", "simulator/there.ts"],
  ["bench/uses.ts", "server.ts"],
] as const;

/** One line that imports the file `to` into the file `from`. */
function importing(from: string, to: string): string {
  return `export { thing } from "${"../".repeat(from.split("/").length - 1) || "./"}${to}";\n`;
}

describe("the import rules", () => {
  let broken: { rule: string; from: string }[];
  beforeAll(() => {
    const rooms = ["foundation", "knowledge", "registry", "handlers", "bot", "simulator"];
    const files: Record<string, string> = {};
    const there = [...rooms.map((room) => `${room}/there.ts`), "bot/zalo/client.ts", "bot/zalo/signature.ts"];
    for (const path of [...there, "config.ts", "prisma/generated/client.ts"]) files[path] = "export const thing = 1;\n";
    files["bot/circle.ts"] = importing("bot/circle.ts", "bot/circle-back.ts");
    for (const [from, to] of GOOD_ROADS) files[from] = importing(from, to);
    for (const [, from, content] of BROKEN_ROADS)
      files[from] = content.startsWith("→ ") ? importing(from, content.slice(2)) : content;
    const settings = [".dependency-cruiser.cjs", "tsconfig.json", "package.json"];
    const printed = inspect(files, settings, "depcruise", ["--config", ".dependency-cruiser.cjs", "-T", "json", "."]);
    const { violations } = JSON.parse(printed).summary as { violations: { rule: { name: string }; from: string }[] };
    broken = violations.map(({ rule, from }) => ({ rule: rule.name, from }));
  });

  it.each(BROKEN_ROADS)("refuse as %s: %s (%s)", (rule, from) => {
    expect(broken).toContainEqual({ rule, from });
  });

  it.each(GOOD_ROADS)("let %s import %s", (from) => {
    expect(broken.filter((one) => one.from === from)).toEqual([]);
  });
});

const BROKEN_STYLE: [rule: string, file: string, content: string][] = [
  ["noProcessEnv", "bot/reads-environment.ts", "export const port = process.env.PORT;\n"],
  ["noConsole", "bot/prints.ts", "console.log(1);\n"],
  ["noExplicitAny", "bot/anything.ts", "export const a: any = 1;\n"],
  ["noDefaultExport", "bot/nameless.ts", "export default 1;\n"],
  ["noBarrelFile", "bot/barrel.ts", 'export * from "./prints.ts";\n'],
  ["noEnum", "bot/colour.ts", "export enum Colour {\n  Red,\n}\n"],
  ["useFilenamingConvention", "bot/MyThing.ts", "export const thing = 1;\n"],
  ["noExcessiveLinesPerFunction", "bot/long.ts", `export function long() {\n${"  void 0;\n".repeat(61)}}\n`],
  ["noFloatingPromises", "bot/unawaited.ts", "async function later() {}\nexport const go = () => {\n  later();\n};\n"],
];

describe("the linter", () => {
  const run = () =>
    inspect(Object.fromEntries(BROKEN_STYLE.map(([, file, content]) => [file, content])), ["biome.json"], "biome", [
      "lint",
      "--vcs-enabled=false",
      "--max-diagnostics=100",
      "--reporter=json",
      "bot",
    ]);
  let broken: { category: string; location: { path: string } }[];
  beforeAll(() => {
    broken = JSON.parse(run()).diagnostics;
  });
  it.each(BROKEN_STYLE)("refuses by %s: %s", (rule, file) => {
    const rules = broken
      .filter(({ location }) => location.path === file)
      .map(({ category }) => category.split("/").at(-1));
    expect(rules).toContain(rule);
  });
});
