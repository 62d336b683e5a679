// `ansinh law what-if` on the demonstration commune: the figures of every place on standard output, how far it is on the other.
import { afterAll, beforeAll, expect, it } from "vitest";
import { commandLine } from "../setup/command-line.ts";
import { createStore, type TestStore } from "../setup/stores.ts";

let at: TestStore;
beforeAll(async () => {
  at = await createStore("embedded");
});
afterAll(() => at.remove());

it("tells who moves under the law of another day, and knows only units that there are", async () => {
  const run = commandLine({ ...at.environment, TODAY: "2026-11-21" });
  expect((await run("law what-if --on 2027-01-01")).out).toBe("");
  expect((await run("demo")).code).toBe(0);
  const { code, out, err } = await run("law what-if --on 2027-01-01");
  expect(code).toBe(0);
  expect(out).toMatch(/\d+ households on 2026-11-21 \(std-2022-2026\) under the law of 2027-01-01 \(std-2027-2030\)/);
  expect(out).toMatch(/why (near_poor|none) > open: income \d+-\d+, deprivations \d-\d: \d+/);
  expect(err).toMatch(/^(\d+) of \1 households$/m);
  expect((await run("law what-if --on 2027-01-01 --unit 99999")).code).toBe(2);
});
