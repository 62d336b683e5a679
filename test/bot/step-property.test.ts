// Whatever anyone sends, in whatever state: an answer, no fault, a session that can be read again, messages that Zalo takes.
// `npm run walk` takes 100,000 such steps.
import { afterAll, beforeAll, expect, it } from "vitest";
import { type OpenStore, openStore } from "../setup/open-store.ts";
import { walkRandomly } from "../setup/random-walk.ts";

let store: OpenStore;
beforeAll(async () => {
  store = await openStore("embedded");
});
afterAll(() => store.close());

it("answers every message in every state with messages that Zalo takes and a session that can be read", async () => {
  const { steps } = await walkRandomly(store, { walks: 200, steps: 10, seed: 20261121 });
  expect(steps).toBeGreaterThanOrEqual(2000);
});
