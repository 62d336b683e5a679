// docs/security.md is true: what it names is there, and what was tried is named.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const ROOT = join(import.meta.dirname, "../..");
const page = readFileSync(join(ROOT, "docs/security.md"), "utf8");

/** The rows of the tables of attacks: four cells. */
const rows = page
  .split("\n")
  .filter((line) => line.startsWith("| "))
  .map((line) => line.slice(2, -2).split(" | "))
  .filter((cells) => cells.length === 4 && cells[0] !== "attack");

it("every attack names a defence that is there, a test of that title, and a result", () => {
  expect(rows.length).toBeGreaterThan(40);
  const missing = rows.flatMap(([attack, defence, test, result]) => {
    const files = [...defence!.matchAll(/`([\w./-]+\/[\w./-]*|[\w-]+\.\w+)`/g)].map(([, file]) => file!);
    const tests = test!.split(/; (?=`)/).map((one) => /^`([^`]+)` · (.+)$/.exec(one));
    const titles = tests.map((found) => {
      const [, file = "", title = ""] = found ?? [];
      return existsSync(join(ROOT, file)) && readFileSync(join(ROOT, file), "utf8").includes(title) && title !== "";
    });
    return [
      ...files.filter((file) => !existsSync(join(ROOT, file))),
      ...(titles.every((is) => is) ? [] : [`no such test: ${attack}`]),
      ...(["held", "mended"].includes(result!) ? [] : [`no result: ${attack}`]),
    ];
  });
  expect(missing).toEqual([]);
});

it("every test of security is named", () => {
  const files = readdirSync(import.meta.dirname).filter((file) => file !== "document.test.ts");
  expect(files.filter((file) => !page.includes(`test/security/${file}`))).toEqual([]);
});
