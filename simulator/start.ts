// The simulator on its own HTTP server, for tests and benchmarks.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import type { SimulatorOptions } from "./settings.ts";
import { createSimulator, type Simulator } from "./simulator.ts";

/** A simulator that listens. */
export interface RunningSimulator extends Omit<Simulator, "close"> {
  url: string;
  /** For ZALO_API_BASE_URL. */
  openapiBaseUrl: string;
  /** For ZALO_OAUTH_BASE_URL. */
  oauthBaseUrl: string;
  close(): Promise<void>;
}

/** Starts a simulator on 127.0.0.1, on a free port unless one is given. */
export async function startSimulator({
  port = 0,
  ...options
}: SimulatorOptions & { port?: number }): Promise<RunningSimulator> {
  const simulator = createSimulator(options);
  const app = express().disable("x-powered-by").use(simulator.router);
  const server = createServer(app);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  simulator.settings.baseUrl ??= url;
  return Object.assign(simulator, {
    url,
    openapiBaseUrl: `${url}/openapi`,
    oauthBaseUrl: `${url}/oauth`,
    async close() {
      await simulator.webhook.idle();
      simulator.webhook.close();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  });
}
