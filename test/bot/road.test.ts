// The road of a message over the real wire, on each store.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Installation, startInstallation } from "../setup/installation.ts";
import { STORE_KINDS } from "../setup/stores.ts";

describe.each(STORE_KINDS)("the road of a message on the %s store", (kind) => {
  let here: Installation;
  beforeAll(async () => {
    here = await startInstallation(kind);
  });
  afterAll(() => here.stop());

  it("answers the first message with the greeting and the question of consent", async () => {
    await here.simulator.person("u1").text("xin chao");
    const [hello, ask] = await here.simulator.waitForMessages("u1", 2);
    expect(hello?.text).toContain("An Sinh");
    expect(ask?.text).toContain("30 ngày");
    expect(ask?.buttons).toHaveLength(3);
  });
});
