// The demonstration commune: by the command, once; and by itself at a first start, bound to the people of the chat page.
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadRoles } from "../../knowledge/roles.ts";
import { loadSummaryRules } from "../../knowledge/summaries.ts";
import { demonstrationCast } from "../../simulator/cast.ts";
import { commandLine } from "../setup/command-line.ts";
import { type Installation, startInstallation } from "../setup/installation.ts";
import { createStore } from "../setup/stores.ts";

const idOf = (name: string) => demonstrationCast().people.find((one) => one.name === name)!.id;

describe("ansinh demo", () => {
  it("loads once, and changes nothing the second time", async () => {
    const place = await createStore("embedded");
    const ansinh = commandLine({ ...place.environment, TODAY: "2026-11-21" });
    expect(await ansinh("demo")).toEqual({ code: 0, out: "households loaded: 60", err: "" });
    const before = (await ansinh("audit verify")).out;
    expect((await ansinh("demo")).out).toBe("there are households already: nothing was changed");
    expect((await ansinh("audit verify")).out).toBe(before);
    await place.remove();
  });
});

describe("a first start", () => {
  let here: Installation;
  beforeAll(async () => {
    here = await startInstallation("embedded", { DEMONSTRATION: "on" });
    await here.demonstration;
  });
  afterAll(() => here.stop());

  it("brings a commune with reports in several states, complaints and an open round", async () => {
    const { client } = here.store;
    expect(await here.demonstration).toBe(60);
    const states = (await client.changeReport.findMany({ orderBy: { number: "asc" } })).map(({ state }) => state);
    expect(states).toEqual(["approved", "open", "open", "returned"]);
    expect([await client.complaint.count(), await client.reviewRound.count()]).toEqual([2, 1]);
    const listed = await client.householdStatus.findMany({ where: { status: { in: ["poor", "near_poor"] } } });
    const { causes } = loadSummaryRules(join(import.meta.dirname, "../../knowledge"));
    for (const status of listed)
      expect([status.causes.length > 0, status.causes.every((id) => causes.has(id))]).toEqual([true, true]);
  });

  it("gives the people of the chat page the roles they are shown with", async () => {
    const roles = loadRoles(join(import.meta.dirname, "../../knowledge"));
    const held = await here.store.client.account.findMany({ include: { person: { include: { terms: true } } } });
    const roleOf = (name: string) => held.find(({ id }) => id === idOf(name))?.person?.terms[0]?.role ?? null;
    const shown = ["Bà Mão", "Trưởng thôn Đông Phong", "Chị Hoa", "Ông Lợi", "Cô Vân"].map(roleOf);
    expect(shown).toEqual([null, "village-head", "commune-officer", "commune-leader", "province-officer"]);
    for (const role of shown) if (role !== null) expect(roles.has(role)).toBe(true);
  });
});
