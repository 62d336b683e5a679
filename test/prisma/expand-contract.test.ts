// No downtime: while a new version is rolled out, processes of the one before work on the new schema. So a migration only adds; what it
// takes away goes one release later, in a step that names the version which reads it no more (docs/scaling.md).
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const FOLDER = join(import.meta.dirname, "../../prisma/migrations");
/** Written before anything was in use. */
const FIRST_RELEASE = "20261122060000_console";

const MARK = /^-- contract: not read since \d+\.\d+\.\d+$/m;
const TAKES_AWAY: [what: string, pattern: RegExp][] = [
  ["a table", /\bDROP TABLE\b/i],
  ["a column", /\bDROP COLUMN\b/i],
  ["a name", /\bRENAME\b/i],
  ["a type", /\bALTER COLUMN\s+\S+\s+(SET DATA )?TYPE\b/i],
  ["a default", /\bALTER COLUMN\s+\S+\s+DROP DEFAULT\b/i],
  ["null", /\bALTER COLUMN\s+\S+\s+SET NOT NULL\b/i],
  ["rows without the new column", /\bADD COLUMN\s+(?:(?!\bDEFAULT\b|,|;).)*\bNOT NULL\b(?![^,;]*\bDEFAULT\b)/is],
  ["rows that were right", /\bADD CONSTRAINT\b/i],
  ["rows that were alike", /\bCREATE UNIQUE INDEX\b/i],
  // Building one keeps everybody from writing: on a large table it is made beforehand, CONCURRENTLY, by hand.
  ["the time to write", /\bCREATE INDEX (?!IF NOT EXISTS)/i],
];

/** What a migration takes away from processes of the version before it; tables it makes itself are nobody else's yet. */
function takenAway(sql: string): string[] {
  const own = new Set([...sql.matchAll(/CREATE TABLE (?:IF NOT EXISTS )?"?(\w+)"?/gi)].map(([, table]) => table));
  return sql
    .split(/;[ \t]*$/m)
    .filter((statement) => !MARK.test(statement))
    .flatMap((written) => {
      const statement = written.replace(/^--.*$/gm, "");
      const table = /\b(?:ALTER TABLE|INDEX.*?\bON)\s+(?:ONLY\s+)?"?(\w+)"?/is.exec(statement)?.[1];
      if (table !== undefined && own.has(table)) return [];
      return TAKES_AWAY.filter(([, pattern]) => pattern.test(statement)).map(([what]) => what);
    });
}

describe("what a migration may not do at once", () => {
  it.each([
    ['ALTER TABLE "a" DROP COLUMN "b";', "a column"],
    ['DROP TABLE "a";', "a table"],
    ['ALTER TABLE "a" RENAME COLUMN "b" TO "c";', "a name"],
    ['ALTER TABLE "a" ALTER COLUMN "b" TYPE INTEGER;', "a type"],
    ['ALTER TABLE "a" ALTER COLUMN "b" DROP DEFAULT;', "a default"],
    ['ALTER TABLE "a" ALTER COLUMN "b" SET NOT NULL;', "null"],
    ['ALTER TABLE "a" ADD COLUMN "b" TEXT,\n  ADD COLUMN "c" TEXT NOT NULL;', "rows without the new column"],
    ['ALTER TABLE "a" ADD CONSTRAINT "positive" CHECK (b > 0);', "rows that were right"],
    ['CREATE UNIQUE INDEX "one" ON "a"("b");', "rows that were alike"],
    ['CREATE INDEX "i" ON "a"("b");', "the time to write"],
  ])("%s", (sql, what) => {
    expect(takenAway(sql)).toEqual([what]);
    expect(takenAway(`SELECT 1;\n-- contract: not read since 0.2.0\n${sql}`)).toEqual([]);
  });

  it("but it may add, and do as it likes with tables of its own", () => {
    expect(
      takenAway(`ALTER TABLE "a" ADD COLUMN "b" TEXT NOT NULL DEFAULT 'x', ADD COLUMN "c" DATE;
        CREATE INDEX IF NOT EXISTS "i" ON "a"("b");
        CREATE TABLE "n" ("x" TEXT NOT NULL);
        ALTER TABLE "n" ADD CONSTRAINT "short" CHECK (length(x) < 9);
        CREATE UNIQUE INDEX "u" ON "n"("x");
        CREATE INDEX "v" ON "n"("x");`),
    ).toEqual([]);
  });
});

it("no migration after the first release takes anything away from the version before it", () => {
  const names = readdirSync(FOLDER).filter((name) => /^\d+_/.test(name));
  expect(names).toContain(FIRST_RELEASE);
  const later = names.filter((name) => name > FIRST_RELEASE);
  const found = later.map((name) => [name, takenAway(readFileSync(join(FOLDER, name, "migration.sql"), "utf8"))]);
  expect(found).toEqual(later.map((name) => [name, []]));
});
