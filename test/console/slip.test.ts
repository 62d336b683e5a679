// The paper for a household: rights with their clauses, and a code that links whoever sends it, once.
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Commune, commune } from "../setup/commune.ts";
import { visitor } from "../setup/console.ts";
import { type Installation, startInstallation } from "../setup/installation.ts";
import { say } from "../setup/talk.ts";

let here: Installation;
let place: Commune;
beforeAll(async () => {
  here = await startInstallation();
  place = await commune(here.store, {
    people: { officer: "commune-officer", head: "village-head@Thôn An Lạc" },
    households: [{ head: "Trần Văn Mạnh" }],
  });
});
afterAll(() => here.stop());

it("carries class, decision, rights and a code that links the account that sends it; a new paper ends the old code", async () => {
  const officer = await visitor(here, place.people.get("officer")!);
  const path = `/households/${place.households.get("Trần Văn Mạnh")}`;
  expect((await officer.get(path)).text).toContain("In phiếu cho hộ");
  const codeOn = async () => /slip-code">([^<]+)</.exec((await officer.post(`${path}/slip`, "make")).text)![1]!;
  const paper = await officer.post(`${path}/slip`, "make");
  for (const words of ["Hộ nghèo", "12/QĐ-UBND", "Nghị", "data:image/png"]) expect(paper.text).toContain(words);
  const [old, fresh] = [await codeOn(), await codeOn()];
  expect((await say(here, "manh", old)).at(-1)?.text).not.toContain("đồng ý");
  expect((await say(here, "manh", fresh)).at(-1)?.text).toContain("đồng ý");
  expect((await say(here, "manh", "Đồng ý")).at(-1)?.text).toContain("đã nối với hồ sơ hộ nhà mình");
  const head = await visitor(here, place.people.get("head")!);
  expect((await head.post(`${path}/slip`, "make")).status).toBe(404);
  expect((await head.get(path)).text).not.toContain("In phiếu");
});
