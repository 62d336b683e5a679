// A PostgreSQL for the tests that run on both stores: the one named by TEST_DATABASE_URL, or a throw-away server started
// from the system's own binaries, or none (then those tests run on the embedded store alone, and say so).
import type { TestProject } from "vitest/node";
import { findBinaries, startServer } from "./postgres-server.ts";

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
