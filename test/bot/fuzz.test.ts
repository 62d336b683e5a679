// Hostile webhooks by the thousand through the real road: none is a fault, a dead letter or a lie about its seal. `npm run fuzz` sends a million.
import { afterAll, beforeAll, expect, it } from "vitest";
import { fuzz } from "../setup/fuzz.ts";
import { type Installation, startInstallation } from "../setup/installation.ts";

let here: Installation;
beforeAll(async () => {
  here = await startInstallation("embedded");
});
afterAll(() => here.stop());

it("takes 2,000 of them as it should", async () => {
  const slices = await fuzz(here, { cases: 2000, slice: 1000, seed: 20261122, stepEvery: 40, postEvery: 40 });
  const { outcomes } = slices.at(-1)!.seen;
  const kinds = ["wrong seal", "unreadable", "malformed", "unknown"];
  for (const outcome of [...kinds, "read message", "read takeover", "read echo", "read seen", "read withdraw"])
    expect([outcome, outcomes[outcome]]).toEqual([outcome, expect.any(Number)]);
});
