// A whole installation in this process, on its own store, with its own simulated Zalo: what the tests of the road talk to.
import { readConfig } from "../../config.ts";
import { createLog } from "../../foundation/log.ts";
import { type Running, startServer } from "../../server.ts";
import type { Simulator } from "../../simulator/simulator.ts";
import { logFile } from "./logs.ts";
import { createStore, type STORE_KINDS } from "./stores.ts";

export interface Installation extends Running {
  simulator: Simulator;
  /** Where it keeps its files. */
  dataDir: string;
  stop(): Promise<void>;
}

/** Starts on a free port with the simulator on; `environment` overrides any variable. */
export async function startInstallation(
  kind: (typeof STORE_KINDS)[number] = "embedded",
  environment: Record<string, string> = {},
): Promise<Installation> {
  const store = await createStore(kind);
  const config = readConfig({
    PORT: "0",
    TODAY: "2026-11-21",
    SETTLE_MS: "0",
    SIMULATOR: "on",
    DEMONSTRATION: "off",
    ...store.environment,
    ...environment,
  });
  const running = await startServer(config, createLog("trace", logFile()));
  return {
    ...running,
    simulator: running.simulator!,
    dataDir: config.dataDir,
    async stop() {
      await running.stop();
      await store.remove();
    },
  };
}
