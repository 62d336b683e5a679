// Old copies of Zalo's own requests, and consents that nobody here began: nothing comes of them.
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Installation, startInstallation } from "../setup/installation.ts";
import { metric, postEvent } from "../setup/post-event.ts";

const DAY_MS = 24 * 3600 * 1000;

let here: Installation;
beforeAll(async () => {
  here = await startInstallation("embedded");
});
afterAll(() => here.stop());

const stored = (accountId: string) => here.store.client.inboundEvent.count({ where: { accountId } });

/** A genuine message, sealed at that instant. */
function copy(person: string, timestamp: number) {
  const message = { text: "menu", msg_id: `of ${person}` };
  return postEvent(here, { event_name: "user_send_text", sender: { id: person }, message, timestamp });
}

it("a sealed event older than anything that is remembered is dropped, since its twin would not be known", async () => {
  expect(await copy("long-ago", Date.now() - 31 * DAY_MS)).toEqual({ status: 200, body: "" });
  expect(await copy("remembered", Date.now() - 29 * DAY_MS)).toEqual({ status: 200, body: "" });
  expect(await copy("cut-off", 154_390_853_474)).toEqual({ status: 200, body: "" });
  expect([await stored("long-ago"), await stored("remembered"), await stored("cut-off")]).toEqual([0, 1, 1]);
  expect(await metric(here, 'ansinh_webhook_total{outcome="stale"}')).toBe(1);
});

it("the same event under another seal, another secret or another application is refused", async () => {
  for (const odd of ["tampered-body", "wrong-secret", "no-signature", "wrong-app-id"] as const)
    await here.simulator.variants.send(odd, "forged", "menu");
  expect(await stored("forged")).toBe(0);
});

it("a consent is taken only while the operator has begun one, and only for this account", async () => {
  const { oaId } = here.simulator.settings;
  const before = await here.store.client.zaloToken.findMany();
  for (const query of [`code=x&oa_id=${oaId}`, `code=x&oa_id=1`, `oa_id=${oaId}`, `code=a&code=b&oa_id=${oaId}`])
    expect((await fetch(`${here.url}/oauth/callback?${query}`)).status).toBe(400);
  expect(await here.store.client.zaloToken.findMany()).toEqual(before);
});
