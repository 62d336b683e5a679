// The administrative units since July 2025: complete, and joined by their codes.
import { expect, test } from "vitest";
import { loadCommunes, loadProvinces } from "../../knowledge/units.ts";

const directory = new URL("../../knowledge/", import.meta.url).pathname;
const provinces = loadProvinces(directory);
const communes = loadCommunes(directory);

test("34 provinces take in the 63 of before the mergers, one of which only changed its name", () => {
  expect(provinces).toHaveLength(34);
  const merged = provinces.flatMap(({ formerly }) => formerly).filter((name) => name !== "Thừa Thiên Huế");
  expect(provinces.length + merged.length).toBe(63);
});

test("3,321 communes, each in a known province, each code once", () => {
  expect(communes).toHaveLength(3321);
  expect(new Set(communes.map(({ code }) => code)).size).toBe(communes.length);
  const codes = new Set(provinces.map(({ code }) => code));
  expect(communes.filter(({ province }) => !codes.has(province))).toEqual([]);
});
