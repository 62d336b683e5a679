// What one person sends in one breath is handled in one transaction, and each message finds what the one before brought.
import { afterAll, beforeAll, expect, it } from "vitest";
import { commune } from "../setup/commune.ts";
import { type Installation, startInstallation } from "../setup/installation.ts";
import { quiet, say } from "../setup/talk.ts";

let here: Installation;
beforeAll(async () => {
  // Long enough that both messages are gathered.
  here = await startInstallation("embedded", { SETTLE_MS: "400" });
  await commune(here.store, { people: { officer: "commune-officer" } });
});
afterAll(() => here.stop());

it("somebody who joins has the role for the next message of the same breath", async () => {
  const code = (await say(here, "officer", "mời trưởng thôn thôn Đông Phong, Đặng Thị Bảy")).at(-1)!.text;
  const bay = here.simulator.person("bay");
  await bay.text(code);
  await bay.text("vai trò");
  await quiet(here);
  const heard = here.simulator.messagesTo("bay").map(({ text }) => text);
  expect(heard[0]).toContain("Zalo này đã nối với vai trò Trưởng thôn");
  expect(heard.at(-1)).toContain("Trưởng thôn: Thôn Đông Phong");
});
