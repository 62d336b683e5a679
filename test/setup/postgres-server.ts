// A throw-away PostgreSQL server from the system's own binaries, for tests and benchmarks.
import { execFileSync, spawn } from "node:child_process";
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { freePort } from "./server-process.ts";

/** The folder of the newest installed PostgreSQL server's binaries, or null. */
export function findBinaries(): string | null {
  const root = "/usr/lib/postgresql";
  const versions = existsSync(root) ? readdirSync(root).sort() : [];
  return (
    versions.map((version) => join(root, version, "bin")).findLast((bin) => existsSync(join(bin, "initdb"))) ?? null
  );
}

/** Starts one on a free port with an empty cluster; stopping removes it. */
export async function startServer(bin: string): Promise<{ url: string; stop: () => void }> {
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
