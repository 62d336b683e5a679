// The words that start a piece of work: typed any way, and never taken out of a longer sentence.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { HANDLERS } from "../../handlers/index.ts";
import { loadOrders } from "../../knowledge/orders.ts";

const KNOWLEDGE = join(import.meta.dirname, "../../knowledge");
const orderIn = loadOrders(KNOWLEDGE);

describe("an order", () => {
  it.each([
    ["đợt rà soát", "review-round.list", ""],
    ["  DOT RA SOAT ", "review-round.list", ""],
    ["mo dot ra soat tháng 11", "review-round.open", "tháng 11"],
    ["Mở đợt rà soát", "review-round.open", ""],
  ])("%s", (text, target, rest) => {
    expect(orderIn(text, false)).toEqual({ target, rest });
  });

  it("is only the whole message while a question is open", () => {
    expect(orderIn("mở đợt rà soát tháng 11", true)).toBeNull();
    expect(orderIn("đợt rà soát", true)).not.toBeNull();
  });

  it.each(["đợt rà soát năm nay bao giờ", "xã mở đợt rà soát chưa", "mở đợt rà soátx", ""])(
    "is not in “%s”",
    (text) => {
      expect(orderIn(text, false)).toBeNull();
    },
  );
});

it("leads to something the bot can do", () => {
  const file: Record<string, unknown> = parse(readFileSync(join(KNOWLEDGE, "process/orders.yaml"), "utf8"));
  const names = Object.keys(file).map((target) => target.slice(0, target.indexOf(".")));
  expect(names.filter((name) => !HANDLERS.has(name))).toEqual([]);
});
