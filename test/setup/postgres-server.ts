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

/** A running server; `halt` and `resume` are what happens when its machine is restarted. */
export interface PostgresServer {
  url: string;
  halt(): Promise<void>;
  resume(): Promise<void>;
  /** Ends it and removes its cluster. */
  stop(): void;
}

/**
 * Starts one on a free port with an empty cluster, under `place`; stopping removes it.
 * @param careless settings for a cluster that need not outlive a power cut
 */
export async function startServer(
  bin: string,
  place = tmpdir(),
  careless: readonly string[] = [],
): Promise<PostgresServer> {
  const folder = mkdtempSync(join(place, "an-sinh-postgres-"));
  const asUser = process.getuid?.() === 0 ? numbersOf("postgres") : null; // the server refuses to run as root
  if (asUser !== null) chownSync(folder, asUser.uid, asUser.gid);
  chmodSync(folder, 0o700);
  const data = join(folder, "data");
  const options = { ...asUser, cwd: folder, stdio: "ignore" } as const;
  const cluster = ["-D", data, "-U", "test", "--auth=trust", "-E", "UTF8", "--no-locale", "--no-sync"];
  execFileSync(join(bin, "initdb"), cluster, options);
  const port = await freePort();
  const settings = [
    "listen_addresses=127.0.0.1",
    `unix_socket_directories=${folder}`,
    "max_connections=200",
    ...careless,
  ];
  const words = ["-D", data, "-p", String(port), ...settings.flatMap((setting) => ["-c", setting])];
  const url = `postgresql://test@127.0.0.1:${port}/postgres`;
  const run = async () => {
    const started = spawn(join(bin, "postgres"), words, options);
    await reachable(url);
    return started;
  };
  let server = await run();
  const halt = () =>
    new Promise<void>((resolve) => {
      if (server.exitCode !== null || server.signalCode !== null) return resolve();
      server.once("exit", () => resolve());
      server.kill("SIGINT");
    });
  return {
    url,
    halt,
    async resume() {
      server = await run();
    },
    stop: () => void halt().then(() => rmSync(folder, { recursive: true, force: true })),
  };
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
