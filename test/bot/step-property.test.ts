// Whatever anyone sends, in whatever state: an answer, no fault, a session that can be read again, messages that Zalo takes.
// `npm run walk` takes 100,000 such steps.
import { afterAll, beforeAll, expect, it } from "vitest";
import { type OpenStore, openStore } from "../setup/open-store.ts";
import { walkRandomly } from "../setup/random-walk.ts";
import { accountOf, groundOfWalk, walk } from "../setup/walk.ts";

let store: OpenStore;
beforeAll(async () => {
  store = await openStore("embedded");
});
afterAll(() => store.close());

it("answers every message in every state with messages that Zalo takes and a session that can be read", async () => {
  const { steps } = await walkRandomly(store, { walks: 200, steps: 10, seed: 20261121 });
  expect(steps).toBeGreaterThanOrEqual(2000);
});

it("asks again whoever agreed to another text of the consent", async () => {
  const ground = groundOfWalk();
  const ask = { kind: "message", content: "text", text: "#check-eligibility" } as const;
  const asked = async (consent: string) => {
    const account = await accountOf(ground, store, { id: "old friend", language: "vi", consent, pausedUntil: null });
    return (await walk(ground, store, account, ask)).account.session.form?.handler;
  };
  expect(await asked("of long ago")).toBe("consent");
  expect(await asked(ground.library.service.consent.version)).toBe("check-eligibility");
});
