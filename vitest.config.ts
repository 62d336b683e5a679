import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/setup/postgres.ts", "test/setup/compiled.ts"],
    setupFiles: ["test/setup/strict.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 3, // much of the time they wait for messages
    // .ci/run counts the tests from the file.
    reporters: ["default", "json"],
    outputFile: { json: "test/output/results.json" },
  },
});
