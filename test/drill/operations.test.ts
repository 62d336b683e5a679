// docs/operations.md holds every drill with its promise, in order, and beside it what the kept run has seen.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { DRILLS } from "../../drill/drills.ts";
import { type Result, tableOf } from "../../drill/results.ts";

const ROOT = join(import.meta.dirname, "../..");
const read = (path: string) => readFileSync(join(ROOT, path), "utf8");

const { version } = JSON.parse(read("package.json")) as { version: string };
const { drills } = JSON.parse(read(`bench/results/drill-${version}.json`)) as { drills: Result[] };

it("the kept run is of these drills and these promises", () => {
  const told = ({ fault, store, promise }: Pick<Result, "fault" | "store" | "promise">) => [fault, store, promise];
  expect(drills.map(told)).toEqual(DRILLS.map(told));
});

it("every promise was kept", () => {
  expect(drills.filter(({ kept }) => !kept)).toEqual([]);
});

it("the document shows that run", () => {
  expect(read("docs/operations.md")).toContain(`\n${tableOf(drills)}\n`);
});
