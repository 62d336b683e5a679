// The processes that are measured: started, waited for, their processor time read, ended.
import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A running process that said where it listens. */
export interface Measured {
  url: string;
  /** Seconds of processor time so far (user and system, all threads); null where the system has no /proc. */
  cpuSeconds(): number | null;
  /** Resident memory in MB; null where the system has no /proc. */
  memory(): number | null;
  /** MB of the heap after a collection; only of a process that was started with `REPORTS_HEAP`. */
  heap(): Promise<number>;
  end(): Promise<void>;
}

const TELL_HEAP =
  'process.on("SIGUSR2", () => { globalThis.gc(); console.log("heap " + process.memoryUsage().heapUsed); })';

/** Flags of a process that tells what its heap holds whenever it is asked by SIGUSR2. */
export const REPORTS_HEAP = ["--expose-gc", "--import", `data:text/javascript,${encodeURIComponent(TELL_HEAP)}`];

/** Starts `node <file> <args>` in the project's folder; resolves when it prints an http address. */
export function start(
  file: string,
  options: { args?: string[]; env?: Record<string, string>; flags?: string[] } = {},
): Promise<Measured> {
  const child = spawn(process.execPath, [...(options.flags ?? []), file, ...(options.args ?? [])], {
    cwd: join(import.meta.dirname, ".."),
    env: { HOST: "127.0.0.1", PORT: "0", ...options.env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  process.once("exit", () => child.kill("SIGKILL")); // a benchmark that fails leaves nothing running
  return new Promise((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`${file} ended with ${code}`)));
    let output = "";
    child.stdout.on("data", (chunk: Buffer) => {
      output += chunk.toString("utf8");
      const url = /http:\/\/[\d.:]+/.exec(output)?.[0];
      if (url !== undefined) resolve(measured(child, url));
    });
  });
}

function measured(child: ChildProcess, url: string): Measured {
  return {
    url,
    cpuSeconds() {
      const fields = proc(child, "stat")?.split(") ")[1]?.split(" ");
      return fields === undefined ? null : (Number(fields[11]) + Number(fields[12])) / 100;
    },
    memory() {
      const kilobytes = /VmRSS:\s+(\d+)/.exec(proc(child, "status") ?? "")?.[1];
      return kilobytes === undefined ? null : Math.round(Number(kilobytes) / 1024);
    },
    heap: () =>
      new Promise((resolve) => {
        const listen = (chunk: Buffer) => {
          const bytes = /heap (\d+)/.exec(chunk.toString("utf8"))?.[1];
          if (bytes === undefined) return;
          child.stdout?.off("data", listen);
          resolve(Math.round(Number(bytes) / 1024 ** 2));
        };
        child.stdout?.on("data", listen);
        child.kill("SIGUSR2");
      }),
    end: () =>
      new Promise((resolve) => {
        child.once("exit", () => resolve());
        child.kill("SIGTERM");
      }),
  };
}

function proc(child: ChildProcess, name: string): string | null {
  try {
    return readFileSync(`/proc/${child.pid}/${name}`, "utf8");
  } catch {
    return null;
  }
}
