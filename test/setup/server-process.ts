// The server as an operator runs it: a process of its own, which can be killed.
import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { join } from "node:path";
import { COMPILED, HASTY } from "./compiled.ts";
import { logFile } from "./logs.ts";

export interface ServerProcess {
  /** Everything it printed so far, both streams. */
  output(): string;
  /** Exit code, or null when a signal ended it. */
  exited: Promise<number | null>;
  signal(name: NodeJS.Signals): void;
  /** Sends the signal and waits for the end. */
  end(signal: "SIGKILL" | "SIGTERM"): Promise<number | null>;
}

/** Starts `node main.ts` with exactly these variables; from a test, as hasty as the test itself. */
export function spawnServer(environment: Record<string, string>): ServerProcess {
  const root = join(import.meta.dirname, "../..");
  const still = { DEMONSTRATION: "off", SETTLE_MS: "0" };
  const env = { HOST: "127.0.0.1", LOG_LEVEL: "trace", TODAY: "2026-11-21", ...COMPILED, ...still, ...environment };
  const haste = process.execArgv.filter((flag) => HASTY.includes(flag));
  const child = spawn(process.execPath, [...haste, "main.ts"], { cwd: root, env, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  const kept = logFile();
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (chunk: string) => {
      output += chunk;
      kept.write(chunk);
    });
  }
  const exited = new Promise<number | null>((resolve) => child.once("close", resolve));
  return {
    output: () => output,
    exited,
    signal: (name) => void child.kill(name),
    end(signal) {
      child.kill(signal);
      return exited;
    },
  };
}

/** Resolves when /readyz answers 200; throws with what the server printed if it ended instead. */
export async function ready(server: ServerProcess, url: string): Promise<void> {
  let ended = false;
  void server.exited.then(() => {
    ended = true;
  });
  for (;;) {
    if (ended) throw new Error(`the server ended: ${server.output()}`);
    const answer = await fetch(`${url}/readyz`).catch(() => null);
    if (answer?.status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** A port that nothing listens on now. */
export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
