// Logs hold ids of rows and words of the program. What an operator reads of a fault never quotes what people wrote.
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { AppError, describeFault } from "../../foundation/errors.ts";
import { createLog } from "../../foundation/log.ts";
import { inventedNames, leaksIn } from "../setup/leaks.ts";

const names = inventedNames(join(import.meta.dirname, "../.."));
const PERSONAL = [
  ["an identity number", "001079012345"],
  ["an identity number in groups", "001 079 012 345"],
  ["a phone number", "0912 345 678"],
  ["a phone number from abroad", "+84912345678"],
  ["an access token", "x".repeat(86)],
  ["a name", "Nguyễn Văn Tám"],
  ["a name without marks", "nguyen van tam"],
  ["a person's words", "hết gạo"],
] as const;

it("knows the names of the tests' people", () => {
  expect(names.size).toBeGreaterThan(100);
});

describe.each(PERSONAL)("%s", (_, value) => {
  it("is found in a line that holds it", () => {
    expect(leaksIn(`{"level":50,"fault":"Error: no place for ${value} here","msg":"failed"}`, names)).not.toEqual([]);
  });

  it.each([
    ["quoted by a store", `invalid input syntax for type uuid: "${value}"`],
    ["a key that is there already", `Key (code)=(${value}) already exists.`],
  ])("does not get into the log when it is %s", (_, message) => {
    const lines: string[] = [];
    const log = createLog("trace", { write: (line) => lines.push(line) });
    log.error({ fault: describeFault(new TypeError(message)) }, "failed");
    log.error({ fault: message }, "failed");
    log.error({ person: value, fault: { cause: value } as never } as never, "failed");
    expect(lines.flatMap((line) => leaksIn(line, names))).toEqual([]);
    expect(lines.map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual(["failed", "failed", "failed"]);
  });
});

it("keeps what an operator needs", () => {
  const id = "3f2b8c1e-1234-4abc-9def-123456789012";
  for (const kept of [
    "connect ECONNREFUSED 192.168.100.200:5432",
    `report ${id} is gone`,
    "ENOENT: no such file or directory, open '/var/lib/an-sinh/encryption.key'",
    "Unique constraint failed on the fields: (`code`)",
  ])
    expect(describeFault(new Error(kept))).toBe(`Error: ${kept}`);
  expect(describeFault(new AppError("store:in-use", "in use"))).toBe("store:in-use in use");
});

it("tells an ordinary line from a leak", () => {
  const line = '{"level":40,"time":"2026-11-21T02:00:00.000Z","event":"123456","reason":"signature","msg":"refused"}';
  expect(leaksIn(line, names)).toEqual([]);
});
