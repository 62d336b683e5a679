import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import { HASTY } from "./test/setup/compiled.ts";

/** What takes minutes begins first, so that nothing long is left alone at the end. */
const LONG = [
  "dialogues",
  "day/day",
  "bot/delivery",
  "handlers/tampering",
  "bot/crash",
  "console/browser",
  "bot/order",
];

class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const at = LONG.findIndex((name) => moduleId.endsWith(`/test/${name}.test.ts`));
      return at < 0 ? LONG.length : at;
    };
    return (await super.sort(files)).sort((one, other) => place(one) - place(other));
  }
}

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: [
      "test/setup/memory.ts",
      "test/setup/postgres.ts",
      "test/setup/compiled.ts",
      "test/setup/scan-logs.ts",
    ],
    setupFiles: ["test/setup/strict.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    execArgv: HASTY,
    maxWorkers: 3, // much of the time they wait for messages
    sequence: { sequencer: LongFirst },
    // .ci/run counts the tests from the file.
    reporters: ["default", "json"],
    outputFile: { json: "test/output/results.json" },
  },
});
