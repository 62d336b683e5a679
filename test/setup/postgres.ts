// A PostgreSQL for the tests that run on both stores: the one named by TEST_DATABASE_URL, or a throw-away server started
// from the system's own binaries, or none (then those tests run on the embedded store alone, and say so).
import { execFileSync, spawn } from "node:child_process";
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    postgres: string | null;
  }
}

export default async function setup(project: TestProject): Promise<(() => void) | undefined> {
  const given = process.env.TEST_DATABASE_URL;
  const bin = findBinaries();
  if (given !== undefined || bin === null) {
    project.provide("postgres", given ?? null);
    if (given === undefined)
      process.stdout.write("no PostgreSQL on this machine: tests run on the embedded store alone\n");
    return undefined;
  }
  const { url, stop } = await startServer(bin);
  project.provide("postgres", url);
  return stop;
}

function findBinaries(): string | null {
  const root = "/usr/lib/postgresql";
  const versions = existsSync(root) ? readdirSync(root).sort() : [];
  return (
    versions.map((version) => join(root, version, "bin")).findLast((bin) => existsSync(join(bin, "initdb"))) ?? null
  );
}

async function startServer(bin: string): Promise<{ url: string; stop: () => void }> {
  const folder = mkdtempSync(join(tmpdir(), "an-sinh-postgres-"));
  const asUser = process.getuid?.() === 0 ? numbersOf("postgres") : null; // the server refuses to run as root
  if (asUser !== null) chownSync(folder, asUser.uid, asUser.gid);
  chmodSync(folder, 0o700);
  const data = join(folder, "data");
  execFileSync(join(bin, "initdb"), ["-D", data, "-U", "test", "--auth=trust", "-E", "UTF8", "--no-locale"], {
    ...asUser,
    cwd: folder,
    stdio: "ignore",
  });
  const port = await freePort();
  const settings = [
    "-c",
    "listen_addresses=127.0.0.1",
    "-c",
    `unix_socket_directories=${folder}`,
    "-c",
    "max_connections=200",
  ];
  const server = spawn(join(bin, "postgres"), ["-D", data, "-p", String(port), ...settings], {
    ...asUser,
    cwd: folder,
    stdio: "ignore",
  });
  const url = `postgresql://test@127.0.0.1:${port}/postgres`;
  await reachable(url);
  const stop = () => {
    server.kill("SIGINT");
    server.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  };
  return { url, stop };
}

function numbersOf(user: string): { uid: number; gid: number } {
  const number = (flag: string) => Number(execFileSync("id", [flag, user], { encoding: "utf8" }));
  return { uid: number("-u"), gid: number("-g") };
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

async function reachable(url: string): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    const client = new Client({ connectionString: url });
    try {
      await client.connect();
      return await client.end();
    } catch (fault) {
      if (attempt > 100) throw fault;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
