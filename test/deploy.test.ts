// What an operator is given is right as far as it can be checked without a container engine or a running systemd: pinned, without
// secrets, not as root, complete; and each command of docs/operating.md is one that exists.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { parseEnv } from "node:util";
import { afterAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { createMetrics } from "../bot/metrics.ts";
import { readCall } from "../cli/call.ts";
import { COMMANDS } from "../cli/run.ts";
import { readConfig } from "../config.ts";
import { EMPTY_STORE } from "../prisma/embedded.ts";

const ROOT = join(import.meta.dirname, "..");
const read = (path: string) => readFileSync(join(ROOT, path), "utf8");
const folder = mkdtempSync(join(tmpdir(), "an-sinh-deploy-"));
afterAll(() => rmSync(folder, { recursive: true }));

describe("Dockerfile", () => {
  const lines = read("Dockerfile")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"));
  const instructions = (name: string) => lines.filter((line) => line.startsWith(`${name} `));

  it("builds on one exact version of the Node that the packages bring", () => {
    const { node } = JSON.parse(read("package.json")).dependencies;
    for (const line of instructions("FROM"))
      expect(line).toMatch(new RegExp(`^FROM node:${node}-[a-z]+-slim( AS build)?$`));
  });

  it("downloads nothing but packages, and runs no script of a stranger", () => {
    expect(instructions("ADD")).toEqual([]);
    expect(lines.join("\n")).not.toMatch(/curl|wget|https?:\/\/(?!127\.0\.0\.1)|\bsudo\b|--registry/);
    expect(instructions("RUN").filter((line) => /npm/.test(line))).toEqual([
      expect.stringContaining("npm ci --omit=dev"),
    ]);
  });

  it("runs as somebody without rights, says whether it is well, and can be told to stop", () => {
    const last = lines.slice(lines.findLastIndex((line) => line.startsWith("FROM ")));
    expect(last).toContain("USER node");
    expect(last.findIndex((line) => line.startsWith("USER"))).toBeLessThan(
      last.findIndex((line) => line.startsWith("CMD")),
    );
    expect(instructions("HEALTHCHECK")).toHaveLength(1);
    expect(instructions("CMD")).toEqual(['CMD ["node", "main.ts"]']); // as process 1 itself: a shell would not pass SIGTERM on
  });

  it("holds no secret, and everything that main.ts imports", () => {
    expect(lines.join("\n")).not.toMatch(/SECRET|TOKEN|_KEY|PASSWORD/);
    const ignore = read(".dockerignore")
      .split("\n")
      .filter((line) => line !== "" && !line.startsWith("#"));
    expect(ignore[0]).toBe("*");
    expect(ignore).toContain("**/.env*");
    const rooms = readdirSync(ROOT, { withFileTypes: true }).filter(
      (one) => one.isDirectory() && existsSync(join(ROOT, one.name)),
    );
    const imported = new Set([...read("server.ts").matchAll(/from "\.\/([a-z]+)\//g)].map(([, room]) => room!));
    for (const room of [...imported, "cli"]) {
      expect(rooms.map(({ name }) => name)).toContain(room);
      expect(ignore).toContain(`!${room}`);
    }
    for (const file of ["main.ts", "server.ts", "config.ts", "package.json", "package-lock.json"])
      expect(ignore).toContain(`!${file}`);
  });
});

it("the empty store that a new installation copies can be read by the user who runs the server", () => {
  const entries = readdirSync(EMPTY_STORE, { recursive: true, withFileTypes: true });
  expect(entries.length).toBeGreaterThan(100);
  const closed = entries.filter((one) => {
    const needed = one.isDirectory() ? 0o005 : 0o004;
    return (statSync(join(one.parentPath, one.name)).mode & needed) !== needed;
  });
  expect(closed).toEqual([]);
});

describe("deploy/an-sinh.env", () => {
  const settings = parseEnv(read("deploy/an-sinh.env")) as Record<string, string>;

  it("names settings that there are, gives away none that is secret, and is complete once it is filled in", () => {
    const known = parseEnv(read(".env.example"));
    for (const [name, value] of Object.entries(settings)) {
      expect(known).toHaveProperty(name);
      if (/SECRET|TOKEN|KEY|DATABASE_URL/.test(name)) expect([name, value]).toEqual([name, ""]);
    }
    expect(() => readConfig(settings)).toThrow("ZALO_APP_SECRET");
    const filled = { ZALO_APP_ID: "1", ZALO_APP_SECRET: "s", ZALO_OA_ID: "2", ZALO_OA_SECRET_KEY: "k" };
    expect(readConfig({ ...settings, ...filled })).toMatchObject({
      simulator: false,
      demonstration: false,
      trustProxy: 1,
    });
  });
});

describe("deploy/an-sinh@.service", () => {
  const unit = read("deploy/an-sinh@.service");
  const value = (name: string) => new RegExp(`^${name}=(.*)$`, "m").exec(unit)?.[1];

  it("takes every right away and leaves the time to stop well", () => {
    expect(value("User")).toBe("an-sinh");
    for (const name of ["NoNewPrivileges", "PrivateTmp", "PrivateDevices", "ProtectHome", "RestrictNamespaces"])
      expect([name, value(name)]).toEqual([name, "yes"]);
    expect([value("ProtectSystem"), value("CapabilityBoundingSet")]).toEqual(["strict", ""]);
    const drain = Number(parseEnv(read("deploy/an-sinh.env")).DRAIN_SECONDS);
    const stop = Number(/STOP_MS = (\d+)_000/.exec(read("main.ts"))![1]);
    expect(Number(value("TimeoutStopSec"))).toBeGreaterThan(drain + stop);
  });

  it("keeps its data where the settings say, and listens where its name says", () => {
    expect(value("Environment")).toContain("PORT=%i");
    for (const name of ["PORT", "HOST"]) expect(parseEnv(read("deploy/an-sinh.env"))).not.toHaveProperty(name); // it would win over unit and image
    expect(parseEnv(read("deploy/an-sinh.env")).DATA_DIR).toBe(`/var/lib/${value("StateDirectory")}`);
  });

  it.runIf(existsSync("/usr/bin/systemd-analyze"))("and the backup's are taken by systemd without a word", () => {
    const units = ["an-sinh@.service", "an-sinh-backup.service", "an-sinh-backup.timer"];
    for (const name of units) {
      const here = read(`deploy/${name}`).replaceAll("/opt/an-sinh/node_modules/.bin/node", process.execPath);
      writeFileSync(join(folder, name), here);
    }
    const files = units.map((name) => join(folder, name));
    const { status, stderr } = spawnSync("systemd-analyze", ["verify", ...files], { encoding: "utf8" });
    expect([status, stderr]).toEqual([0, ""]);
  });
});

describe("docs/operating.md", () => {
  const page = read("docs/operating.md");
  const blocks = [...page.matchAll(/^```\n([\s\S]*?)^```$/gm)].map(([, block]) => block!);
  const lines = blocks.flatMap((block) => block.split("\n")).filter((line) => line.startsWith("npm run ansinh -- "));

  it("has commands", () => expect(lines.length).toBeGreaterThan(20));

  it.each(lines)("%s", (line) => {
    const words = [...line.slice("npm run ansinh -- ".length).matchAll(/"([^"]*)"|(\S+)/g)].map(
      ([, quoted, bare]) => quoted ?? bare!,
    );
    const [name, ...args] = words.map((word) => (/\.(gz|xlsx|png)$/.test(word) ? join(folder, basename(word)) : word));
    for (const file of args)
      if (file.startsWith(folder) && ["import", "restore"].includes(name!)) writeFileSync(file, "");
    const command = COMMANDS.find((one) => one.name === name);
    expect(readCall(command!, args).read).not.toHaveProperty("refused");
    for (const file of args) if (file.startsWith(folder)) rmSync(file, { force: true });
  });

  it("speaks of files that are there", () => {
    for (const [, path] of page.matchAll(/`((?:deploy|docs|test)\/[\w./-]+)`/g))
      expect([path, existsSync(join(ROOT, path!))]).toEqual([path, true]);
  });

  it("explains each alert, and names no metric that is not counted", () => {
    const conditions = Object.keys(parse(read("knowledge/process/operations.yaml")).alerts);
    const rules: { alert: string }[] = parse(read("deploy/prometheus-rules.yml")).groups[0].rules;
    for (const name of [...conditions, ...rules.map(({ alert }) => alert)]) expect(page).toContain(`\`${name}\``);
    const metrics = new Set(
      createMetrics()
        .registry.getMetricsAsArray()
        .map(({ name }) => name),
    );
    for (const [name] of page.matchAll(/ansinh_[a-z_]+/g)) expect(metrics).toContain(name);
  });
});
