import { expect, it } from "vitest";
import { nameStatements } from "../../prisma/statement-names.ts";

it("names a statement from its second time on, the same every time, another one otherwise", () => {
  const nameOf = nameStatements();
  const [one, other] = [{ sql: "SELECT 1" }, { sql: "SELECT 2" }];
  expect([nameOf(one), nameOf(other)]).toEqual(["", ""]);
  const name = nameOf(one);
  expect(name).not.toBe("");
  expect(nameOf(one)).toBe(name);
  expect(nameOf(other)).not.toBe(name);
});

it("does not name without end, and keeps the names it gave", () => {
  const nameOf = nameStatements();
  const asked = Array.from({ length: 2000 }, (_, index) => ({ sql: `SELECT ${index}` }));
  const ask = () => asked.map(nameOf).filter((name) => name !== "");
  expect(ask()).toEqual([]);
  const named = ask();
  expect(new Set(named).size).toBe(named.length);
  expect(named.length).toBeLessThan(1000);
  expect(ask()).toEqual(named);
});
